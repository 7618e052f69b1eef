//! Atomic booleans.

use super::{Atomic, Ordering, common, order};
use engine::verb;

/// As `std`'s.
pub struct AtomicBool(Atomic<bool>);

common!(AtomicBool, bool);

impl AtomicBool {
    /// As `std`'s.
    #[track_caller]
    #[must_use]
    pub const fn new(value: bool) -> AtomicBool {
        AtomicBool(Atomic::new(value))
    }

    /// As `std`'s.
    #[track_caller]
    pub fn get_mut(&mut self) -> &mut bool {
        self.0.get_mut()
    }

    /// As `std`'s.
    #[track_caller]
    pub fn fetch_and(&self, value: bool, order: Ordering) -> bool {
        self.0.change(verb::COMBINED, order, |old| old & value)
    }

    /// As `std`'s.
    #[track_caller]
    pub fn fetch_nand(&self, value: bool, order: Ordering) -> bool {
        self.0.change(verb::COMBINED, order, |old| !(old & value))
    }

    /// As `std`'s.
    #[track_caller]
    pub fn fetch_or(&self, value: bool, order: Ordering) -> bool {
        self.0.change(verb::COMBINED, order, |old| old | value)
    }

    /// As `std`'s.
    #[track_caller]
    pub fn fetch_xor(&self, value: bool, order: Ordering) -> bool {
        self.0.change(verb::COMBINED, order, |old| old ^ value)
    }

    /// As `std`'s.
    #[track_caller]
    pub fn fetch_not(&self, order: Ordering) -> bool {
        self.0.change(verb::NEGATED, order, |old| !old)
    }
}

impl Default for AtomicBool {
    #[track_caller]
    fn default() -> Self {
        AtomicBool::new(false)
    }
}
