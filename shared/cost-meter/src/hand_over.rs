//! Ping-pong: a message goes to and fro, so that one has to stop for the other to go on.

use std::io;
use std::sync::mpsc;

use tokio::sync::mpsc as tokio_mpsc;
use tokio::task;

use crate::effort::Effort;
use crate::place::Place;
use crate::processor;
use crate::rounds::{Rounds, Side, in_turn};
use crate::tasks::Tasks;
use crate::threads;

/// All on one processor. Nanoseconds for each hand-over, of which a message and its answer are two.
pub fn on_one(effort: &Effort) -> io::Result<Rounds> {
    processor::stay_on_one();
    halved(in_turn(effort, [between_threads(Place::One), between_tasks(Tasks::new()?)])?)
}

/// On two processors.
pub fn on_two(effort: &Effort) -> io::Result<Rounds> {
    processor::stay_on(0);
    let tasks = Tasks::on_processors(0..2)?;
    halved(in_turn(effort, [between_threads(Place::OwnOfTwo), between_tasks(tasks)])?)
}

fn between_threads(place: Place) -> Side {
    Box::new(move |often| {
        let (ping, pings) = mpsc::channel();
        let (pong, pongs) = mpsc::channel();
        let other = threads::start(move || {
            if place == Place::OwnOfTwo {
                processor::stay_on(1);
            }
            for message in pings {
                if pong.send(message).is_err() {
                    break;
                }
            }
        })?;
        for message in 0..often {
            ping.send(message).map_err(io::Error::other)?;
            pongs.recv().map_err(io::Error::other)?;
        }
        drop(ping);
        threads::join(other)
    })
}

fn between_tasks(tasks: Tasks) -> Side {
    Box::new(move |often| {
        tasks.in_a_task(async move {
            let (ping, mut pings) = tokio_mpsc::unbounded_channel();
            let (pong, mut pongs) = tokio_mpsc::unbounded_channel();
            let other = task::spawn(async move {
                while let Some(message) = pings.recv().await {
                    if pong.send(message).is_err() {
                        break;
                    }
                }
            });
            for message in 0..often {
                ping.send(message).map_err(io::Error::other)?;
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
