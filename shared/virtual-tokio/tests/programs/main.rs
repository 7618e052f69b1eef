//! What small programs that use tokio itself can print, each beside a twin that differs in what matters.
//!
//! - `budget`: when a task must let others go on though it could do more.
//! - `channels`: channels.
//! - `current_thread`: runtimes whose tasks run on one thread.
//! - `locals`: what the workers of a runtime keep to themselves.
//! - `locks`: locks and permits.
//! - `macros`: macros.
//! - `notify`: who is told that something has happened.
//! - `pipes`: reading and writing in memory.
//! - `runtime`: how a runtime ends.
//! - `shared_values`: values that several tasks see.
//! - `streams`: standard input and output.
//! - `tasks`: what becomes of a task, its future and its output.
//! - `timers`: timers, each by the virtual clock.
//! - `waiting`: tasks that nobody can tell from waiting threads.
//! - `wakers`: wakers that the program made itself.

mod budget;
mod channels;
mod current_thread;
mod locals;
mod locks;
mod macros;
mod notify;
mod pipes;
mod runtime;
mod shared_values;
mod streams;
#[path = "../../../virtual-trpl/tests/programs/support.rs"]
#[expect(dead_code, reason = "it also serves other tests")]
mod support;
mod tasks;
mod timers;
mod waiting;
mod wakers;

use virtual_tokio::runtime::Runtime;

/// Runs a future on a runtime of its own.
fn run<F: Future>(future: F) -> F::Output {
    Runtime::new().expect("a virtual runtime can always be made").block_on(future)
}
