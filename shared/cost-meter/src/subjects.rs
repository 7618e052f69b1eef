//! The pairs that are measured.

use cost::Unit::{Alive, Bytes, Nanoseconds, Processors};

use crate::place::Place::{AnyTwo, Anywhere, One, OneIfPossible, OwnOfTwo};
use crate::subject::Method::{self, InTurn};
use crate::subject::Subject;
use crate::{channels, hand_over, parallel, start_end, uncontended};

const THREAD_AND_TASK: [&str; 2] = ["thread", "task"];

/// In the order of the report.
pub static SUBJECTS: [Subject; 13] = [
    Subject {
        id: "asleep-resident",
        what: "memory that one takes while it sleeps",
        unit: Bytes,
        sides: THREAD_AND_TASK,
        caveat: "Only what is really in memory and belongs to the program. A thread reserves 2 MiB of addresses for its \
            stack, which cost nothing until they are used; a task grows with what its `async` block keeps across an \
            `await`, and this one keeps a timer.",
        place: Anywhere,
        method: Method::Asleep(|asleep| Some(asleep.resident? / asleep.alive as f64)),
    },
    Subject {
        id: "asleep-with-kernel",
        what: "the same, with what the operating system holds for it",
        unit: Bytes,
        sides: THREAD_AND_TASK,
        caveat: "The system has a second stack, page tables and a description for each thread, and knows nothing of tasks. \
            Stacks and descriptions are counted for the whole machine, so what other programs start meanwhile adds noise.",
        place: Anywhere,
        method: Method::Asleep(|asleep| Some((asleep.resident? + asleep.kernel?) / asleep.alive as f64)),
    },
    Subject {
        id: "start-end-one-by-one",
        what: "starting one that does nothing and waiting for its end",
        unit: Nanoseconds,
        sides: THREAD_AND_TASK,
        caveat: "Processor time. The task is started from within another task.",
        place: OneIfPossible,
        method: InTurn(start_end::one_by_one),
    },
    Subject {
        id: "start-end-batch",
        what: "the same in batches of 1000",
        unit: Nanoseconds,
        sides: THREAD_AND_TASK,
        caveat: "Processor time for each. All of a batch are started, then all are waited for. The tasks are started from within another task.",
        place: OneIfPossible,
        method: InTurn(start_end::in_batches),
    },
    Subject {
        id: "start-from-run-body",
        what: "starting a task from `run`'s own body, and its end",
        unit: Nanoseconds,
        sides: THREAD_AND_TASK,
        caveat: "Processor time. The body of `run` is no task: it stays on the main thread, and what it spawns goes to a \
            worker, which is another thread and has to be woken. Within a task it is far cheaper \
            (start-end-one-by-one).",
        place: OneIfPossible,
        method: InTurn(start_end::from_the_body),
    },
    Subject {
        id: "start-from-run-body-free",
        what: "the same with the worker on another processor",
        unit: Nanoseconds,
        sides: THREAD_AND_TASK,
        caveat: "Processor time. The worker has to be woken there for each task, which costs about as much as a thread, and \
            up to twice as much while others use that processor; left to itself, the system often puts the worker there. \
            The thread stays on the processor that started it; elsewhere it, too, costs up to twice as much.",
        place: OwnOfTwo,
        method: InTurn(start_end::from_the_body_across),
    },
    Subject {
        id: "ping-pong-one-core",
        what: "handing a message over to one that waits for it",
        unit: Nanoseconds,
        sides: THREAD_AND_TASK,
        caveat: "Processor time: the system switches between the threads, one worker between the tasks.",
        place: One,
        method: InTurn(hand_over::on_one),
    },
    Subject {
        id: "ping-pong-free",
        what: "the same on two processors",
        unit: Nanoseconds,
        sides: THREAD_AND_TASK,
        caveat: "Processor time. Each thread has a processor of its own, and for each message the system has to \
            wake the other one, which costs more the busier the machine is; the time that passes is longer still. The \
            tasks may go to any of two workers, but mostly stay together on one.",
        place: OwnOfTwo,
        method: InTurn(hand_over::on_two),
    },
    Subject {
        id: "channel-throughput",
        what: "one of many messages through a channel",
        unit: Nanoseconds,
        sides: THREAD_AND_TASK,
        caveat: "Processor time. `std::sync::mpsc::channel` against `trpl::channel`: what is async about a channel is how \
            one waits for a message, not how it gets through.",
        place: OneIfPossible,
        method: InTurn(channels::throughput),
    },
    Subject {
        id: "alive-at-once",
        what: "how many were alive at the same time, all asleep",
        unit: Alive,
        sides: ["threads", "tasks"],
        caveat: "Counted by the system and by the runtime. More tasks would do as long as there is memory; more threads are \
            not tried, as a usual Linux ends a process with about 16 000 of them.",
        place: Anywhere,
        method: Method::Alive,
    },
    Subject {
        id: "lock-unlock",
        what: "adding one to a number, in a mutex and without",
        unit: Nanoseconds,
        sides: ["Mutex", "plain"],
        caveat: "Processor time, and nobody else wants the lock. A lock that others hold costs far more.",
        place: Anywhere,
        method: InTurn(uncontended::lock_unlock),
    },
    Subject {
        id: "arc-clone",
        what: "an `Arc::clone` dropped again, against copying a reference",
        unit: Nanoseconds,
        sides: ["Arc", "reference"],
        caveat: "Processor time, and no other thread counts at the same time. Reading through an `Arc` costs the same as \
            through a reference.",
        place: Anywhere,
        method: InTurn(uncontended::arc_clone),
    },
    Subject {
        id: "parallel",
        what: "processors at work, on average, for two tasks that only compute",
        unit: Processors,
        sides: ["one worker", "two workers"],
        caveat: "The processor time of both tasks by the time that passed, in the best of 25 short tries. On one worker \
            they are concurrent at most, on two they can be parallel.",
        place: AnyTwo,
        method: InTurn(parallel::processors),
    },
];

/// The pair of this id.
pub fn find(id: &str) -> Option<&'static Subject> {
    SUBJECTS.iter().find(|subject| subject.id == id)
}
