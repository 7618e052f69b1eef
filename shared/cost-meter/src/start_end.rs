//! Starting, and waiting for the end.

use std::io;

use tokio::task;

use crate::effort::Effort;
use crate::kind::Kind;
use crate::processor;
use crate::rounds::{Rounds, Side, in_turn, time};
use crate::tasks::Tasks;
use crate::threads::{join, start};

/// How many are started before the first is waited for.
const BATCH: u64 = 1000;

/// One, then the next; on one processor, tasks from within a task.
pub fn one_by_one(effort: &Effort) -> io::Result<Rounds> {
    processor::stay_on_one();
    let tasks = Tasks::new()?;
    let right: Side = Box::new(move |often| tasks.in_a_task(await_each(often))?);
    in_turn(effort, [Box::new(join_each), right])
}

/// The same, tasks from the body of `run`.
pub fn from_the_body(effort: &Effort) -> io::Result<Rounds> {
    processor::stay_on_one();
    in_turn(effort, [Box::new(join_each), from_body(Tasks::new()?)])
}

/// The same, the worker on another processor.
pub fn from_the_body_across(effort: &Effort) -> io::Result<Rounds> {
    processor::stay_on(0);
    in_turn(effort, [Box::new(join_each), from_body(Tasks::on_processors(1..2)?)])
}

/// A thousand, then their ends; on one processor, tasks from within a task. Nanoseconds for each.
pub fn in_batches(effort: &Effort) -> io::Result<Rounds> {
    processor::stay_on_one();
    let tasks = Tasks::new()?;
    let left: Side = Box::new(|often| (0..often).try_for_each(|_| join_all(BATCH)));
    let right: Side = Box::new(move |often| {
        tasks.in_a_task(async move {
            for _ in 0..often {
                await_all(BATCH).await?;
            }
            Ok(())
        })?
    });
    let mut rounds = in_turn(effort, [left, right])?;
    for cost in rounds.iter_mut().flatten() {
        *cost /= BATCH as f64;
    }
    Ok(rounds)
}

/// So many, then their ends; on one processor. Nanoseconds for all of them.
pub fn of_so_many(kind: Kind, count: usize) -> io::Result<f64> {
    processor::stay_on_one();
    let count = count as u64;
    let once = |side: &mut dyn FnMut() -> io::Result<()>| time(side).map(|time| time.as_nanos() as f64);
    match kind {
        Kind::Thread => {
            join_each(10)?;
            once(&mut || join_all(count))
        }
        Kind::Task => {
            let tasks = Tasks::new()?;
            tasks.in_a_task(await_each(10))??;
            once(&mut || tasks.in_a_task(await_all(count))?)
        }
    }
}

fn from_body(tasks: Tasks) -> Side {
    Box::new(move |often| tasks.in_the_body(await_each(often)))
}

fn join_each(often: u64) -> io::Result<()> {
    (0..often).try_for_each(|_| join(start(|| {})?))
}

fn join_all(count: u64) -> io::Result<()> {
    let handles: io::Result<Vec<_>> = (0..count).map(|_| start(|| {})).collect();
    handles?.into_iter().try_for_each(join)
}

async fn await_each(often: u64) -> io::Result<()> {
    for _ in 0..often {
        task::spawn(async {}).await?;
    }
    Ok(())
}

async fn await_all(count: u64) -> io::Result<()> {
    let handles: Vec<_> = (0..count).map(|_| task::spawn(async {})).collect();
    for handle in handles {
        handle.await?;
    }
    Ok(())
}
