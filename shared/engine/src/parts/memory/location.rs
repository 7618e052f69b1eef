//! One location of the memory: its writes in modification order.

use crate::parts::memory::stamp::Stamp;
use crate::parts::memory::view::View;
use crate::parts::site::Site;
use std::any::Any;
use std::collections::BTreeMap;
use std::rc::Rc;

/// How far apart writes are put that come last: between two there is room for as many halvings as this has bits.
const APART: Stamp = 1 << 64;

/// One location of the memory.
pub(crate) struct Location {
    /// Never empty.
    pub writes: Vec<Write>,
    /// Who wrote here, and how much each had written then.
    pub writers: BTreeMap<usize, u32>,
    /// It matters who has seen how much of it.
    pub is_tracked: bool,
}

/// A write that somebody may still see.
#[derive(Clone)]
pub(crate) struct Write {
    /// Its place in the modification order.
    pub stamp: Stamp,
    pub value: Rc<dyn Any>,
    pub digest: u64,
    /// It was made together with the reading of the one before it, so nothing comes between.
    pub attached: bool,
    /// What is known to who reads it and acquires.
    pub view: View,
    /// The line that wrote it; `None` for the first.
    pub by: Option<Site>,
}

impl Location {
    pub fn new(value: Rc<dyn Any>, digest: u64) -> Location {
        let first = Write { stamp: 0, value, digest, attached: false, view: View::default(), by: None };
        Location { writes: vec![first], writers: BTreeMap::new(), is_tracked: false }
    }

    pub fn last(&self) -> &Write {
        &self.writes[self.writes.len() - 1]
    }

    /// How many of the writes may be seen by who sees nothing before a place.
    pub fn visible(&self, from: Stamp) -> usize {
        self.writes.iter().rev().take_while(|write| write.stamp >= from).count().max(1)
    }

    /// The one at a place, counted from the last.
    pub fn index(&self, back: usize) -> usize {
        self.writes.len().saturating_sub(back + 1)
    }

    /// Whether something may be put behind the one at an index.
    pub fn is_open(&self, index: usize) -> bool {
        self.writes.get(index + 1).is_none_or(|next| !next.attached && self.stamp_behind(index).is_some())
    }

    /// A place behind the one at an index; `None` if there is no room.
    pub fn stamp_behind(&self, index: usize) -> Option<Stamp> {
        let stamp = self.writes[index].stamp;
        match self.writes.get(index + 1) {
            None => Some(stamp + APART),
            Some(next) => Some(stamp + (next.stamp - stamp) / 2).filter(|between| *between > stamp),
        }
    }
}
