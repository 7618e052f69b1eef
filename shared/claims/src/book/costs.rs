//! What a thread and a task cost.

use crate::check::check;
use crate::claim::Claim;
use crate::evidence::{as_if, measured};
use crate::finding::{Finding, Verdict};

/// From how many times on one thing counts as clearly dearer than another.
const CLEARLY: f64 = 2.0;
/// How many times one gain is another that is by far greater.
const BY_FAR: f64 = 5.0;
const MILLION: f64 = 1e6;
/// What a usual computer has, in bytes.
const USUAL_MEMORY: f64 = 16e9;

pub fn claims() -> Vec<Claim> {
    vec![
        Claim {
            id: "C1",
            says: "A thread takes a fair bit of memory, a task little.",
            look: "cost",
            check: check(
                (measured("asleep-resident"), measured("asleep-with-kernel")),
                (
                    as_if("asleep-resident", |pair| pair.swapped()),
                    as_if("asleep-with-kernel", |pair| pair.swapped()),
                ),
                |(resident, whole)| {
                    let more = resident.ratio() > CLEARLY && whole.ratio() > CLEARLY;
                    Finding::new(
                        Verdict::holds_if(more, "a thread takes no more than a task"),
                        format!("asleep: {resident}; with what the kernel holds: {whole}"),
                    )
                },
            ),
        },
        Claim {
            id: "C2",
            says: "Starting and ending a thread costs more than a task.",
            look: "cost",
            check: check(
                (
                    measured("start-end-batch"),
                    measured("start-end-one-by-one"),
                    measured("start-from-run-body"),
                ),
                (
                    as_if("start-end-batch", |pair| pair.swapped()),
                    as_if("start-end-one-by-one", |pair| pair.swapped()),
                    measured("start-from-run-body"),
                ),
                |(batch, alone, from_body)| {
                    let more = batch.ratio() > CLEARLY && alone.ratio() > CLEARLY;
                    Finding::new(
                        Verdict::holds_if(more, "a thread costs no more").only_if(
                            from_body.ratio() * BY_FAR < alone.ratio(),
                            "though by far less if the task starts from `run`'s own body, and so goes to another thread",
                        ),
                        format!("1000 together: {batch}; one by one: {alone}; from `run`'s body: {from_body}"),
                    )
                },
            ),
        },
        Claim {
            id: "C3",
            says: "Millions of tasks are feasible, threads are not.",
            look: "cost",
            check: check(
                (measured("alive-at-once"), measured("asleep-with-kernel")),
                (as_if("alive-at-once", |pair| pair.right_times(0.001)), measured("asleep-with-kernel")),
                |(alive, memory)| {
                    let (threads, tasks) = (memory.left() * MILLION, memory.right() * MILLION);
                    let holds = alive.right() >= MILLION && threads > USUAL_MEMORY && tasks < USUAL_MEMORY;
                    Finding::new(
                        Verdict::holds_if(holds, "a million of either is feasible, or of neither"),
                        format!(
                            "alive at once and counted: {alive}; a million threads would take {}, tasks {}",
                            memory.show(threads),
                            memory.show(tasks)
                        ),
                    )
                },
            ),
        },
        Claim {
            id: "C4",
            says: "Switching between tasks is cheaper than between threads.",
            look: "cost",
            check: check(
                (measured("ping-pong-one-core"), measured("ping-pong-free")),
                (
                    as_if("ping-pong-one-core", |pair| pair.swapped()),
                    as_if("ping-pong-free", |pair| pair.swapped()),
                ),
                |(pinned, free)| {
                    let cheaper = pinned.ratio() > CLEARLY && free.ratio() > CLEARLY;
                    Finding::new(
                        Verdict::holds_if(cheaper, "it costs no less"),
                        format!("to hand a message over on one core: {pinned}; on two: {free}"),
                    )
                },
            ),
        },
        Claim {
            id: "C5",
            says: "Channels between tasks are faster than channels between threads.",
            look: "cost",
            check: check(
                measured("channel-throughput"),
                as_if("channel-throughput", |pair| pair.right_times(0.1)),
                |pair| {
                    let faster = pair.ratio() > CLEARLY;
                    Finding::new(
                        Verdict::holds_if(faster, "they are about as fast, or slower"),
                        format!("one message: {pair}"),
                    )
                },
            ),
        },
    ]
}
