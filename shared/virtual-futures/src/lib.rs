//! `futures` as the explorer's programs see it. What a task has to itself is the real one's; what tasks share, who wakes
//! whom, and what is left to chance is made of what the explorer follows. What isn't here does not compile.

mod abortable;
pub mod channel;
pub mod executor;
pub mod future;
pub mod io;
pub mod lock;
mod places;
mod select;
pub mod stream;
pub mod task;
mod verb;

pub use future::{Future, FutureExt, TryFuture, TryFutureExt};
pub use futures::{join, never, pending, pin_mut, poll, ready, select_biased, sink, try_join};
pub use io::{
    AsyncBufRead, AsyncBufReadExt, AsyncRead, AsyncReadExt, AsyncSeek, AsyncSeekExt, AsyncWrite,
    AsyncWriteExt,
};
pub use sink::{Sink, SinkExt};
pub use stream::{Stream, StreamExt, TryStream, TryStreamExt};

/// What programs take all of.
pub mod prelude {
    pub use crate::future::{self, Future, FutureExt as _, TryFuture, TryFutureExt as _};
    pub use crate::io::{
        AsyncBufRead, AsyncBufReadExt as _, AsyncRead, AsyncReadExt as _, AsyncSeek, AsyncSeekExt as _,
        AsyncWrite, AsyncWriteExt as _,
    };
    pub use crate::sink::{self, Sink, SinkExt as _};
    pub use crate::stream::{self, Stream, StreamExt as _, TryStream, TryStreamExt as _};
}

/// For the macros.
#[doc(hidden)]
pub mod __private {
    pub use futures_util::__private::*;
    pub use futures_util::{select_internal, stream_select_internal};

    pub mod async_await {
        pub use crate::select::shuffle;
        pub use futures_util::__private::async_await::*;
    }
}

/// Where something is polled: at the program's own `.await`, unless some combinator polls.
pub(crate) fn polled_at(caller: engine::Site, made: engine::Site) -> engine::Site {
    if caller.file() == made.file() { caller } else { made }
}
