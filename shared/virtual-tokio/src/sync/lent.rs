//! Data that a lock lends to who has its permits.

mod access;
mod guard;

pub(crate) use access::{Access, Lends};
pub(crate) use guard::{guard, writing_guard};

use crate::sync::permits::Permits;
use engine::Site;
use engine::verb;
use std::sync::atomic::{AtomicBool, AtomicU32, AtomicUsize, Ordering};

/// Who has a lock's data, and for how long.
pub(crate) struct Gate {
    pub permits: Permits,
    /// All permits: who has them may write.
    all: usize,
    /// Which execution used it last: of what it borrowed, nothing is left to the next.
    stamp: AtomicU32,
    /// So many read.
    readers: AtomicUsize,
    /// Somebody writes.
    writes: AtomicBool,
}

/// What the data is lent for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Use {
    Reading,
    Writing,
}

impl Gate {
    /// With so many permits in all.
    pub const fn new(permits: Permits, all: usize) -> Gate {
        Gate {
            permits,
            all,
            stamp: AtomicU32::new(0),
            readers: AtomicUsize::new(0),
            writes: AtomicBool::new(false),
        }
    }

    pub fn permits_for(&self, purpose: Use) -> usize {
        match purpose {
            Use::Reading => 1,
            Use::Writing => self.all,
        }
    }

    /// Whoever has the permits begins to use the data.
    ///
    /// # Panics
    /// When somebody else uses it, so that nobody who has got permits by mistake ever does.
    fn begin(&self, purpose: Use) {
        let now = engine::execution().unwrap_or_default();
        if self.stamp.swap(now, Ordering::SeqCst) != now {
            self.readers.store(0, Ordering::SeqCst);
            self.writes.store(false, Ordering::SeqCst);
        }
        let writes = match purpose {
            Use::Reading => {
                self.readers.fetch_add(1, Ordering::SeqCst);
                self.writes.load(Ordering::SeqCst)
            }
            Use::Writing => {
                self.writes.swap(true, Ordering::SeqCst) || self.readers.load(Ordering::SeqCst) > 0
            }
        };
        assert!(!writes, "who has the permits is the only one");
    }

    fn end(&self, purpose: Use) {
        match purpose {
            Use::Reading => {
                self.readers.fetch_sub(1, Ordering::SeqCst);
            }
            Use::Writing => self.writes.store(false, Ordering::SeqCst),
        }
    }

    /// The data is not used any more, and the permits are given back; the token stands for it if it may have been changed.
    fn leave(&self, purpose: Use, token: Option<u64>, site: Site) {
        self.end(purpose);
        self.permits.wrote(token);
        self.permits.release(verb::UNLOCKED, self.permits_for(purpose), site);
    }

    /// Who wrote only reads from now on.
    fn downgrade(&self, token: Option<u64>, site: Site) {
        self.end(Use::Writing);
        self.begin(Use::Reading);
        self.permits.wrote(token);
        self.permits.release(verb::WENT_ON_AS_A_READER_OF, self.all - 1, site);
    }
}
