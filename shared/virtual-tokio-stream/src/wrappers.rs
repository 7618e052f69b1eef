//! Channels, intervals and sets of tasks as streams.

mod broadcast;
mod interval;
mod join_set;
mod receiver;
mod watch;

pub use broadcast::BroadcastStream;
pub use interval::IntervalStream;
pub use join_set::JoinSetStream;
pub use receiver::{ReceiverStream, UnboundedReceiverStream};
pub use watch::WatchStream;

/// Errors of streams.
pub mod errors {
    pub use super::broadcast::BroadcastStreamRecvError;
}
