//! The graph of choices: every state of a program, and everything that can go next there.

use crate::{Clock, Ending, Output, Stream};
use serde::{Deserialize, Serialize};
use timeline::Kind;

/// What somebody needs to decide who goes next, step by step; `explore --graph` writes it. States and lanes are named by their
/// places in the lists, from 0; the program starts in state 0.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Graph {
    /// Of this shape; another one gets another number.
    pub version: u32,
    /// What whoever asked calls it.
    pub program: String,
    /// The lines of its first file.
    pub source: Vec<String>,
    pub clock: Clock,
    /// Whether everything is here that can happen.
    pub exhaustive: bool,
    /// If not, why, in words that can follow "not exhaustive: ".
    pub why_not: Option<String>,
    /// What that rests on, a sentence each.
    pub rests_on: Vec<String>,
    pub lanes: Vec<Lane>,
    pub states: Vec<State>,
    /// How many outputs the graph has.
    pub count: u128,
    /// Whether there are more than that, which were not counted.
    pub more: bool,
    /// The first of them, in the order of their lines, and one for each way to end that none of these has.
    pub outputs: Vec<Output>,
    /// Where there are too many states, only these runs are here: who has no move in a state may have one all the same.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub runs: Vec<Run>,
}

/// Who does things: a thread, a task, or one of the futures that one polls side by side.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lane {
    pub name: String,
    pub kind: Kind,
    /// The lane that polls this one.
    pub of: Option<usize>,
}

/// A state of the program. What was printed before it is no part of it.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct State {
    /// Virtual milliseconds since the program's start.
    pub ms: u64,
    /// One for each lane of the graph.
    pub lanes: Vec<Stance>,
    /// Everything that can go next; empty at the end.
    pub moves: Vec<Move>,
    pub end: Option<End>,
}

/// How a lane stands in a state.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(default)]
pub struct Stance {
    pub at: At,
    /// Where it goes on; 0 if that is no line of the program's.
    #[serde(skip_serializing_if = "is_zero")]
    pub line: u32,
    /// The file of that line, if it is not the program's first.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub file: Option<String>,
    /// Why it can't go next, in words that can follow its name: "waits for a message at line 22".
    #[serde(skip_serializing_if = "String::is_empty")]
    pub why: String,
    /// When it goes on at the latest, in virtual milliseconds.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub until_ms: Option<u64>,
    /// The lane that it waits for, if it is one.
    #[serde(rename = "for", skip_serializing_if = "Option::is_none")]
    pub waits_for: Option<usize>,
}

/// Whether a lane can go on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum At {
    /// It has not begun.
    #[default]
    Absent,
    /// It can go next.
    Ready,
    /// It waits for nothing but a time.
    Sleeps,
    Waits,
    Ended,
}

/// One way to go on.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Move {
    /// Who goes on; `None` lets time pass.
    pub lane: Option<usize>,
    #[serde(flatten)]
    pub deed: Deed,
    /// What then appears on the screen.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub prints: Vec<Print>,
    /// Only a busy machine does this: somebody wakes up late, or goes to sleep late.
    #[serde(default, skip_serializing_if = "is_false")]
    pub late: bool,
    /// What follows at once, as nobody could notice whether it comes now or later.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub then: Vec<Followed>,
    pub to: usize,
}

/// What a lane does.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Deed {
    /// In words that can follow its name: "sends".
    pub does: String,
    #[serde(default, skip_serializing_if = "is_zero")]
    pub line: u32,
    /// The file of that line, if it is not the program's first.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub file: Option<String>,
    /// The message or number that it is done with, where it is a text or a number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub value: Option<String>,
}

/// What somebody does right after another.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Followed {
    pub lane: usize,
    #[serde(flatten)]
    pub deed: Deed,
}

/// Text that appears on the screen, possibly several lines or part of one.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Print {
    pub stream: Stream,
    pub text: String,
}

/// How the program ends.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct End {
    pub end: Ending,
    /// What there is to say about it; empty for a plain return.
    pub why: String,
}

/// One run of the program.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Run {
    /// The output that it leads to, from 0.
    pub output: usize,
    /// Which move is made in each state that it comes through, from 0.
    pub moves: Vec<usize>,
    /// It goes on, and the rest is not here.
    #[serde(default, skip_serializing_if = "is_false")]
    pub is_cut: bool,
}

impl Graph {
    /// The [`Graph::version`] of this shape.
    pub const VERSION: u32 = 1;
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde passes a reference")]
fn is_zero(number: &u32) -> bool {
    *number == 0
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde passes a reference")]
fn is_false(said: &bool) -> bool {
    !said
}
