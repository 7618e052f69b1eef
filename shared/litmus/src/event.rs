//! What happens in an execution.

use crate::program::Order;

/// One thing that a thread does, or the write with which a location begins.
#[derive(Clone, Copy, Debug)]
pub struct Event {
    /// `None` for what was there before all threads.
    pub thread: Option<usize>,
    /// `None` for a fence.
    pub at: Option<usize>,
    pub order: Order,
    pub read: Option<u64>,
    pub written: Option<u64>,
}

impl Event {
    pub fn first(at: usize) -> Event {
        Event { thread: None, at: Some(at), order: Order::Relaxed, read: None, written: Some(0) }
    }

    pub fn is_fence(&self) -> bool {
        self.at.is_none()
    }

    pub fn is_sequential(&self) -> bool {
        self.order == Order::SeqCst
    }
}
