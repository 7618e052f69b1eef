//! Channels that hold any number of messages.

use crate::runtime::context;
use crate::sync::mpsc::channel::Channel;
use crate::sync::mpsc::error::{SendError, TryRecvError};
use crate::sync::mpsc::line::Line;
use crate::sync::mpsc::receiver::receiver;
use crate::sync::mpsc::sender::sender;
use crate::task::coop::poll_with_budget;
use engine::Site;
use std::fmt;
use std::future::poll_fn;
use std::panic::Location;
use std::sync::Arc;
use std::task::{Context, Poll};

/// A channel that holds any number of messages, so that sending never waits.
#[track_caller]
pub fn unbounded_channel<T>() -> (UnboundedSender<T>, UnboundedReceiver<T>) {
    let site = Location::caller();
    let channel = Arc::new(Channel::new(site, None));
    (UnboundedSender { channel: Arc::clone(&channel), site }, UnboundedReceiver { channel, site })
}

sender!(UnboundedSender, WeakUnboundedSender);
receiver!(UnboundedReceiver);

impl<T> UnboundedSender<T> {
    /// Sends a message.
    ///
    /// # Errors
    /// Gives it back when nobody will receive it.
    #[track_caller]
    pub fn send(&self, message: T) -> Result<(), SendError<T>> {
        self.channel.send(message, Location::caller()).map_err(SendError)
    }
}
