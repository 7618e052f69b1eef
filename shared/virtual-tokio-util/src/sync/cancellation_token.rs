//! Telling tasks to stop, and those that they have started with them.

mod guards;
mod node;
mod waits;

pub use guards::{DropGuard, DropGuardRef};
pub use waits::{WaitForCancellationFuture, WaitForCancellationFutureOwned};

use node::Node;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::panic::{Location, RefUnwindSafe, UnwindSafe};
use std::pin::pin;
use std::sync::Arc;
use std::task::Poll;

/// Tells tasks to stop. All clones are one.
pub struct CancellationToken {
    node: Arc<Node>,
}

impl CancellationToken {
    /// Nobody is to stop yet.
    #[track_caller]
    pub fn new() -> CancellationToken {
        CancellationToken { node: Arc::new(Node::new(false)) }
    }

    /// One that is cancelled with this one, but not this one with it.
    #[track_caller]
    pub fn child_token(&self) -> CancellationToken {
        CancellationToken { node: Node::child(&self.node, Location::caller()) }
    }

    /// Tells everybody to stop who waits for this or one of its children.
    #[track_caller]
    pub fn cancel(&self) {
        self.node.cancel(Location::caller());
    }

    /// Whether everybody is to stop.
    #[track_caller]
    pub fn is_cancelled(&self) -> bool {
        self.node.is_cancelled(Location::caller())
    }

    /// Waits for that.
    #[track_caller]
    pub fn cancelled(&self) -> WaitForCancellationFuture<'_> {
        WaitForCancellationFuture::new(self, Location::caller())
    }

    /// Waits for that, and keeps the token.
    #[track_caller]
    pub fn cancelled_owned(self) -> WaitForCancellationFutureOwned {
        WaitForCancellationFutureOwned::new(self, Location::caller())
    }

    /// Something that cancels the token when it is dropped.
    pub fn drop_guard(self) -> DropGuard {
        DropGuard::new(self)
    }

    /// Something that cancels the token when it is dropped.
    pub fn drop_guard_ref(&self) -> DropGuardRef<'_> {
        DropGuardRef::new(self)
    }

    /// What a future gives, unless everybody is to stop before.
    #[track_caller]
    pub fn run_until_cancelled<F: Future>(&self, future: F) -> impl Future<Output = Option<F::Output>> {
        let site = Location::caller();
        async move {
            if self.node.is_cancelled(site) {
                return None;
            }
            let cancelled = WaitForCancellationFuture::new(self, site);
            first(future, cancelled).await
        }
    }

    /// The same, and keeps the token.
    #[track_caller]
    pub fn run_until_cancelled_owned<F: Future>(self, future: F) -> impl Future<Output = Option<F::Output>> {
        let site = Location::caller();
        async move {
            if self.node.is_cancelled(site) {
                return None;
            }
            let cancelled = WaitForCancellationFutureOwned::new(self, site);
            first(future, cancelled).await
        }
    }
}

/// What a future gives, unless another one is ready before.
async fn first<F: Future>(future: F, other: impl Future<Output = ()>) -> Option<F::Output> {
    let (mut future, mut other) = (pin!(future), pin!(other));
    std::future::poll_fn(|cx| {
        if let Poll::Ready(output) = future.as_mut().poll(cx) {
            return Poll::Ready(Some(output));
        }
        other.as_mut().poll(cx).map(|()| None)
    })
    .await
}

impl Clone for CancellationToken {
    fn clone(&self) -> CancellationToken {
        self.node.add_handle();
        CancellationToken { node: Arc::clone(&self.node) }
    }
}

impl Drop for CancellationToken {
    fn drop(&mut self) {
        self.node.drop_handle();
    }
}

impl Default for CancellationToken {
    #[track_caller]
    fn default() -> CancellationToken {
        CancellationToken::new()
    }
}

impl PartialEq for CancellationToken {
    fn eq(&self, other: &CancellationToken) -> bool {
        Arc::ptr_eq(&self.node, &other.node)
    }
}

impl Eq for CancellationToken {}

impl Hash for CancellationToken {
    fn hash<H: Hasher>(&self, state: &mut H) {
        Arc::as_ptr(&self.node).hash(state);
    }
}

impl fmt::Debug for CancellationToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("CancellationToken").field("is_cancelled", &self.is_cancelled()).finish()
    }
}

impl UnwindSafe for CancellationToken {}
impl RefUnwindSafe for CancellationToken {}
