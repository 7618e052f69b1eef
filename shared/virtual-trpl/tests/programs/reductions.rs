//! A search that leaves things out finds what the plain one finds.

use crate::support::explored;
use engine::ClockMode;
use explorer::Reduction;
use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;
use trpl::StreamExt;
use virtual_std::println;
use virtual_tokio::sync::{Mutex, Notify, mpsc};
use virtual_trpl as trpl;

const MS: Duration = Duration::from_millis(1);

#[track_caller]
fn same(program: fn(), clock: ClockMode) {
    let plain = explored(program, Reduction::Plain, clock);
    assert!(plain.len() > 1, "{plain:?}");
    assert_eq!(explored(program, Reduction::States, clock), plain);
    assert_eq!(explored(program, Reduction::Pruned, clock), plain);
}

fn two_tasks_print() {
    trpl::run(async {
        let task = trpl::spawn_task(async { println!("a") });
        println!("b");
        task.await.unwrap();
        println!("c");
    });
}

fn a_task_sends_and_is_cut() {
    trpl::run(async {
        let (tx, mut rx) = trpl::channel();
        trpl::spawn_task(async move {
            tx.send(1).unwrap();
            println!("sent");
        });
        println!("{:?}", rx.recv().await);
    });
}

fn a_select_of_a_task_and_a_message() {
    trpl::run(async {
        let (tx, mut rx) = trpl::channel();
        let task = trpl::spawn_task(async move { tx.send(1).unwrap() });
        match trpl::select(task, rx.recv()).await {
            trpl::Either::Left(_) => println!("the task"),
            trpl::Either::Right(_) => println!("the message"),
        }
    });
}

fn a_lock_and_an_abort() {
    trpl::run(async {
        let lock = Arc::new(Mutex::new(0));
        let theirs = lock.clone();
        let task = trpl::spawn_task(async move { *theirs.lock().await += 1 });
        task.abort();
        println!("{}", *lock.lock().await);
    });
}

fn notices() {
    trpl::run(async {
        let notify = Arc::new(Notify::new());
        let signal = notify.clone();
        trpl::spawn_task(async move { signal.notify_waiters() });
        notify.notified().await;
        println!("notified");
    });
}

fn two_timers() {
    trpl::run(async {
        let task = trpl::spawn_task(async {
            trpl::sleep(MS).await;
            println!("a");
        });
        trpl::sleep(MS).await;
        println!("b");
        task.await.unwrap();
    });
}

fn a_full_channel() {
    trpl::run(async {
        let (tx, mut rx) = mpsc::channel(1);
        let task = trpl::spawn_task(async move {
            tx.send(1).await.unwrap();
            println!("{:?}", tx.try_send(2).is_ok());
        });
        println!("{:?}", rx.recv().await);
        task.await.unwrap();
    });
}

fn a_timeout_in_time_or_not() {
    trpl::run(async {
        let task = trpl::spawn_task(async { trpl::sleep(MS).await });
        println!("{:?}", virtual_tokio::time::timeout(2 * MS, task).await.is_ok());
    });
}

fn a_stream_of_late_messages() {
    trpl::run(async {
        let (tx, rx) = trpl::channel();
        trpl::spawn_task(async move {
            trpl::sleep(MS).await;
            tx.send(1).unwrap();
        });
        let mut messages = pin!(trpl::ReceiverStream::new(rx).timeout(2 * MS));
        while let Some(message) = messages.next().await {
            println!("{}", message.is_ok());
        }
    });
}

/// Once more than needed if the second of two timers that are due together rings when the first one has woken the task
/// and before the task asks the second.
fn a_future_that_counts_its_polls() {
    trpl::run(async {
        trpl::join(trpl::sleep(MS), trpl::sleep(MS)).await;
        let mut third = pin!(trpl::sleep(MS));
        let mut polls = 0;
        std::future::poll_fn(|cx| {
            polls += 1;
            third.as_mut().poll(cx)
        })
        .await;
        println!("{polls} polls");
    });
}

#[test]
fn tasks_on_an_exact_clock() {
    same(two_tasks_print, ClockMode::Exact);
    same(a_task_sends_and_is_cut, ClockMode::Exact);
    same(a_select_of_a_task_and_a_message, ClockMode::Exact);
}

#[test]
fn locks_and_notices_on_an_exact_clock() {
    same(a_lock_and_an_abort, ClockMode::Exact);
    same(notices, ClockMode::Exact);
    same(a_full_channel, ClockMode::Exact);
}

#[test]
fn timers_on_both_clocks() {
    same(two_timers, ClockMode::Exact);
    same(a_future_that_counts_its_polls, ClockMode::Exact);
    same(two_timers, ClockMode::Late);
    same(a_timeout_in_time_or_not, ClockMode::Late);
}

/// Too much for the plain search, and each schedule must still lead where it led before.
#[test]
fn streams_on_a_late_clock() {
    let states = explored(a_stream_of_late_messages, Reduction::States, ClockMode::Late);
    assert_eq!(explored(a_stream_of_late_messages, Reduction::Pruned, ClockMode::Late), states);
    assert_eq!(states.len(), 4, "{states:?}");
}
