//! Futures of one task, of which only those are polled that were woken.

use crate::stream::woken::{Next, Woken};
use futures::stream::{FusedStream, Stream};
use std::collections::BTreeMap;
use std::fmt;
use std::panic::Location;
use std::pin::Pin;
use std::sync::atomic::{AtomicBool, Ordering::Relaxed};
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll, Waker};
use virtual_tokio::polling::poll_with;

/// As `futures::stream::FuturesUnordered`.
#[must_use = "streams do nothing unless polled"]
pub struct FuturesUnordered<F> {
    futures: Mutex<Futures<F>>,
    woken: Arc<Woken>,
    is_terminated: AtomicBool,
}

struct Futures<F> {
    all: BTreeMap<u64, (Pin<Box<F>>, Waker)>,
    /// How many there have been.
    count: u64,
}

impl<F> FuturesUnordered<F> {
    /// As `futures::stream::FuturesUnordered::new`.
    #[track_caller]
    pub fn new() -> FuturesUnordered<F> {
        let futures = Futures { all: BTreeMap::new(), count: 0 };
        FuturesUnordered {
            futures: futures.into(),
            woken: Woken::new(Location::caller()),
            is_terminated: AtomicBool::new(false),
        }
    }

    /// As `futures::stream::FuturesUnordered::len`.
    pub fn len(&self) -> usize {
        self.futures.lock().map_or(0, |futures| futures.all.len())
    }

    /// Whether one of them is to be polled.
    pub(crate) fn is_woken(&self) -> bool {
        self.woken.is_anyone()
    }

    /// As `futures::stream::FuturesUnordered::is_empty`.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// As `futures::stream::FuturesUnordered::push`.
    pub fn push(&self, future: F) {
        if let Ok(mut futures) = self.futures.lock() {
            let key = futures.count;
            futures.count += 1;
            futures.all.insert(key, (Box::pin(future), self.woken.waker(key)));
            self.woken.add(key);
            self.is_terminated.store(false, Relaxed);
        }
    }

    /// As `futures::stream::FuturesUnordered::clear`.
    pub fn clear(&mut self) {
        self.forget_all();
        *self.is_terminated.get_mut() = false;
    }

    /// The last one that came goes first.
    fn forget_all(&mut self) {
        while let Some((key, (future, _))) = self.all().pop_last() {
            self.woken.remove(key);
            drop(future);
        }
    }

    fn all(&mut self) -> &mut BTreeMap<u64, (Pin<Box<F>>, Waker)> {
        &mut self.futures.get_mut().unwrap_or_else(PoisonError::into_inner).all
    }
}

impl<F: Future> Stream for FuturesUnordered<F> {
    type Item = F::Output;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<F::Output>> {
        let this = &mut *self;
        let count = this.len();
        let (mut polled, mut yielded) = (0, 0);
        this.woken.wakes(cx);
        loop {
            let key = match this.woken.next(&mut yielded) {
                Next::Poll(key) => key,
                Next::Wait if this.is_empty() => {
                    *this.is_terminated.get_mut() = true;
                    return Poll::Ready(None);
                }
                Next::Wait => return Poll::Pending,
                Next::GiveWay => break,
            };
            let Some((mut future, waker)) = this.all().remove(&key) else { continue };
            if let Poll::Ready(output) =
                poll_with(&waker, || future.as_mut().poll(&mut Context::from_waker(&waker)))
            {
                this.woken.remove(key);
                return Poll::Ready(Some(output));
            }
            this.all().insert(key, (future, waker));
            polled += 1;
            if polled == count {
                break;
            }
        }
        cx.waker().wake_by_ref();
        Poll::Pending
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        (self.len(), Some(self.len()))
    }
}

impl<F: Future> FusedStream for FuturesUnordered<F> {
    fn is_terminated(&self) -> bool {
        self.is_terminated.load(Relaxed)
    }
}

impl<F> Drop for FuturesUnordered<F> {
    fn drop(&mut self) {
        self.forget_all();
    }
}

impl<F> Default for FuturesUnordered<F> {
    #[track_caller]
    fn default() -> FuturesUnordered<F> {
        FuturesUnordered::new()
    }
}

impl<F> Extend<F> for FuturesUnordered<F> {
    fn extend<I: IntoIterator<Item = F>>(&mut self, iter: I) {
        iter.into_iter().for_each(|future| self.push(future));
    }
}

impl<F> FromIterator<F> for FuturesUnordered<F> {
    #[track_caller]
    fn from_iter<I: IntoIterator<Item = F>>(iter: I) -> FuturesUnordered<F> {
        let futures = FuturesUnordered::new();
        iter.into_iter().for_each(|future| futures.push(future));
        futures
    }
}

impl<F> fmt::Debug for FuturesUnordered<F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("FuturesUnordered").finish_non_exhaustive()
    }
}
