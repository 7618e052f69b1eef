//! A future that is to be polled again when something happens.

use std::hash::{Hash, Hasher};
use std::task::{Context, Waker};

/// A waker, told apart from others by what the task knew that left it.
#[derive(Clone, Debug)]
pub(crate) struct Waiter {
    waker: Waker,
    token: u64,
}

impl Waiter {
    pub fn new(cx: &Context<'_>) -> Waiter {
        Waiter { waker: cx.waker().clone(), token: engine::token() }
    }

    pub fn wake(self) {
        self.waker.wake();
    }

    /// The same in every execution that gets here.
    pub fn token(&self) -> u64 {
        self.token
    }
}

impl Hash for Waiter {
    fn hash<H: Hasher>(&self, hasher: &mut H) {
        self.token.hash(hasher);
    }
}
