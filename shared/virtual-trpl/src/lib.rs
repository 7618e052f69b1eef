//! `trpl` 0.3 as the explorer's programs see it: the same names, on a runtime, a clock and a network that it controls.
//!
//! What needs no runtime comes from where trpl takes it. Files are not modelled, so [`read_to_string`] is refused.

mod block_on;
mod html;
mod join;
mod page;
mod select;

pub use futures::future::Either;
pub use virtual_tokio::{
    runtime::Runtime,
    sync::mpsc::{UnboundedReceiver as Receiver, UnboundedSender as Sender, unbounded_channel as channel},
    task::{JoinHandle, spawn as spawn_task, yield_now},
    time::{interval, sleep},
};
pub use virtual_tokio_stream::wrappers::{IntervalStream, UnboundedReceiverStream as ReceiverStream};
pub use virtual_tokio_stream::{Stream, StreamExt, iter as stream_from_iter};

pub use block_on::{block_on, run};
pub use html::Html;
pub use join::{join, join_all, join3};
pub use page::{Response, get};
pub use select::{race, select};

/// For the macros.
#[doc(hidden)]
pub mod __private {
    pub use futures::join;
    pub use virtual_tokio::polling::Branch;
}

/// Refused: the explorer does not model files.
///
/// # Errors
/// None; it is tokio's signature.
pub async fn read_to_string(path: impl AsRef<std::path::Path>) -> std::io::Result<String> {
    let path = path.as_ref().display();
    engine::refuse(&format!("`trpl::read_to_string` ({path}): files are not modelled by the explorer"))
}
