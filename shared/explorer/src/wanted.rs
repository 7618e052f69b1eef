//! What executions are compared with: a text that somebody saw, and what they do instead of printing it.

use crate::likeness::Likeness;
use answers::{Ending, Extent};
use engine::Stream;
use screen::{Reading, Text, shown};
use std::cell::RefCell;
use std::collections::BTreeSet;
use std::rc::Rc;

/// What executions are compared with.
#[derive(Debug)]
pub(crate) struct Wanted {
    pub text: Rc<Text>,
    pub likeness: Likeness,
    /// Whether an execution that prints more will do.
    pub extent: Extent,
}

/// How far executions have come, and what they printed instead of the next line.
#[derive(Debug, Default)]
pub(crate) struct Furthest {
    /// How many lines of the text were as seen, or need not be the program's.
    pub lines: usize,
    /// What came instead of the next.
    pub instead: BTreeSet<Instead>,
    /// Whether the text was found, and the program goes on with the line that it ends in.
    pub within_a_line: bool,
}

/// What an execution did instead of printing the next line.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Instead {
    /// It printed another.
    Printed(answers::Stream, String),
    /// It ended.
    Ended(Ending),
}

impl Wanted {
    /// Whether any lines may stand at a place, as they were left out.
    pub fn is_gap(&self, place: usize) -> bool {
        self.readings(place).contains(&Reading::Gap)
    }

    /// Places in order, with those behind them as far as the lines between need not be the program's.
    pub fn with_aside(&self, mut places: Vec<usize>) -> Vec<usize> {
        places.sort_unstable();
        let mut all: Vec<usize> = Vec::with_capacity(places.len());
        for mut place in places {
            while all.last().is_none_or(|last| *last < place) {
                all.push(place);
                let is_aside = self.readings(place).contains(&Reading::Aside);
                place += usize::from(is_aside || self.is_gap(place));
            }
        }
        all
    }

    fn readings(&self, place: usize) -> &[Reading] {
        self.text.lines.get(place).map_or(&[], |line| &line.readings)
    }

    /// Whether the line at a place may be this one.
    pub fn is_like(&self, place: usize, printed: &str) -> bool {
        self.readings(place)
            .iter()
            .any(|reading| matches!(reading, Reading::Whole(seen) if self.likeness.is_like(printed, seen)))
    }

    /// Whether the line at a place may be this one, which has no end.
    pub fn is_like_open(&self, place: usize, printed: &str) -> bool {
        self.readings(place).iter().any(|reading| match reading {
            Reading::Whole(seen) | Reading::Start(seen) => self.likeness.is_like(printed, seen),
            Reading::Gap => true,
            Reading::Aside => false,
        })
    }

    /// Whether the line at a place, where the text is cut off, may be the beginning of this one.
    pub fn starts_like(&self, place: usize, printed: &str) -> bool {
        let is_start = |reading: &Reading| matches!(reading, Reading::Start(seen) if *seen != printed && self.likeness.starts_like(printed, seen));
        self.readings(place).iter().any(is_start)
    }

    /// Whether the line at a place may be one of which this has been printed.
    pub fn may_become(&self, place: usize, so_far: &str) -> bool {
        let may_end = self.is_at_an_end(place) && shown(so_far).is_empty();
        may_end
            || self.readings(place).iter().any(|reading| match reading {
                Reading::Whole(seen) => self.likeness.may_become(so_far, seen),
                Reading::Start(seen) => {
                    self.likeness.may_become(so_far, seen) || so_far.starts_with(seen.as_str())
                }
                Reading::Gap => true,
                Reading::Aside => false,
            })
    }

    /// Whether an empty line may be missing here: nobody copies those before and after all others.
    pub fn is_at_an_end(&self, place: usize) -> bool {
        place <= self.text.starts || place >= self.text.ends
    }

    /// Something else came than what stands at these places.
    pub fn note(&self, furthest: &RefCell<Furthest>, places: &[usize], instead: Instead) {
        let lines = places.iter().copied().max().unwrap_or_default();
        let mut furthest = furthest.borrow_mut();
        if lines > furthest.lines {
            *furthest = Furthest { lines, ..Furthest::default() };
        }
        if lines == furthest.lines {
            furthest.instead.insert(instead);
        }
    }
}

impl Instead {
    pub fn of(stream: Stream, text: &str) -> Instead {
        let stream = match stream {
            Stream::Stdout => answers::Stream::Stdout,
            Stream::Stderr => answers::Stream::Stderr,
        };
        Instead::Printed(stream, text.to_owned())
    }
}
