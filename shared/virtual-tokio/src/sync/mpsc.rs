//! Channels from many senders to one receiver.

mod channel;
mod unbounded;

pub use tokio::sync::mpsc::error;
pub use unbounded::{UnboundedReceiver, UnboundedSender, WeakUnboundedSender, unbounded_channel};
