//! A program's schedules for a browser: a [`Figure`] has its code, its outputs and a timeline, and the graph of choices as data.
//! Where scripts run, [`script`] makes it one in which a reader decides who goes next; where none do, and in print, code, outputs
//! and timeline stand there. Nothing is loaded from elsewhere.

mod code;
mod figure;
mod numbers;
mod outputs;
mod packed;
mod page;
mod way;
mod words;

pub use code::code;
pub use figure::Figure;
pub use outputs::outputs;
pub use way::{Ways, towards};

/// Upgrades each figure of the page that it is part of.
pub fn script() -> String {
    without_comments(include_str!("stepper.js"))
}

/// How figures look, in light and dark.
pub const STYLE: &str = include_str!("stepper.css");

/// A script of which no text goes on into another line, without indentation and lines that are comments.
pub fn without_comments(script: &str) -> String {
    let is_code = |line: &&str| !["//", "/*"].iter().any(|begin| line.starts_with(begin)) && !line.is_empty();
    script.lines().map(str::trim_start).filter(is_code).flat_map(|line| [line, "\n"]).collect()
}
