//! What small programs that use `futures` can print, each beside a twin that differs in what matters.
//!
//! - `chance`: what `select!` leaves to chance.
//! - `channels`: those of `futures`.
//! - `executor`: threads that wait for futures.
//! - `halves`: what is split, and streams that come out of streams.
//! - `sharing`: a lock, an output, somebody who may abort.
//! - `unordered`: futures of which only those are polled that were woken.

mod chance;
mod channels;
mod executor;
mod halves;
mod sharing;
#[path = "../../../virtual-trpl/tests/programs/support.rs"]
#[expect(dead_code, reason = "it also serves other tests")]
mod support;
mod unordered;
