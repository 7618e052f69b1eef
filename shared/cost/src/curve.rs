//! How a cost grows with the number of threads or tasks.

use serde::{Deserialize, Serialize};

use crate::pair::Unit;

/// Totals for growing numbers of threads and of tasks.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Curve {
    /// `memory`: of all that sleep at the same time; `time`: to start them all and wait for their end.
    pub id: String,
    pub unit: Unit,
    /// In ascending order of their count.
    pub points: Vec<Point>,
}

/// What so many cost in all.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Point {
    pub count: usize,
    /// `None` where so many were not tried, or not to be had.
    pub thread: Option<f64>,
    pub task: Option<f64>,
}
