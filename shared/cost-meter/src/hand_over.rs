//! Ping-pong: a message goes to and fro, so that one has to stop for the other to go on.

use std::io;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc;
use std::thread;

use tokio::runtime::Builder;
use tokio::sync::mpsc as tokio_mpsc;
use tokio::task;

use crate::effort::Effort;
use crate::processor;
use crate::rounds::{Clock, Rounds, Side, in_turn};
use crate::tasks::Tasks;

/// Where the two players are.
#[derive(Clone, Copy)]
enum Court {
    OneProcessor,
    /// Each thread has a processor of its own, and so has each worker; tasks go to whichever worker.
    Two,
}

/// All on one processor. Nanoseconds for each hand-over, of which there are two in a return of the ball.
pub fn on_one(effort: &Effort) -> io::Result<Rounds> {
    processor::stay_on_one();
    halved(in_turn(Clock::Processor, effort, [threads(Court::OneProcessor), tasks(Tasks::new()?)])?)
}

/// On two processors. What counts here is also how long the other one takes to wake up, so it is the time that passes.
pub fn on_two(effort: &Effort) -> io::Result<Rounds> {
    processor::stay_on(0);
    let started = AtomicUsize::new(0);
    let place = move || processor::stay_on(started.fetch_add(1, Ordering::Relaxed));
    let runtime = Builder::new_multi_thread().worker_threads(2).enable_all().on_thread_start(place).build()?;
    halved(in_turn(Clock::Wall, effort, [threads(Court::Two), tasks(Tasks::on(runtime))])?)
}

fn threads(court: Court) -> Side {
    Box::new(move |often| {
        let (ping, pings) = mpsc::channel();
        let (pong, pongs) = mpsc::channel();
        let other = thread::Builder::new().spawn(move || {
            if let Court::Two = court {
                processor::stay_on(1);
            }
            for ball in pings {
                if pong.send(ball).is_err() {
                    break;
                }
            }
        })?;
        for ball in 0..often {
            ping.send(ball).map_err(io::Error::other)?;
            pongs.recv().map_err(io::Error::other)?;
        }
        drop(ping);
        other.join().map_err(|_| io::Error::other("a thread panicked"))
    })
}

fn tasks(tasks: Tasks) -> Side {
    Box::new(move |often| {
        tasks.in_a_task(async move {
            let (ping, mut pings) = tokio_mpsc::unbounded_channel();
            let (pong, mut pongs) = tokio_mpsc::unbounded_channel();
            let other = task::spawn(async move {
                while let Some(ball) = pings.recv().await {
                    if pong.send(ball).is_err() {
                        break;
                    }
                }
            });
            for ball in 0..often {
                ping.send(ball).map_err(io::Error::other)?;
                pongs.recv().await;
            }
            drop(ping);
            Ok(other.await?)
        })?
    })
}

fn halved(mut rounds: Rounds) -> io::Result<Rounds> {
    for cost in rounds.iter_mut().flatten() {
        *cost /= 2.0;
    }
    Ok(rounds)
}
