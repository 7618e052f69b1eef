//! How many operations are left.

use crate::runtime::context;
use engine::Site;
use std::panic::Location;

/// How many operations are left; without a number, as many as one likes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Budget(Option<u8>);

/// Whether an operation is left.
pub fn has_budget_remaining() -> bool {
    context::budget().spent().is_some()
}

/// Some poll spends much of its budget, so it matters how much is left.
const SPENT: &str = "is spent much of";
static BUDGETS: Site = Location::caller();

/// Whether some poll spends so much of its budget that it matters how much is left.
pub(crate) fn is_spent_much() -> bool {
    engine::is_known(SPENT, BUDGETS)
}

impl Budget {
    /// What each poll of a task begins with; tokio's number.
    pub const FULL: Budget = Budget(Some(128));
    pub const UNCONSTRAINED: Budget = Budget(None);

    /// Whether so much was spent that a worker which runs up to four tasks on one budget could have had too little left.
    pub fn is_tight(self) -> bool {
        self.0.is_some_and(|left| left < 128 - 128 / 4)
    }

    /// Notes that so little is left that it matters how much.
    pub fn note(self) {
        if self.is_tight() {
            engine::learn_fact(SPENT, BUDGETS);
        }
    }

    /// What is left after one more operation, if that can be done.
    pub fn spent(self) -> Option<Budget> {
        match self.0 {
            Some(left) => left.checked_sub(1).map(|left| Budget(Some(left))),
            None => Some(self),
        }
    }

    /// Does something with this budget; afterwards there is again as much as before.
    pub fn spend_on<R>(self, work: impl FnOnce() -> R) -> R {
        let _restored = Restore(context::budget());
        context::set_budget(self);
        work()
    }
}

struct Restore(Budget);

impl Drop for Restore {
    fn drop(&mut self) {
        context::set_budget(self.0);
    }
}
