//! What is answered.

use crate::{Crash, Drawn, Explanation, Graph, Outcome, Output, Test};
use serde::{Deserialize, Serialize};

/// What is answered, as JSON.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Answer {
    Outcome(Outcome),
    Drawn(Drawn),
    Explanation(Explanation),
    Graph(Graph),
    Walked(Vec<Output>),
    Tests(Vec<Test>),
    /// Why nothing can be said, in a sentence.
    Refused(String),
    /// The process ends here, and the program is the cause. Whoever asks again with this among
    /// [`crate::Request::crashes`] hears of it as one of the program's ends.
    Died {
        crash: Crash,
        /// How many runs of the program had come to their ends.
        schedules: u64,
    },
}
