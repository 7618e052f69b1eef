//! A future that several have.

mod notifier;

use futures::future::FusedFuture;
use notifier::{Notifier, Stage};
use std::fmt;
use std::hash::Hasher;
use std::panic::Location;
use std::pin::Pin;
use std::sync::{Mutex, OnceLock, PoisonError};
use std::task::{Context, Poll};
use virtual_std::sync::{Arc, Weak};
use virtual_tokio::polling::poll_with;

/// As `futures::future::Shared`.
#[must_use = "futures do nothing unless you `.await` or poll them"]
pub struct Shared<F: Future> {
    /// `None` once it gave the output.
    inner: Option<Arc<Inner<F>>>,
    place: Option<usize>,
}

/// As `futures::future::WeakShared`.
pub struct WeakShared<F: Future>(Weak<Inner<F>>);

struct Inner<F: Future> {
    /// `None` once it is over. Only one at a time polls it.
    future: Mutex<Option<Pin<Box<F>>>>,
    output: OnceLock<F::Output>,
    notifier: std::sync::Arc<Notifier>,
}

impl<F: Future> Shared<F> {
    #[track_caller]
    pub(super) fn new(future: F) -> Shared<F> {
        let inner = Inner {
            future: Mutex::new(Some(Box::pin(future))),
            output: OnceLock::new(),
            notifier: Notifier::new(Location::caller()),
        };
        Shared { inner: Some(Arc::new(inner)), place: None }
    }

    /// As `futures::future::Shared::peek`.
    ///
    /// # Panics
    /// When the future has panicked.
    pub fn peek(&self) -> Option<&F::Output> {
        let inner = self.inner.as_ref()?;
        match inner.notifier.stage() {
            Stage::Complete => inner.output.get(),
            Stage::Poisoned => poisoned(),
            Stage::Idle | Stage::Polled { .. } => None,
        }
    }

    /// As `futures::future::Shared::downgrade`.
    #[track_caller]
    pub fn downgrade(&self) -> Option<WeakShared<F>> {
        self.inner.as_ref().map(|inner| WeakShared(Arc::downgrade(inner)))
    }

    /// As `futures::future::Shared::strong_count`.
    #[track_caller]
    pub fn strong_count(&self) -> Option<usize> {
        self.inner.as_ref().map(Arc::strong_count)
    }

    /// As `futures::future::Shared::weak_count`.
    #[track_caller]
    pub fn weak_count(&self) -> Option<usize> {
        self.inner.as_ref().map(Arc::weak_count)
    }

    /// As `futures::future::Shared::ptr_hash`.
    pub fn ptr_hash<H: Hasher>(&self, state: &mut H) {
        state.write_u8(self.inner.is_some().into());
        if let Some(inner) = &self.inner {
            std::ptr::hash(Arc::as_ptr(inner), state);
        }
    }

    /// As `futures::future::Shared::ptr_eq`.
    pub fn ptr_eq(&self, other: &Self) -> bool {
        matches!((&self.inner, &other.inner), (Some(inner), Some(other)) if Arc::ptr_eq(inner, other))
    }
}

impl<F: Future> WeakShared<F> {
    /// As `futures::future::WeakShared::upgrade`.
    #[track_caller]
    pub fn upgrade(&self) -> Option<Shared<F>> {
        Some(Shared { inner: Some(self.0.upgrade()?), place: None })
    }
}

fn poisoned() -> ! {
    panic!("inner future panicked during poll")
}

impl<F: Future<Output: Clone>> Inner<F> {
    /// Whoever is the last has the output itself.
    fn output(self: Arc<Self>) -> F::Output {
        const MADE: &str = "a future that is over has an output";
        if unstable::is_copy::<F::Output>() {
            return self.output.get().expect(MADE).clone();
        }
        match Arc::try_unwrap(self) {
            Ok(inner) => inner.output.into_inner().expect(MADE),
            Err(inner) => inner.output.get().expect(MADE).clone(),
        }
    }

    /// Polls it as the only one who does.
    fn poll(&self) -> Poll<F::Output> {
        let waker = self.notifier.waker();
        let mut future = self.future.lock().unwrap_or_else(PoisonError::into_inner);
        let poll = future.as_mut().expect("a future is not polled when it is over").as_mut();
        let polled = poll_with(&waker, || poll.poll(&mut Context::from_waker(&waker)));
        if polled.is_ready() {
            *future = None;
        }
        polled
    }
}

/// A poll that has not ended; if it is dropped, it has panicked.
struct Unfinished<'a>(&'a Notifier);

impl Drop for Unfinished<'_> {
    fn drop(&mut self) {
        self.0.end(Stage::Poisoned);
    }
}

impl<F: Future<Output: Clone>> Future for Shared<F> {
    type Output = F::Output;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<F::Output> {
        let this = &mut *self;
        let inner = this.inner.take().expect("Shared future polled again after completion");
        match inner.notifier.begin(cx, &mut this.place) {
            Poll::Pending => {
                this.inner = Some(inner);
                return Poll::Pending;
            }
            Poll::Ready(Stage::Complete) => return Poll::Ready(inner.output()),
            Poll::Ready(Stage::Poisoned) => poisoned(),
            Poll::Ready(Stage::Idle | Stage::Polled { .. }) => {}
        }
        let unfinished = Unfinished(&inner.notifier);
        let polled = inner.poll();
        std::mem::forget(unfinished);
        match polled {
            Poll::Pending => {
                inner.notifier.wait(cx, this.place);
                this.inner = Some(inner);
                Poll::Pending
            }
            Poll::Ready(output) => {
                let _ = inner.output.set(output);
                inner.notifier.end(Stage::Complete);
                // It is one of those that wait for itself.
                cx.waker().wake_by_ref();
                Poll::Ready(inner.output())
            }
        }
    }
}

impl<F: Future<Output: Clone>> FusedFuture for Shared<F> {
    fn is_terminated(&self) -> bool {
        self.inner.is_none()
    }
}

impl<F: Future> Drop for Shared<F> {
    fn drop(&mut self) {
        if let (Some(place), Some(inner)) = (self.place, &self.inner) {
            inner.notifier.leave(place);
        }
    }
}

impl<F: Future> Clone for Shared<F> {
    #[track_caller]
    fn clone(&self) -> Self {
        Shared { inner: self.inner.clone(), place: None }
    }
}

impl<F: Future> Clone for WeakShared<F> {
    #[track_caller]
    fn clone(&self) -> Self {
        WeakShared(self.0.clone())
    }
}

impl<F: Future> fmt::Debug for Shared<F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Shared").finish_non_exhaustive()
    }
}

impl<F: Future> fmt::Debug for WeakShared<F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("WeakShared").finish()
    }
}
