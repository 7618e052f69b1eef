//! Channels that hold a certain number of messages.

use crate::runtime::context;
use crate::sync::mpsc::channel::Channel;
use crate::sync::mpsc::line::Line;
use crate::sync::mpsc::receiver::receiver;
use crate::sync::mpsc::sender::sender;
use crate::sync::permits::{Closed, Permits, Purpose};
use crate::task::coop::poll_with_budget;
use engine::Site;
use engine::verb;
use std::fmt;
use std::future::poll_fn;
use std::panic::Location;
use std::sync::Arc;
use std::task::{Context, Poll, ready};
use tokio::sync::TryAcquireError;
use tokio::sync::mpsc::error::{SendError, TryRecvError, TrySendError};

/// A channel that holds so many messages; who sends more waits.
///
/// # Panics
/// When it is to hold none.
#[track_caller]
pub fn channel<T>(buffer: usize) -> (Sender<T>, Receiver<T>) {
    assert!(buffer > 0, "mpsc bounded channel requires buffer > 0");
    let site = Location::caller();
    let room = Room { permits: Permits::new::<()>(Purpose::Room, buffer), buffer };
    let channel = Arc::new(Channel::new(site, Some(room)));
    (Sender { channel: Arc::clone(&channel), site }, Receiver { channel, site })
}

/// The room of a channel.
pub(super) struct Room {
    pub permits: Permits,
    pub buffer: usize,
}

sender!(Sender, WeakSender);
receiver!(Receiver);

impl<T> Sender<T> {
    /// Sends a message when there is room; an error gives it back when nobody will receive it.
    #[track_caller]
    pub fn send(&self, message: T) -> impl Future<Output = Result<(), SendError<T>>> {
        let site = Location::caller();
        async move {
            match self.room().permits.acquire(verb::SENT, 1, site).await {
                Ok(()) => {
                    self.channel.put(message);
                    Ok(())
                }
                Err(Closed) => Err(SendError(message)),
            }
        }
    }

    /// Sends a message if there is room.
    ///
    /// # Errors
    /// Gives it back when there is none, or when nobody will receive it.
    #[track_caller]
    pub fn try_send(&self, message: T) -> Result<(), TrySendError<T>> {
        match self.room().permits.try_acquire(1, Location::caller()) {
            Ok(()) => {
                self.channel.put(message);
                Ok(())
            }
            Err(TryAcquireError::NoPermits) => Err(TrySendError::Full(message)),
            Err(TryAcquireError::Closed) => Err(TrySendError::Closed(message)),
        }
    }

    /// Sends a message when there is room, for a thread.
    ///
    /// # Errors
    /// Gives it back when nobody will receive it.
    ///
    /// # Panics
    /// Within a runtime.
    #[track_caller]
    pub fn blocking_send(&self, message: T) -> Result<(), SendError<T>> {
        context::may_block();
        match self.room().permits.blocking_acquire(verb::SENT, 1, Location::caller()) {
            Ok(()) => {
                self.channel.put(message);
                Ok(())
            }
            Err(Closed) => Err(SendError(message)),
        }
    }

    /// How many more messages there is room for.
    #[track_caller]
    pub fn capacity(&self) -> usize {
        self.room().permits.free(Location::caller())
    }

    /// How many messages there is room for in all.
    pub fn max_capacity(&self) -> usize {
        self.room().buffer
    }

    fn room(&self) -> &Room {
        self.channel.room.as_ref().expect("a bounded channel has room")
    }
}
