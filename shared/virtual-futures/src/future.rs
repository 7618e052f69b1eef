//! Futures.

mod ext;
mod join_all;
mod remote_handle;
mod shared;

pub use crate::abortable::{AbortHandle, AbortRegistration, Abortable, Aborted, abortable};
pub use ext::FutureExt;
pub use futures::future::{
    AlwaysReady, AndThen, BoxFuture, CatchUnwind, Either, ErrInto, Flatten, FlattenSink, Fuse, FusedFuture,
    Future, Inspect, InspectErr, InspectOk, IntoFuture, IntoStream, Join, Join3, Join4, Join5, Lazy,
    LocalBoxFuture, Map, MapErr, MapInto, MapOk, MapOkOrElse, MaybeDone, NeverError, OkInto, OptionFuture,
    OrElse, Pending, PollFn, PollImmediate, Ready, Select, SelectAll, SelectOk, Then, TryFlatten,
    TryFlattenStream, TryFuture, TryFutureExt, TryJoin, TryJoin3, TryJoin4, TryJoin5, TryMaybeDone,
    TrySelect, UnitError, UnwrapOrElse, always_ready, err, join, join3, join4, join5, lazy, maybe_done, ok,
    pending, poll_fn, poll_immediate, ready, select, select_all, select_ok, try_join, try_join3, try_join4,
    try_join5, try_maybe_done, try_select,
};
pub use join_all::{JoinAll, TryJoinAll, join_all, try_join_all};
pub use remote_handle::{Remote, RemoteHandle};
pub use shared::{Shared, WeakShared};
