//! `tokio-stream` as the explorer's programs see it. What needs no runtime, no clock and no chance is the real one's.

mod chunks_timeout;
mod elapsed;
mod ext;
mod stream_map;
mod throttle;
mod timeout;
mod timeout_repeating;
pub mod wrappers;

pub use elapsed::Elapsed;
pub use ext::StreamExt;
pub use stream_map::StreamMap;
pub use tokio_stream::{
    Empty, FromStream, Iter, Once, Pending, Stream, StreamNotifyClose, empty, iter, once, pending,
};

/// Streams made of others.
pub mod adapters {
    pub use crate::chunks_timeout::ChunksTimeout;
    pub use crate::timeout::Timeout;
    pub use crate::timeout_repeating::TimeoutRepeating;
    pub use tokio_stream::adapters::{
        Chain, Filter, FilterMap, Fuse, Map, MapWhile, Merge, Peekable, Skip, SkipWhile, Take, TakeWhile,
        Then,
    };
}
