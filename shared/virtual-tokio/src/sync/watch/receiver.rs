//! Looking at the last value.

use super::error::RecvError;
use super::{Channel, Ref};
use crate::task::coop::{cooperative, poll_with_budget};
use crate::waiter::{poll_waiting, wake_in_any_order};
use engine::verb;
use engine::{Operation, Site};
use std::future::poll_fn;
use std::mem;
use std::panic::Location;
use std::sync::Arc;
use std::task::{Context, Poll};

/// Sees the last value.
#[derive(Debug)]
pub struct Receiver<T> {
    channel: Arc<Channel<T>>,
    /// Which it has seen.
    version: u64,
    site: Site,
}

impl<T> Receiver<T> {
    /// One that is counted already.
    pub(super) fn of(channel: Arc<Channel<T>>, version: u64, site: Site) -> Receiver<T> {
        Receiver { channel, version, site }
    }

    /// The last value.
    #[track_caller]
    pub fn borrow(&self) -> Ref<'_, T> {
        let (value, version) = self.channel.borrow();
        Ref { value, has_changed: version != self.version }
    }

    /// The last value, which it has seen then.
    #[track_caller]
    pub fn borrow_and_update(&mut self) -> Ref<'_, T> {
        let (value, version) = self.channel.borrow();
        let before = mem::replace(&mut self.version, version);
        Ref { value, has_changed: version != before }
    }

    /// Whether there is a value that it has not seen.
    ///
    /// # Errors
    /// When there won't be another.
    #[track_caller]
    pub fn has_changed(&self) -> Result<bool, RecvError> {
        let (version, closed) = self.look();
        if closed { Err(RecvError(())) } else { Ok(version != self.version) }
    }

    /// Whether there won't be another value.
    #[track_caller]
    pub fn is_closed(&self) -> bool {
        self.look().1
    }

    #[track_caller]
    fn look(&self) -> (u64, bool) {
        let operation = Operation::new(verb::LOOKED_AT_THE_CHANNEL).reads();
        self.channel.line.operate(operation, |line| {
            let seen = (line.version, line.closed);
            (seen, engine::digest(seen))
        })
    }

    /// Has it see the last value as a new one.
    pub fn mark_changed(&mut self) {
        self.version = self.version.wrapping_sub(1);
    }

    /// Has it see the last value as one that it knows.
    #[track_caller]
    pub fn mark_unchanged(&mut self) {
        self.version = self.look().0;
    }

    /// Waits for a value that it has not seen, and has seen that then; an error when there won't be another.
    #[track_caller]
    pub fn changed(&mut self) -> impl Future<Output = Result<(), RecvError>> {
        let site = Location::caller();
        async move {
            let mut changed = Changed { channel: &self.channel, version: &mut self.version, key: None };
            poll_fn(|cx| poll_with_budget(cx, |cx| changed.poll(cx, site))).await
        }
    }

    /// Waits for a value of a kind; an error when there won't be any.
    #[track_caller]
    pub fn wait_for(
        &mut self,
        mut wanted: impl FnMut(&T) -> bool,
    ) -> impl Future<Output = Result<Ref<'_, T>, RecvError>> {
        let site = Location::caller();
        cooperative(async move {
            let (channel, seen) = (&*self.channel, &mut self.version);
            let mut closed = false;
            loop {
                if let Some(found) = channel.find(seen, closed, &mut wanted) {
                    return Ok(found);
                }
                if closed {
                    return Err(RecvError(()));
                }
                let mut changed = Changed { channel, version: seen, key: None };
                closed = poll_fn(|cx| changed.poll(cx, site)).await.is_err();
            }
        })
    }

    /// Whether both see the same values.
    pub fn same_channel(&self, other: &Receiver<T>) -> bool {
        Arc::ptr_eq(&self.channel, &other.channel)
    }
}

impl<T> Channel<T> {
    /// The value if it is wanted; of a closed channel, only one that was not seen.
    fn find(&self, seen: &mut u64, closed: bool, wanted: &mut impl FnMut(&T) -> bool) -> Option<Ref<'_, T>> {
        let (value, version) = self.borrow();
        let has_changed = version != mem::replace(seen, version);
        ((!closed || has_changed) && wanted(&value)).then_some(Ref { value, has_changed })
    }
}

/// Waits for another version; the place among those who wait is given up with it.
struct Changed<'a, T> {
    channel: &'a Channel<T>,
    version: &'a mut u64,
    key: Option<u64>,
}

impl<T> Changed<'_, T> {
    fn poll(&mut self, cx: &Context<'_>, site: Site) -> Poll<Result<(), RecvError>> {
        let operation = Operation::new(verb::RECEIVED).at(site).awaits("a change");
        let (version, key) = (&mut *self.version, &mut self.key);
        poll_waiting(&self.channel.line, cx, operation, |line, waiter| {
            if let Some(key) = key.take() {
                line.waiting.remove(&key);
            }
            if line.version != *version {
                *version = line.version;
                return (Poll::Ready(Ok(())), line.version);
            }
            if line.closed {
                engine::turn_out(Some(verb::FOUND_NO_SENDER_LEFT_OF), None);
                return (Poll::Ready(Err(RecvError(()))), 1);
            }
            line.waiting.insert(*key.insert(waiter.token()), waiter);
            (Poll::Pending, 0)
        })
    }
}

impl<T> Drop for Changed<'_, T> {
    fn drop(&mut self) {
        if let Some(key) = self.key {
            self.channel.line.update(|line| line.waiting.remove(&key));
        }
    }
}

impl<T> Clone for Receiver<T> {
    #[track_caller]
    fn clone(&self) -> Receiver<T> {
        self.channel.line.operate(Operation::new(verb::CLONED), |line| {
            line.receivers += 1;
            ((), 0)
        });
        Receiver::of(Arc::clone(&self.channel), self.version, Location::caller())
    }
}

impl<T> Drop for Receiver<T> {
    fn drop(&mut self) {
        let closing = self.channel.line.operate(Operation::new(verb::DROPPED).at(self.site), |line| {
            engine::turn_out(Some(verb::DROPPED_THE_RECEIVER_OF), None);
            line.receivers -= 1;
            let closing = if line.receivers == 0 { mem::take(&mut line.closing) } else { Default::default() };
            (closing, 0)
        });
        wake_in_any_order(closing.into_values());
    }
}
