//! Channels for any number of messages.
//!
//! As in the real ones, whoever sends first counts the message, then gets in line if there was no room for it, and then puts it
//! into the queue; whoever receives takes it out first, lets the next in line go on, and then counts it out. Others may come
//! between, which can be told from who has to wait.

mod bounded;
mod channel;
mod errors;
mod handle;
mod parked;
mod queue;
mod receiving;
mod unbounded;

pub use bounded::{Receiver, Sender, channel};
pub use errors::{SendError, TrySendError};
pub use futures::channel::mpsc::{RecvError, TryRecvError};
pub use receiving::Recv;
pub use unbounded::{UnboundedReceiver, UnboundedSender, unbounded};
