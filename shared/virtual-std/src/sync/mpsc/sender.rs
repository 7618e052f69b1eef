//! As `std::sync::mpsc::Sender`.

use crate::sync::mpsc::SendError;
use crate::sync::mpsc::channel::Handle;
use ::std::fmt;
use ::std::panic::Location;
use engine::Operation;
use engine::verb;

/// As `std::sync::mpsc::Sender`.
pub struct Sender<T>(pub(crate) Handle<T>);

impl<T> Sender<T> {
    /// As `std::sync::mpsc::Sender::send`.
    ///
    /// # Errors
    /// The message, when the receiver is gone.
    #[track_caller]
    pub fn send(&self, message: T) -> Result<(), SendError<T>> {
        let channel = &self.0.channel;
        channel.state.operate(Operation::new(verb::SENT).acquires().releases(), |queue| {
            if queue.receiver {
                queue.tokens.push_back(engine::token());
                channel.push(queue, message);
                (Ok(()), 1)
            } else {
                engine::turn_out(Some(verb::FOUND_NOBODY_TO_RECEIVE_FROM), None);
                (Err(SendError(message)), 0)
            }
        })
    }
}

impl<T> Clone for Sender<T> {
    #[track_caller]
    fn clone(&self) -> Self {
        Sender(self.0.cloned(Location::caller()))
    }
}

impl<T> fmt::Debug for Sender<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Sender").finish_non_exhaustive()
    }
}
