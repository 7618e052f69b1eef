//! What a thread and a task cost: a report of measurements, in words and as a plot.
//!
//! Nothing here measures; `cost-meter` does, and gives a [`Report`] as JSON.

mod amount;
mod axis;
mod curve;
mod machine;
mod pair;
mod panel;
mod plot;
mod report;
mod spread;
mod words;

pub use amount::Scale;
pub use curve::{Curve, Point};
pub use machine::Machine;
pub use pair::{Pair, Side, Unit};
pub use plot::plot;
pub use report::{LeftOut, Report};
pub use spread::Spread;
pub use words::words;
