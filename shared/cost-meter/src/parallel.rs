//! Two busy tasks on one worker, and on two.

use std::hint::black_box;
use std::io;
use std::time::{Duration, Instant};

use tokio::task;

use crate::effort::Effort;
use crate::processor;
use crate::rounds::Rounds;
use crate::tasks::Tasks;

/// How often it is tried in a round. What is asked is whether it can be, so the best try counts.
const TRIES: usize = 25;
/// How long each of the two computes: less than a usual system lets a thread run before it is another's turn.
const TRY: Duration = Duration::from_millis(2);

/// How many processors were at work on average: processor time over the time that passed.
pub fn processors(effort: &Effort) -> io::Result<Rounds> {
    let sides = [Tasks::on_processors(0..1)?, Tasks::on_processors(0..2)?];
    let start = Instant::now();
    let mut rounds = Rounds::new();
    while rounds.len() < effort.rounds || start.elapsed() < effort.budget {
        rounds.push([best(&sides[0])?, best(&sides[1])?]);
    }
    Ok(rounds)
}

fn best(tasks: &Tasks) -> io::Result<f64> {
    let mut best = 0.0_f64;
    for _ in 0..TRIES {
        best = best.max(at_work(tasks)?);
    }
    Ok(best)
}

fn at_work(tasks: &Tasks) -> io::Result<f64> {
    let used = || {
        processor::time()
            .ok_or_else(|| io::Error::other("this system does not tell how long a process was running"))
    };
    let (wall, before) = (Instant::now(), used()?);
    // Started from the body, for a task that another task starts waits on the same worker.
    tasks.in_the_body(async move {
        let both = [(); 2].map(|()| task::spawn(async move { busy(TRY) }));
        for task in both {
            task.await?;
        }
        io::Result::Ok(())
    })?;
    Ok((used()? - before).as_secs_f64() / wall.elapsed().as_secs_f64())
}

/// Computes for so long, and hands over to nobody meanwhile.
fn busy(time: Duration) {
    let start = Instant::now();
    let mut number = 1_u64;
    while start.elapsed() < time {
        for step in 0..1000 {
            number = black_box(number.wrapping_mul(0x5851_F42D_4C95_7F2D).wrapping_add(step));
        }
    }
}
