//! A future whose output somebody else waits for.

use crate::channel::oneshot::{Receiver, Sender, channel};
use engine::Operation;
use engine::verb;
use engine::{Shared, State};
use futures::future::{CatchUnwind, FutureExt};
use pin_project_lite::pin_project;
use std::fmt;
use std::panic::{AssertUnwindSafe, resume_unwind};
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, ready};
use std::thread;

/// As `futures::future::RemoteHandle`.
#[must_use = "dropping a remote handle cancels the underlying future"]
pub struct RemoteHandle<T> {
    output: Receiver<thread::Result<T>>,
    kept: Arc<Shared<Kept>>,
}

pin_project! {
    /// As `futures::future::Remote`.
    #[must_use = "futures do nothing unless you `.await` or poll them"]
    pub struct Remote<F: Future> {
        output: Option<Sender<thread::Result<F::Output>>>,
        kept: Arc<Shared<Kept>>,
        #[pin]
        future: CatchUnwind<AssertUnwindSafe<F>>,
    }
}

/// Whether the future goes on when nobody waits for its output any more.
#[derive(Clone)]
pub(crate) struct Kept(bool);

impl State for Kept {
    fn digest(&self) -> u64 {
        self.0.into()
    }
}

/// As `futures::future::FutureExt::remote_handle`.
#[track_caller]
pub(super) fn remote_handle<F: Future>(future: F) -> (Remote<F>, RemoteHandle<F::Output>) {
    let (sender, receiver) = channel();
    let kept = Arc::new(Shared::new("future", Kept(false)).registered());
    let future = AssertUnwindSafe(future).catch_unwind();
    let remote = Remote { output: Some(sender), kept: Arc::clone(&kept), future };
    (remote, RemoteHandle { output: receiver, kept })
}

impl<T> RemoteHandle<T> {
    /// As `futures::future::RemoteHandle::forget`.
    #[track_caller]
    pub fn forget(self) {
        self.kept.operate(Operation::new(verb::LET_GO_OF), |kept| (kept.0 = true, 0));
    }
}

impl<T: 'static> Future for RemoteHandle<T> {
    type Output = T;

    #[track_caller]
    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<T> {
        match ready!(Pin::new(&mut self.output).poll(cx)) {
            Ok(Ok(output)) => Poll::Ready(output),
            Ok(Err(payload)) => resume_unwind(payload),
            Err(canceled) => resume_unwind(Box::new(canceled)),
        }
    }
}

impl<F: Future> Future for Remote<F> {
    type Output = ();

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<()> {
        let this = self.project();
        let sender = this.output.as_mut().expect("a future is not polled when it is over");
        if sender.poll_canceled(cx).is_ready() {
            let kept =
                this.kept.operate(Operation::new(verb::LOOKED_AT).reads(), |kept| (kept.0, kept.0.into()));
            if !kept {
                return Poll::Ready(());
            }
        }
        let output = ready!(this.future.poll(cx));
        let sender = this.output.take().expect("a future is not polled when it is over");
        drop(sender.send(output));
        Poll::Ready(())
    }
}

impl<T> fmt::Debug for RemoteHandle<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RemoteHandle").finish_non_exhaustive()
    }
}

impl<F: Future + fmt::Debug> fmt::Debug for Remote<F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Remote").field(&self.future).finish()
    }
}
