//! `tokio` as the explorer's programs see it: what depends on a runtime, on coroutines and a virtual clock.
//!
//! On a runtime with several workers each task is a coroutine of its own, and at each visible operation any other may go on.
//! Tasks of a runtime with one thread, and those of a local set, are polled by the thread that waits, in tokio's order. What isn't
//! here is not modelled and is a compile error. So far from tokio itself:
//! - each poll of a task begins with a whole budget of operations ([`task::coop`]), where tokio's workers may give a task that
//!   another one has woken what that one left;
//! - once a runtime shuts down, a task is not polled again, where tokio's workers may poll a few more times;
//! - what copies bytes spends nothing of that budget;
//! - tasks are numbered from 2, as the ids before that are tokio's own workers, of which each machine has its number.

pub mod io;
#[doc(hidden)]
pub mod macros;
#[doc(hidden)]
pub mod polling;
pub mod runtime;
pub mod sync;
pub mod task;
pub mod time;

mod row;
mod waiter;

pub use task::spawn;
pub use tokio_macros::{main, test};
