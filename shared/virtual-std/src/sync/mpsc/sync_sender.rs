//! As `std::sync::mpsc::SyncSender`.

use crate::sync::mpsc::channel::{Handle, Queue};
use crate::sync::mpsc::{SendError, TrySendError};
use ::std::fmt;
use ::std::panic::Location;
use engine::Operation;
use engine::verb;

/// As `std::sync::mpsc::SyncSender`.
pub struct SyncSender<T>(pub(crate) Handle<T>);

impl<T> SyncSender<T> {
    /// As `std::sync::mpsc::SyncSender::send`.
    ///
    /// # Errors
    /// The message, when the receiver is gone.
    #[track_caller]
    pub fn send(&self, message: T) -> Result<(), SendError<T>> {
        let channel = &self.0.channel;
        let room = |queue: &Queue| {
            !queue.receiver || queue.bound == Some(0) || queue.bound > Some(queue.tokens.len())
        };
        let sent = channel.state.operate(
            Operation::new(verb::SENT).when("room in the channel", room).acquires().releases(),
            |queue| {
                if queue.receiver {
                    queue.tokens.push_back(engine::token());
                    channel.push(queue, message);
                    (Ok((queue.bound == Some(0)).then(|| queue.ticket())), 1)
                } else {
                    engine::turn_out(Some(verb::FOUND_NOBODY_TO_RECEIVE_FROM), None);
                    (Err(SendError(message)), 0)
                }
            },
        );
        match sent {
            Ok(Some(ticket)) => self.hand_over(ticket),
            Ok(None) => Ok(()),
            Err(error) => Err(error),
        }
    }

    /// Waits until a message is received where there is no room for any.
    #[track_caller]
    fn hand_over(&self, ticket: u64) -> Result<(), SendError<T>> {
        let channel = &self.0.channel;
        let over = move |queue: &Queue| queue.received >= ticket || !queue.receiver;
        let operation =
            Operation::new(verb::HANDED_OVER).when("its message to be received", over).acquires().releases();
        channel.state.operate(operation, |queue| {
            if queue.received >= ticket {
                return (Ok(()), 1);
            }
            // A receiver that is gone has left what was offered to those who offered it.
            let mine = channel.take_back(ticket);
            queue.tokens.pop_back();
            (mine.map_or(Ok(()), |message| Err(SendError(message))), 0)
        })
    }

    /// As `std::sync::mpsc::SyncSender::try_send`.
    ///
    /// # Errors
    /// The message, when there is no room for it or the receiver is gone.
    #[track_caller]
    pub fn try_send(&self, message: T) -> Result<(), TrySendError<T>> {
        let channel = &self.0.channel;
        channel.state.operate(Operation::new(verb::TRIED_TO_SEND).peeks().acquires().releases(), |queue| {
            let room = match queue.bound {
                Some(0) => queue.receiving && queue.tokens.is_empty(),
                bound => bound > Some(queue.tokens.len()),
            };
            if !queue.receiver {
                (Err(TrySendError::Disconnected(message)), 0)
            } else if room {
                engine::turn_out(Some(verb::SENT), None);
                queue.tokens.push_back(engine::token());
                channel.push(queue, message);
                (Ok(()), 1)
            } else {
                (Err(TrySendError::Full(message)), 2)
            }
        })
    }
}

impl<T> Clone for SyncSender<T> {
    #[track_caller]
    fn clone(&self) -> Self {
        SyncSender(self.0.cloned(Location::caller()))
    }
}

impl<T> fmt::Debug for SyncSender<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SyncSender").finish_non_exhaustive()
    }
}
