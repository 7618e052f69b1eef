//! Channels that hold a certain number of messages.

use crate::runtime::context;
use crate::sync::TryAcquireError;
use crate::sync::mpsc::channel::Channel;
use crate::sync::mpsc::error::{SendError, SendTimeoutError, TryRecvError, TrySendError};
use crate::sync::mpsc::line::Line;
use crate::sync::mpsc::permit::{OwnedPermit, Permit, PermitIterator};
use crate::sync::mpsc::receiver::receiver;
use crate::sync::mpsc::sender::sender;
use crate::sync::permits::{Closed, Permits, Purpose};
use crate::task::coop::poll_with_budget;
use crate::time::{self, Duration};
use engine::Site;
use engine::verb::{self, Verb};
use std::fmt;
use std::future::poll_fn;
use std::panic::Location;
use std::sync::Arc;
use std::task::{Context, Poll};

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

/// Room that somebody waits for.
struct Promised<'a, T> {
    channel: &'a Channel<T>,
    is_taken: bool,
}

impl<T> Drop for Promised<'_, T> {
    fn drop(&mut self) {
        if !self.is_taken {
            self.channel.has_room_back();
        }
    }
}

/// The room of a channel.
pub(super) struct Room {
    pub permits: Permits,
    pub buffer: usize,
}

sender!(Sender, WeakSender);
receiver!(Receiver);

impl<T> Receiver<T> {
    /// How many more messages there is room for.
    ///
    /// # Panics
    /// Never: the channel has room.
    #[track_caller]
    pub fn capacity(&self) -> usize {
        self.room().permits.free(Location::caller())
    }

    /// How many messages there is room for in all.
    ///
    /// # Panics
    /// Never: the channel has room.
    pub fn max_capacity(&self) -> usize {
        self.room().buffer
    }

    fn room(&self) -> &Room {
        self.channel.room.as_ref().expect("a bounded channel has room")
    }
}

impl<T> Sender<T> {
    /// Sends a message when there is room; an error gives it back when nobody will receive it.
    #[track_caller]
    pub fn send(&self, message: T) -> impl Future<Output = Result<(), SendError<T>>> {
        let site = Location::caller();
        async move {
            match self.take_room(verb::SENT, 1, site).await {
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

    /// Sends a message when there is room, but does not wait longer than so long.
    #[track_caller]
    pub fn send_timeout(
        &self,
        message: T,
        timeout: Duration,
    ) -> impl Future<Output = Result<(), SendTimeoutError<T>>> {
        let site = Location::caller();
        async move {
            match time::timeout(timeout, self.take_room(verb::SENT, 1, site)).await {
                Ok(Ok(())) => {
                    self.channel.put(message);
                    Ok(())
                }
                Ok(Err(Closed)) => Err(SendTimeoutError::Closed(message)),
                Err(_) => Err(SendTimeoutError::Timeout(message)),
            }
        }
    }

    /// Waits for room for a message; an error when nobody will receive it.
    #[track_caller]
    pub fn reserve(&self) -> impl Future<Output = Result<Permit<'_, T>, SendError<()>>> {
        let site = Location::caller();
        async move {
            self.reserve_at(1, site).await?;
            Ok(Permit { sender: self })
        }
    }

    /// Waits for room for messages; an error when nobody will receive them, or when there will never be so much.
    #[track_caller]
    pub fn reserve_many(
        &self,
        count: usize,
    ) -> impl Future<Output = Result<PermitIterator<'_, T>, SendError<()>>> {
        let site = Location::caller();
        async move {
            self.reserve_at(count, site).await?;
            Ok(PermitIterator { sender: self, count })
        }
    }

    /// Waits for room for a message, and keeps the sender; an error when nobody will receive it.
    #[track_caller]
    pub fn reserve_owned(self) -> impl Future<Output = Result<OwnedPermit<T>, SendError<()>>> {
        let site = Location::caller();
        async move {
            self.reserve_at(1, site).await?;
            Ok(OwnedPermit { sender: Some(self) })
        }
    }

    async fn reserve_at(&self, count: usize, site: Site) -> Result<(), SendError<()>> {
        if count > self.max_capacity() {
            return Err(SendError(()));
        }
        self.take_room(verb::RESERVED, count, site).await.map_err(|Closed| SendError(()))
    }

    /// Takes room for a message if there is some.
    ///
    /// # Errors
    /// When there is none, or when nobody will receive it.
    #[track_caller]
    pub fn try_reserve(&self) -> Result<Permit<'_, T>, TrySendError<()>> {
        self.try_reserve_at(1, Location::caller())?;
        Ok(Permit { sender: self })
    }

    /// Takes room for messages if there is as much.
    ///
    /// # Errors
    /// When there is not, or when nobody will receive them.
    #[track_caller]
    pub fn try_reserve_many(&self, count: usize) -> Result<PermitIterator<'_, T>, TrySendError<()>> {
        if count > self.max_capacity() {
            return Err(TrySendError::Full(()));
        }
        self.try_reserve_at(count, Location::caller())?;
        Ok(PermitIterator { sender: self, count })
    }

    /// Takes room for a message if there is some, and keeps the sender.
    ///
    /// # Errors
    /// When there is none, or when nobody will receive it.
    #[track_caller]
    pub fn try_reserve_owned(self) -> Result<OwnedPermit<T>, TrySendError<Sender<T>>> {
        match self.try_reserve_at(1, Location::caller()) {
            Ok(()) => Ok(OwnedPermit { sender: Some(self) }),
            Err(TrySendError::Full(())) => Err(TrySendError::Full(self)),
            Err(TrySendError::Closed(())) => Err(TrySendError::Closed(self)),
        }
    }

    fn try_reserve_at(&self, count: usize, site: Site) -> Result<(), TrySendError<()>> {
        self.room().permits.try_acquire(count, site).map_err(|error| match error {
            TryAcquireError::NoPermits => TrySendError::Full(()),
            TryAcquireError::Closed => TrySendError::Closed(()),
        })
    }

    /// Sends a message for which there is room since earlier.
    #[track_caller]
    pub(super) fn put(&self, message: T) {
        self.channel.put_later(message, Location::caller());
    }

    /// Gives room back that was not needed.
    /// Waits for room. Room that was promised comes back when it is not taken, as [`Sender::give_back`] gives it.
    async fn take_room(&self, done: Verb, count: usize, site: Site) -> Result<(), Closed> {
        let mut promised = Promised { channel: &self.channel, is_taken: false };
        let taken = self.room().permits.acquire(done, count, site).await;
        promised.is_taken = taken.is_ok();
        taken
    }

    pub(super) fn give_back(&self, count: usize) {
        self.room().permits.release(verb::GAVE_ROOM_BACK, count, self.site);
        self.channel.has_room_back();
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
