//! On which processors something is measured.

use std::thread;

use crate::processor;

/// What a measurement does about processors.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// It goes where the system puts it.
    Anywhere,
    /// It stays on one where that can be had.
    OneIfPossible,
    One,
    /// Wherever, but there must be two.
    AnyTwo,
    /// Each thread stays on its own.
    OwnOfTwo,
}

impl Place {
    /// Why there is no such place here: a sentence without its full stop.
    pub fn missing(self) -> Option<&'static str> {
        let chosen = matches!(self, Place::One | Place::OwnOfTwo);
        let two = matches!(self, Place::AnyTwo | Place::OwnOfTwo);
        if chosen && !processor::can_be_chosen() {
            Some("this system does not let a program choose its processors")
        } else if two && thread::available_parallelism().map_or(1, usize::from) < 2 {
            Some("it takes two processors, and only one can be used here")
        } else {
            None
        }
    }

    /// What a reader of the figures has to know.
    pub fn caveat(self) -> &'static str {
        match self {
            Place::OneIfPossible if !processor::can_be_chosen() => {
                "On any processors, as this system does not let a program choose."
            }
            Place::One | Place::OneIfPossible => "All on one processor.",
            Place::Anywhere | Place::AnyTwo | Place::OwnOfTwo => "",
        }
    }
}
