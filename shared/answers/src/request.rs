//! What can be asked about a program.

use crate::{Answer, Crash, Drawn, Explanation, Graph, Outcome, Output, Program, Test};
use serde::{Deserialize, Serialize};
use std::fmt;

/// So many crashes are enough; one that is only seen after a while counts for several.
const CRASHES: usize = 20;
const SLOW: usize = 5;

/// A question about a program, with all that its answer depends on. It goes to the standard input of the explored
/// program's executable, as JSON without fractions: what reads that there is a part of each program, and so has to be small, and to
/// compare its own values with no others, which would leave rustc in doubt about `assert_eq!(6, list.iter().sum())`.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Request {
    pub question: Question,
    pub program: Program,
    pub limits: Limits,
    /// What is known to end the process before it can answer ([`Answer::Died`]).
    pub crashes: Vec<Crash>,
}

/// What can be asked about a program.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Question {
    Explore(Explore),
    Timeline(Timeline),
    Explain(Explain),
    Choose(Choose),
    Walk(Walk),
    Tests(Tests),
}

/// Which outputs it has. The answer is an [`Outcome`].
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Explore {
    pub clock: Clock,
    pub reduction: Reduction,
    /// How many outputs to list.
    pub most: usize,
}

/// What happens in a run that leads to one of its outputs, with the exact clock. The answer is [`Drawn`].
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Timeline {
    /// Which one, from 1.
    pub output: usize,
    /// How many outputs to list beside it.
    pub most: usize,
}

/// Whether it can print this. The answer is an [`Explanation`].
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Explain {
    /// What somebody saw.
    pub seen: String,
    pub extent: Extent,
}

/// What can go next in each state that it comes to. The answer is a [`Graph`].
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub struct Choose {
    pub clock: Clock,
    /// Where there are more states than this, only some runs are wanted.
    pub states: usize,
    /// How many outputs to list.
    pub most: usize,
}

/// What it prints where these choices are made. The answer is a list of [`Output`]s.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Walk {
    /// The graph that they were made in.
    pub graph: Choose,
    /// Each from the start to an end: which move is made in each state.
    pub walks: Vec<Vec<usize>>,
}

/// Which tests there are in it. The answer is a list of [`Test`]s.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub struct Tests;

/// What time does.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Clock {
    /// Every wake-up is in time.
    #[default]
    Exact,
    /// Wake-ups may come late, as on a loaded machine.
    Late,
}

/// What a search leaves out because it can't lead to another output.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Reduction {
    /// Nothing: each schedule is run. For comparison only.
    Plain,
    /// States that were reached before.
    States,
    /// Also other orders of operations that commute (sleep sets), and all orders but one where an operation can't
    /// matter to anybody else.
    #[default]
    Pruned,
}

/// Whether somebody saw all of an output.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Extent {
    /// The program came to its end, or to where nothing happens any more.
    Whole,
    /// The reader stopped the program.
    CutOff,
}

/// Where to stop, if not at the explorer's own bounds; what was found so far is answered.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Limits {
    /// After so many runs of the program.
    pub max_schedules: Option<u64>,
    /// After so many steps of all runs together.
    pub max_steps: Option<u64>,
    /// After so much real time.
    #[serde(with = "crate::seconds")]
    pub seconds: Option<f64>,
}

/// A question that knows what its answer looks like.
pub trait Asks: Into<Question> {
    /// What is answered.
    type Found;

    /// Takes it out of an answer; `None` if that is another question's.
    fn found(answer: Answer) -> Option<Self::Found>;
}

impl fmt::Display for Clock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Clock::Exact => "exact",
            Clock::Late => "late",
        })
    }
}

impl Request {
    /// Whether so much brings the program down that there is no use in finding more of it.
    pub fn has_enough_crashes(&self) -> bool {
        let weight = |crash: &Crash| if crash.death.is_sudden() { 1 } else { SLOW };
        self.crashes.iter().map(weight).sum::<usize>() >= CRASHES
    }

    pub fn new(question: impl Into<Question>, program: Program) -> Request {
        Request { question: question.into(), program, limits: Limits::default(), crashes: Vec::new() }
    }
}

/// Says of questions how they are asked, how they are answered, and with what.
macro_rules! answered {
    ($($question:ident => $answer:ident($found:ty),)*) => {$(
        impl From<$question> for Question {
            fn from(asked: $question) -> Question {
                Question::$question(asked)
            }
        }

        impl Asks for $question {
            type Found = $found;

            fn found(answer: Answer) -> Option<$found> {
                match answer {
                    Answer::$answer(found) => Some(found),
                    _ => None,
                }
            }
        }
    )*};
}

answered! {
    Explore => Outcome(Outcome),
    Timeline => Drawn(Drawn),
    Explain => Explanation(Explanation),
    Choose => Graph(Graph),
    Walk => Walked(Vec<Output>),
    Tests => Tests(Vec<Test>),
}
