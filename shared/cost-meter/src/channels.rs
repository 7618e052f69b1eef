//! Many messages through one channel.

use std::hint::black_box;
use std::io;
use std::sync::mpsc;

use tokio::sync::mpsc as tokio_mpsc;
use tokio::task;

use crate::effort::Effort;
use crate::processor;
use crate::rounds::{Rounds, Side, in_turn};
use crate::tasks::Tasks;
use crate::threads;

/// Nanoseconds for each message from its sending to its receipt, on one processor.
pub fn throughput(effort: &Effort) -> io::Result<Rounds> {
    processor::stay_on_one();
    in_turn(effort, [Box::new(between_threads), between_tasks(Tasks::new()?)])
}

fn between_threads(messages: u64) -> io::Result<()> {
    let (sender, receiver) = mpsc::channel();
    let sends = threads::start(move || (0..messages).try_for_each(|message| sender.send(message)))?;
    for message in receiver {
        black_box(message);
    }
    threads::join(sends)?.map_err(io::Error::other)
}

fn between_tasks(tasks: Tasks) -> Side {
    Box::new(move |messages| {
        tasks.in_a_task(async move {
            let (sender, mut receiver) = tokio_mpsc::unbounded_channel();
            let sends =
                task::spawn(async move { (0..messages).try_for_each(|message| sender.send(message)) });
            while let Some(message) = receiver.recv().await {
                black_box(message);
            }
            sends.await?.map_err(io::Error::other)
        })?
    })
}
