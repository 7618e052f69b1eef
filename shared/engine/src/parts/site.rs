//! A place in a program's text.

use std::panic::Location;

/// A line of the program.
pub type Site = &'static Location<'static>;
