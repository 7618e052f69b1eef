//! Which objects a step touched: two steps commute if neither writes what the other touches.

use crate::parts::digest::digest;
use std::time::Duration;

/// The objects that one step read or wrote.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Footprint {
    touched: Vec<(u64, Access)>,
}

/// How an object is touched.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Access {
    /// Commutes with other reads.
    Read,
    /// Commutes with nothing that touches the same object.
    Write,
}

impl Footprint {
    pub(crate) fn touch(&mut self, object: u64, access: Access) {
        match self.touched.iter_mut().find(|(key, _)| *key == object) {
            Some((_, old)) => *old = access.max(*old),
            None => self.touched.push((object, access)),
        }
    }

    pub(crate) fn clear(&mut self) {
        self.touched.clear();
    }

    /// How much memory it takes beside itself, about.
    pub fn bytes(&self) -> usize {
        self.touched.capacity() * size_of::<(u64, Access)>() + 16
    }

    /// Whether a step with this footprint and one with the other lead to the same state in either order.
    pub fn commutes_with(&self, other: &Footprint) -> bool {
        !self.touched.iter().any(|(key, access)| {
            other.touched.iter().any(|(other_key, other_access)| {
                key == other_key && (*access == Access::Write || *other_access == Access::Write)
            })
        })
    }
}

/// Names of what is not an object of the program.
pub(crate) fn output() -> u64 {
    digest("output")
}

pub(crate) fn numbers() -> u64 {
    digest("numbers")
}

pub(crate) fn now() -> u64 {
    digest("now")
}

pub(crate) fn timers() -> u64 {
    digest("timers")
}

pub(crate) fn due_at(deadline: Duration) -> u64 {
    digest(("due", deadline))
}

pub(crate) fn chance_of(task: u64) -> u64 {
    digest(("chance", task))
}

pub(crate) fn flags_of(task: u64) -> u64 {
    digest(("flags", task))
}
