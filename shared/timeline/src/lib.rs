//! Draws what happened in a run of a concurrent program: one lane a thread, task or future, time downwards.
//!
//! It gets a [`Timeline`] and gives text, for a terminal ([`Timeline::text`]), or a picture ([`Timeline::svg`]). It knows
//! nothing of how the run came about.

mod canvas;
mod charset;
mod fold;
mod layout;
mod notes;
mod row;
mod state;
mod svg;
mod text;
mod timeline;

pub use charset::Charset;
pub use fold::Patterns;
pub use svg::Caption;
pub use timeline::{Event, Kind, Lane, Timeline, What, time};
