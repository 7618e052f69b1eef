//! A program's schedules for a browser: a [`Figure`] has its code, its outputs and a timeline, and the graph of choices as data.
//! Where scripts run, [`SCRIPT`] makes it one in which a reader decides who goes next; where none do, and in print, code, outputs
//! and timeline stand there. Nothing is loaded from elsewhere.

mod code;
mod figure;
mod outputs;
mod packed;
mod page;
mod way;
mod words;

pub use code::code;
pub use figure::Figure;
pub use outputs::outputs;
pub use way::Ways;

/// Upgrades each figure of the page that it is part of.
pub const SCRIPT: &str = include_str!("stepper.js");
/// How figures look, in light and dark.
pub const STYLE: &str = include_str!("stepper.css");
