//! All that was measured.

use serde::{Deserialize, Serialize};

use crate::curve::Curve;
use crate::machine::Machine;
use crate::pair::Pair;

/// One run of all measurements, or of some.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Report {
    pub machine: Machine,
    /// How long it took, on the wall clock.
    pub seconds: f64,
    /// What could not be measured here. What could be measured in part is also among the pairs or curves.
    pub left_out: Vec<LeftOut>,
    pub pairs: Vec<Pair>,
    pub curves: Vec<Curve>,
}

/// Something that was not measured.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LeftOut {
    /// Of a pair or a curve.
    pub id: String,
    /// A sentence without its full stop.
    pub why: String,
}

impl Report {
    /// The pair of this id, if it was measured.
    pub fn pair(&self, id: &str) -> Option<&Pair> {
        self.pairs.iter().find(|pair| pair.id == id)
    }
}
