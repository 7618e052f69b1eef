//! One *execution* of a concurrent program on one OS thread, under a schedule that somebody else decides and a
//! virtual clock. It knows nothing of `std`'s or tokio's types: those are built on it.
//!
//! Tasks are coroutines. A task that is about to do something that others could notice *announces* the operation and
//! suspends; the [`Scheduler`] picks one task whose operation can be performed; that task performs it and runs on to its
//! next announcement. A task is blocked when what it announced can't be performed: there are no queues of waiters.
//!
//! # Layers
//! Each knows only those before it. `parts` is what an execution is made of: tasks and what they have announced, objects,
//! timers, footprints, what was found out. `world` is all that there is in one execution, and what can be asked of it: who can go
//! on, what makes its state. `calls` is what a running task may call; most of it announces, and so suspends. `execution` asks the
//! scheduler, and has the task that it picks go on.
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
//! A task that polls one future at a time ([`poll_one`]) waits like a thread, as far as anybody can tell.
//! A task's end is an operation on an object of the runtime that its handle looks at.
//!
//! # Honesty
//! Where a model takes one of several true views, it says so ([`rests_on`]); where it does not follow all that could happen,
//! too ([`not_followed`]): then no answer is called exhaustive.

mod calls;
mod execution;
mod parts;
mod world;

pub use calls::basis::{not_followed, rests_on};
pub use calls::branch::Branch;
pub use calls::choose::{choose, picked};
pub use calls::default_hook::default_hook;
pub use calls::facts::{is_known, learn_fact};
pub use calls::later::{is_behind, later};
pub use calls::learn::went_past;
pub use calls::leave::{abort, exit};
pub use calls::locals::{add_worker, are_workers_told_apart, swap_locals, thread_local};
pub use calls::me::{
    arguments, at_exit, current, current_kind, current_name, execution, holder, is_main, local, name_of,
    operations, stdin, token,
};
pub use calls::memory::{Access as MemoryAccess, fence};
pub use calls::object::Shared;
pub use calls::operation::Operation;
pub use calls::owner::{Owner, Owns};
pub use calls::panics::hook;
pub use calls::polling::{are_polls_ours, poll_beside, poll_one, polls_one};
pub use calls::print::{flush, print};
pub use calls::selection::{Selection, waiter_token};
pub use calls::spawning::{spawn, spawn_at};
pub use calls::suspend::refuse;
pub use calls::tell::{show, tell, turn_out};
pub use calls::timing::{clear_timer, deadline, may_fire_now, now, set_timer, set_waker, sleep, woken_by};
pub use calls::views::{Parcel, is_weak, take_over_from};
pub use calls::yielding::yield_now;
pub use execution::{Execution, Point, Scheduler, execute};
pub use parts::choice::{Actor, Choice, Chunk, Move, Step};
pub use parts::clock::{Due, TimerId};
pub use parts::digest::digest;
pub use parts::end::End;
pub use parts::event::{Event, Printed, Stream};
pub use parts::fatal::Fatal;
pub use parts::footprint::{Access, Footprint};
pub use parts::holder::{Holder, Who};
pub use parts::joined::Joined;
pub use parts::keeper::{Keeper, Stuck};
pub use parts::knowledge::Knowledge;
pub use parts::memory::Order;
pub use parts::names::Names;
pub use parts::place::{Place, of_program};
pub use parts::pulse::{executions, halt, heartbeat, history, is_halted, last_line, stack_guard};
pub use parts::running::{Stranger, beware_of_strangers, is_running};
pub use parts::settings::{ClockMode, Events, Memory, Orders, Polling, Settings, Sharing};
pub use parts::site::Site;
pub use parts::standing::{At, Standing};
pub use parts::state::{State, Wait};
pub use parts::task::Kind;
pub use parts::task_id::TaskId;
pub use parts::tokens::Tokens;
pub use parts::verb::{self, Role, Verb};
