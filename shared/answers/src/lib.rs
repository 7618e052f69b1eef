//! What can be asked about a program, and what is answered: the requests that an explored program understands, the
//! answers that it gives, what of them `--json` shows, and the exit codes of `cargo xtask`. Declared once, for the
//! explorer, which answers, and for everybody who asks. There is nothing here but shapes, names,
//! and what can be read off them.

mod answer;
mod crash;
mod drawn;
mod explanation;
pub mod graph;
mod outcome;
mod output;
mod program;
mod progress;
mod request;
mod seconds;
mod trouble;

pub use answer::Answer;
pub use crash::{Crash, Death};
pub use drawn::Drawn;
pub use explanation::{Explanation, Happening, Verdict};
pub use graph::Graph;
pub use outcome::{MISTAKE, Outcome, Ways};
pub use output::{Ending, Line, Output, Stream};
pub use program::{File, Memory, Program, Test};
pub use progress::Progress;
pub use request::{
    Asks, Choose, Clock, Explain, Explore, Extent, Limits, Question, Reduction, Request, Tests, Timeline,
    Walk,
};
pub use trouble::{Cure, Edit, Kind, Mark, Trouble, offset};
