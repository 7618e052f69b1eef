//! Channels from many senders to one receiver.

mod bounded;
mod channel;
pub mod error;
mod line;
mod permit;
mod receiver;
mod sender;
mod unbounded;

pub use bounded::{Receiver, Sender, WeakSender, channel};

pub use permit::{OwnedPermit, Permit, PermitIterator};
pub use unbounded::{UnboundedReceiver, UnboundedSender, WeakUnboundedSender, unbounded_channel};
