//! The sources of the models, which programs are explored with, packed into the binary that uses this, and unpacked into the
//! user's cache: for commands that are installed alone.

mod unpacked;

pub use unpacked::{NotUnpacked, unpacked};
