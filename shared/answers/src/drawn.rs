//! What happens in a run.

use crate::Outcome;
use serde::{Deserialize, Serialize};
use timeline::Timeline;

/// What happens in a run, and what other runs there are.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Drawn {
    pub outcome: Outcome,
    /// `None` if there are fewer outputs.
    pub timeline: Option<Timeline>,
}
