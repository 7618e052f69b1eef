//! Streams.

mod buffered;
mod ext;
mod flatten_unordered;
mod for_each_concurrent;
mod futures_ordered;
mod futures_unordered;
mod looks;
mod select_all;
mod split;
mod try_buffered;
mod try_ext;
mod try_for_each_concurrent;
mod woken;

pub use crate::abortable::{AbortHandle, AbortRegistration, Abortable, Aborted, abortable};
pub use buffered::{BufferUnordered, Buffered, Buffering};
pub use ext::StreamExt;
pub use flatten_unordered::{FlatMapUnordered, FlattenUnordered};
pub use for_each_concurrent::ForEachConcurrent;
pub use futures::stream::{
    All, AndThen, Any, BoxStream, CatchUnwind, Chain, Chunks, Collect, Concat, Count, Cycle, Empty,
    Enumerate, ErrInto, Filter, FilterMap, FlatMap, Flatten, Fold, ForEach, Forward, Fuse, FusedStream,
    Inspect, InspectErr, InspectOk, IntoStream, Iter, LocalBoxStream, Map, MapErr, MapOk, Next, NextIf,
    NextIfEq, Once, OrElse, Peek, PeekMut, Peekable, Pending, PollFn, PollImmediate, PollNext, ReadyChunks,
    Repeat, RepeatWith, Scan, Select, SelectNextSome, SelectWithStrategy, Skip, SkipWhile, Stream,
    StreamFuture, Take, TakeUntil, TakeWhile, Then, TryAll, TryAny, TryChunks, TryChunksError, TryCollect,
    TryConcat, TryFilter, TryFilterMap, TryFlatten, TryFold, TryForEach, TryNext, TryReadyChunks,
    TryReadyChunksError, TrySkipWhile, TryStream, TryTakeWhile, TryUnfold, Unfold, Unzip, Zip, empty, iter,
    once, pending, poll_fn, poll_immediate, repeat, repeat_with, select, select_with_strategy, try_unfold,
    unfold,
};
pub use futures_ordered::FuturesOrdered;
pub use futures_unordered::FuturesUnordered;
pub use select_all::{SelectAll, select_all};
pub use split::{ReuniteError, SplitSink, SplitStream};
pub use try_buffered::{TryBufferUnordered, TryBuffered, TryBuffering};
pub use try_ext::TryStreamExt;
pub use try_for_each_concurrent::TryForEachConcurrent;
