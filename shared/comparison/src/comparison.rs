//! What is compared.

use timeline::Timeline;

/// Two listings, and what is known of each.
#[derive(Clone, Debug)]
pub struct Comparison {
    pub left: Side,
    pub right: Side,
}

/// One of the two.
#[derive(Clone, Debug)]
pub struct Side {
    /// What it is called: `17-06`.
    pub name: String,
    /// What a reader sees in it.
    pub title: String,
    /// Its source file.
    pub source: String,
    pub found: Found,
}

/// What came of running it.
#[derive(Clone, Debug)]
pub enum Found {
    Run(Run),
    /// Why there is nothing to run, in a sentence, and what the compiler says.
    Refused {
        why: String,
        message: String,
    },
}

/// Its outputs, and a run that leads to one of them.
#[derive(Clone, Debug)]
pub struct Run {
    /// How many there are, and whether those are all: "2 outputs, exhaustive".
    pub outputs: String,
    /// The first of them.
    pub listed: Vec<Listed>,
    /// How they end: "hangs (1), returns (1)".
    pub ends: String,
    /// Which one the run leads to: "output 1 of 2".
    pub which: String,
    pub timeline: Timeline,
    /// A sentence for each pair of lines that come in either order.
    pub ties: Vec<String>,
}

/// One of several outputs.
#[derive(Clone, Debug)]
pub struct Listed {
    /// How it ends: "returns".
    pub ending: String,
    /// What it prints.
    pub lines: Vec<String>,
}

/// Where one of the two stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Place {
    Left,
    Right,
}

impl Place {
    pub const BOTH: [Place; 2] = [Place::Left, Place::Right];

    pub fn other(self) -> Place {
        match self {
            Place::Left => Place::Right,
            Place::Right => Place::Left,
        }
    }
}

impl Comparison {
    pub(crate) fn sides(&self) -> [&Side; 2] {
        [&self.left, &self.right]
    }
}

impl Side {
    /// Its name and title on one line.
    pub(crate) fn heading(&self) -> String {
        format!("{}  {}", self.name, self.title).trim_end().to_owned()
    }

    pub(crate) fn run(&self) -> Option<&Run> {
        match &self.found {
            Found::Run(run) => Some(run),
            Found::Refused { .. } => None,
        }
    }
}
