//! Channels from many senders to one receiver.

mod bounded;
mod channel;
mod line;
mod receiver;
mod sender;
mod unbounded;

pub use bounded::{Receiver, Sender, WeakSender, channel};
pub use tokio::sync::mpsc::error;
pub use unbounded::{UnboundedReceiver, UnboundedSender, WeakUnboundedSender, unbounded_channel};
