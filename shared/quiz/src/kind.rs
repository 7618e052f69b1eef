//! What is asked.

use crate::{Program, Question, can_print, compiles, ends, next_line};
use fastrand::Rng;

/// What is asked about a program.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// Which of several outputs it can print.
    CanPrint,
    /// What can follow what it has printed.
    NextLine,
    /// How it ends.
    Ends,
    /// Whether rustc takes it, and if not, which line it points to.
    Compiles,
}

impl Kind {
    pub const ALL: [Kind; 4] = [Kind::CanPrint, Kind::NextLine, Kind::Ends, Kind::Compiles];

    /// A question of this kind; `None` if there is none for this program, or none to which the answer is known.
    pub fn ask(self, program: &impl Program, chance: &mut Rng) -> Option<Question> {
        match self {
            Kind::CanPrint => can_print::ask(program, chance),
            Kind::NextLine => next_line::ask(program, chance),
            Kind::Ends => ends::ask(program, chance),
            Kind::Compiles => compiles::ask(program, chance),
        }
    }

    /// As it stands in ids.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Kind::CanPrint => "can-print",
            Kind::NextLine => "next-line",
            Kind::Ends => "ends",
            Kind::Compiles => "compiles",
        }
    }
}
