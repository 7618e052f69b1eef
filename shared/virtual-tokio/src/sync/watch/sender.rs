//! Sending values.

use super::error::SendError;
use super::{Channel, Receiver, Ref};
use crate::task::coop::poll_with_budget;
use crate::waiter::{Waiter, poll_waiting, wake_in_any_order};
use engine::verb;
use engine::{Operation, Site};
use std::future::poll_fn;
use std::mem;
use std::panic::{AssertUnwindSafe, Location, catch_unwind, resume_unwind};
use std::sync::Arc;
use virtual_std::sync::PoisonError;

/// Sends values, of which only the last is kept.
#[derive(Debug)]
pub struct Sender<T> {
    channel: Arc<Channel<T>>,
    site: Site,
}

impl<T> Sender<T> {
    /// One that nobody receives from yet.
    #[track_caller]
    pub fn new(init: T) -> Sender<T> {
        Sender { channel: Channel::new(init), site: Location::caller() }
    }

    /// Sends a value.
    ///
    /// # Errors
    /// Gives it back when nobody will see it.
    #[track_caller]
    pub fn send(&self, value: T) -> Result<(), SendError<T>> {
        if self.receiver_count() == 0 {
            return Err(SendError(value));
        }
        self.send_replace(value);
        Ok(())
    }

    /// Changes the value.
    #[track_caller]
    pub fn send_modify<F: FnOnce(&mut T)>(&self, modify: F) {
        self.send_if_modified(|value| {
            modify(value);
            true
        });
    }

    /// Changes the value; only if the function says that it did, receivers are told. Whether it did.
    #[track_caller]
    pub fn send_if_modified<F: FnOnce(&mut T) -> bool>(&self, modify: F) -> bool {
        let site = Location::caller();
        let mut value = self.channel.value.write().unwrap_or_else(PoisonError::into_inner);
        let modified = catch_unwind(AssertUnwindSafe(|| modify(&mut value)));
        let waiting = match modified {
            Ok(true) => self.channel.line.operate(Operation::new(verb::SENT).at(site), |line| {
                line.version += 1;
                (Some(mem::take(&mut line.waiting)), 0)
            }),
            Ok(false) => None,
            Err(panic) => {
                drop(value);
                resume_unwind(panic);
            }
        };
        drop(value);
        if let Some(waiting) = waiting {
            wake_in_any_order(waiting.into_values());
            return true;
        }
        false
    }

    /// Sends a value, also when nobody will see it; gives the one before.
    #[track_caller]
    pub fn send_replace(&self, mut value: T) -> T {
        self.send_modify(|old| mem::swap(old, &mut value));
        value
    }

    /// The last value.
    #[track_caller]
    pub fn borrow(&self) -> Ref<'_, T> {
        Ref { value: self.channel.borrow().0, has_changed: false }
    }

    /// Whether nobody receives.
    #[track_caller]
    pub fn is_closed(&self) -> bool {
        self.receiver_count() == 0
    }

    /// Waits until nobody receives.
    #[track_caller]
    pub fn closed(&self) -> impl Future<Output = ()> {
        let site = Location::caller();
        async move {
            let operation =
                || Operation::new(verb::SAW_THE_CHANNEL_CLOSED).at(site).awaits("the last receiver's end");
            poll_fn(|cx| {
                poll_with_budget(cx, |cx| {
                    poll_waiting(&self.channel.line, cx, operation(), |line, waiter: Waiter| {
                        if line.receivers == 0 {
                            return (std::task::Poll::Ready(()), 1);
                        }
                        line.closing.insert(waiter.token(), waiter);
                        (std::task::Poll::Pending, 0)
                    })
                })
            })
            .await;
        }
    }

    /// One more receiver, which has seen the last value.
    #[track_caller]
    pub fn subscribe(&self) -> Receiver<T> {
        let operation = Operation::new(verb::CLONED);
        let version = self.channel.line.operate(operation, |line| {
            line.receivers += 1;
            (line.version, line.version)
        });
        Receiver::of(Arc::clone(&self.channel), version, Location::caller())
    }

    /// How many receivers there are.
    #[track_caller]
    pub fn receiver_count(&self) -> usize {
        let operation = Operation::new(verb::LOOKED_AT_THE_CHANNEL).reads();
        self.channel.line.operate(operation, |line| (line.receivers, line.receivers as u64))
    }

    /// How many senders there are.
    #[track_caller]
    pub fn sender_count(&self) -> usize {
        let operation = Operation::new(verb::LOOKED_AT_THE_CHANNEL).reads();
        self.channel.line.operate(operation, |line| (line.senders, line.senders as u64))
    }

    /// Whether both send to the same receivers.
    pub fn same_channel(&self, other: &Sender<T>) -> bool {
        Arc::ptr_eq(&self.channel, &other.channel)
    }
}

impl<T> Clone for Sender<T> {
    #[track_caller]
    fn clone(&self) -> Sender<T> {
        self.channel.line.operate(Operation::new(verb::CLONED), |line| {
            line.senders += 1;
            ((), 0)
        });
        Sender { channel: Arc::clone(&self.channel), site: Location::caller() }
    }
}

impl<T: Default> Default for Sender<T> {
    #[track_caller]
    fn default() -> Sender<T> {
        Sender::new(T::default())
    }
}

impl<T> Drop for Sender<T> {
    fn drop(&mut self) {
        let waiting = self.channel.line.operate(Operation::new(verb::DROPPED).at(self.site), |line| {
            engine::turn_out(Some(verb::DROPPED_A_SENDER_OF), None);
            line.senders -= 1;
            if line.senders > 0 {
                return (None, 0);
            }
            line.closed = true;
            (Some(mem::take(&mut line.waiting)), 0)
        });
        wake_in_any_order(waiting.unwrap_or_default().into_values());
    }
}
