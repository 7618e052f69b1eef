//! One *execution* of a concurrent program on one OS thread, under a schedule that somebody else decides and a
//! virtual clock. It knows nothing of `std`'s or tokio's types: those are built on it.
//!
//! Tasks are coroutines. A task that is about to do something that others could notice *announces* the operation and
//! suspends; the [`Scheduler`] picks one task whose operation can be performed; that task performs it and runs on to its
//! next announcement. A task is blocked when what it announced can't be performed: there are no queues of waiters.
//!
//! # Building a library on it
//! A shared object is a [`Shared`]`<S>`, its [`State`] being what decides who can go on. Every operation says when it can
//! be performed ([`Operation::when`]) and what its task learns from it (a hash; forgetting something there loses
//! outputs, as two different pasts are then taken for one). The program's own data is not part of `S`; a token of it is,
//! such as the writer's [`token`].
//!
//! # Async
//! [`spawn`] gives each async task a coroutine of its own whose body polls its future in a loop. The runtime has an object
//! for each task, which the task's wakers change and on which it waits with [`Operation::for_future`] while its future is
//! pending. Visible operations may be called while polling; those that may be pending are [`Shared::poll`]. A sleep is
//! [`deadline`] when it is made, [`set_waker`] with [`Due::At`] when it is first polled, and [`clear_timer`] when it is
//! dropped. Futures of several branches share their task's waker, so nothing else is needed.
//! A task's end is an operation on an object of the runtime that its handle looks at.
//!
//! # Honesty
//! Where a model takes one of several true views, it says so ([`rests_on`]); where it does not follow all that could happen,
//! too ([`not_followed`]): then no answer is called exhaustive.

mod act;
mod basis;
mod branch;
mod choice;
mod choose;
mod clock;
mod digest;
mod end;
mod event;
mod execution;
mod fatal;
mod fiber;
mod footprint;
mod hang;
mod happened;
mod knowledge;
mod later;
mod locals;
mod me;
mod object;
mod operation;
mod owner;
mod panics;
mod pending;
mod pulse;
mod settings;
mod spawning;
mod spinning;
mod task;
mod timing;
mod tokens;
pub mod verb;
mod world;

pub use act::{abort, exit, flush, print, refuse, tell, turn_out, went_past, yield_now};
pub use basis::{not_followed, rests_on};
pub use branch::{Branch, Joined};
pub use choice::{Actor, Choice, Chunk, Move, Point, Scheduler, Step};
pub use choose::{choose, picked};
pub use clock::TimerId;
pub use digest::digest;
pub use end::End;
pub use event::{Event, Printed, Stream};
pub use execution::{Execution, execute, is_running};
pub use fatal::Fatal;
pub use footprint::{Access, Footprint};
pub use knowledge::{Knowledge, is_known, learn_fact};
pub use later::{is_behind, later};
pub use locals::{add_worker, are_workers_told_apart, swap_locals, thread_local};
pub use me::{
    arguments, at_exit, current, current_kind, current_name, execution, local, name_of, operations, token,
};
pub use object::{Shared, State, Wait};
pub use operation::Operation;
pub use owner::{Owner, Owns};
pub use pending::{Due, Site};
pub use pulse::{executions, halt, heartbeat, history, is_halted, last_line, stack_guard};
pub use settings::{ClockMode, Events, Settings, Sharing};
pub use spawning::spawn;
pub use task::{Kind, TaskId};
pub use timing::{clear_timer, deadline, may_fire_now, now, set_timer, set_waker, sleep, woken_by};
pub use tokens::Tokens;
pub use verb::{Role, Verb};
