//! Channels that keep the last value only.

pub mod error;
mod line;
mod receiver;
mod sender;

pub use receiver::Receiver;
pub use sender::Sender;

use engine::Shared;
use line::Line;
use std::fmt;
use std::ops::Deref;
use std::sync::Arc;
use virtual_std::sync::{PoisonError, RwLock, RwLockReadGuard};

/// A channel that keeps the last value only.
#[track_caller]
pub fn channel<T>(init: T) -> (Sender<T>, Receiver<T>) {
    let sender = Sender::new(init);
    let receiver = sender.subscribe();
    (sender, receiver)
}

/// What senders and receivers share.
struct Channel<T> {
    /// Locked by who looks at it.
    value: RwLock<T>,
    line: Shared<Line>,
}

impl<T> Channel<T> {
    #[track_caller]
    fn new(init: T) -> Arc<Channel<T>> {
        let line = Shared::new("channel", Line::new()).registered();
        Arc::new(Channel { value: RwLock::new(init), line })
    }

    /// Looks at the value, and at its version.
    #[track_caller]
    fn borrow(&self) -> (RwLockReadGuard<'_, T>, u64) {
        let value = self.value.read().unwrap_or_else(PoisonError::into_inner);
        // Nobody can send as long as somebody looks.
        let version = self.line.learn("looked at the version", |line| (line.version, line.version));
        (value, version)
    }
}

/// The value, which nobody can replace as long as this lives.
#[derive(Debug)]
pub struct Ref<'a, T> {
    value: RwLockReadGuard<'a, T>,
    has_changed: bool,
}

impl<T> Ref<'_, T> {
    /// Whether the receiver had not seen it before.
    pub fn has_changed(&self) -> bool {
        self.has_changed
    }
}

impl<T> Deref for Ref<'_, T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.value
    }
}

impl<T: fmt::Debug> fmt::Debug for Channel<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Shared").finish_non_exhaustive()
    }
}
