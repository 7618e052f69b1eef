//! A request to stop that many threads can see.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// Once asked to stop, whoever holds a copy ends what it has started.
#[derive(Clone, Debug, Default)]
pub struct Stop(Arc<AtomicBool>);

impl Stop {
    pub fn new() -> Self {
        Self::default()
    }

    pub fn ask(&self) {
        self.0.store(true, Ordering::SeqCst);
    }

    pub fn is_asked(&self) -> bool {
        self.0.load(Ordering::SeqCst)
    }
}
