//! Channels, as `std::sync::mpsc`.

mod channel;
mod iter;
mod receiver;
mod sender;
mod sync_sender;

pub use ::std::sync::mpsc::{RecvError, RecvTimeoutError, SendError, TryRecvError, TrySendError};
pub use iter::{IntoIter, Iter, TryIter};
pub use receiver::Receiver;
pub use sender::Sender;
pub use sync_sender::SyncSender;

use ::std::panic::Location;
use ::std::sync::Arc;
use channel::Channel;

/// As `std::sync::mpsc::channel`.
#[track_caller]
#[must_use]
pub fn channel<T>() -> (Sender<T>, Receiver<T>) {
    let channel = Arc::new(Channel::new(None));
    (Sender(channel.sender("Sender", Location::caller())), Receiver::new(channel))
}

/// As `std::sync::mpsc::sync_channel`.
#[track_caller]
#[must_use]
pub fn sync_channel<T>(bound: usize) -> (SyncSender<T>, Receiver<T>) {
    let channel = Arc::new(Channel::new(Some(bound)));
    (SyncSender(channel.sender("SyncSender", Location::caller())), Receiver::new(channel))
}
