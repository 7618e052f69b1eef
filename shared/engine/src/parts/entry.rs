//! Objects as the world keeps them.

use crate::parts::digest::digest;
use crate::parts::place::Place;
use crate::parts::site::Site;
use crate::parts::state::AnyState;
use std::any::Any;

/// An object as the world keeps it.
pub(crate) struct Entry {
    pub canon: u64,
    pub kind: &'static str,
    pub site: Site,
    /// Its digest as it was made: nobody can tell an unused object from one that is not there yet. `None` where its name
    /// can.
    pub untouched: Option<u64>,
    /// `None` once it was dropped.
    pub state: Option<Box<dyn AnyState>>,
    /// What its users may have told each other besides ([`crate::Sharing::Hidden`]).
    pub handed_on: u64,
    /// Its part of the sum of all objects' digests.
    pub counted: u64,
    /// How often others than its owner have changed it.
    pub changes: u64,
    /// The task that waits with it for its future's next poll.
    pub owner: Option<usize>,
}

/// How an object is known.
#[derive(Clone, Copy)]
pub(crate) enum Name {
    /// By who made it, or by its place.
    Given(u64),
    /// By who used it first.
    Earned(u64),
}

impl Entry {
    /// An object in its initial state.
    pub fn new(name: Name, kind: &'static str, site: Site, initial: Box<dyn AnyState>) -> Entry {
        let (canon, untouched) = match name {
            Name::Given(canon) => (canon, Some(initial.as_ref().digest())),
            Name::Earned(canon) => (canon, None),
        };
        Entry {
            canon,
            kind,
            site,
            untouched,
            state: Some(initial),
            handed_on: 0,
            counted: 0,
            changes: 0,
            owner: None,
        }
    }

    /// What sentences call it.
    pub fn name(&self) -> String {
        match Place::of_ours(self.site) {
            Place { line: 0, .. } => format!("the {}", self.kind),
            place => format!("the {} made at line {place}", self.kind),
        }
    }

    pub fn digest(&self) -> u64 {
        let Some(state) = self.state.as_ref().map(|state| state.digest()) else { return 0 };
        let is_new = self.untouched == Some(state) && self.handed_on == 0;
        if is_new { 0 } else { digest((self.canon, state, self.handed_on)) }
    }

    /// Its state, whatever that is; `None` while it is being changed, and once it was dropped.
    pub fn any(&self) -> Option<&dyn Any> {
        self.state.as_deref().map(|state| state as &dyn Any)
    }
}
