//! Streams. What needs the clock is here, the rest is tokio-stream's.

mod chunks_timeout;
mod elapsed;
mod ext;
mod interval_stream;
mod receiver_stream;
mod throttle;
mod timeout;
mod timeout_repeating;

pub use ext::StreamExt;
pub use interval_stream::IntervalStream;
pub use receiver_stream::ReceiverStream;
