//! What becomes of a task, its future and its output.

use crate::run;
use crate::support::{output, outputs};
use std::future::pending;
use std::pin::Pin;
use std::task::{Context, Waker};
use virtual_std::{println, thread};
use virtual_tokio::runtime::Builder;
use virtual_tokio::sync::oneshot;
use virtual_tokio::task::{JoinError, JoinSet, spawn, spawn_blocking, try_id, yield_now};

/// Panics when it is dropped.
struct Bomb;

impl Drop for Bomb {
    fn drop(&mut self) {
        panic!("dropped");
    }
}

/// Tells when it is dropped whether that is because of a panic.
struct Asks;

impl Drop for Asks {
    fn drop(&mut self) {
        println!("Panicking: {}", thread::panicking());
    }
}

fn without_messages(outputs: Vec<String>) -> Vec<String> {
    let kept = |line: &&str| line.starts_with(|first: char| first.is_uppercase() || first == '[');
    let kept = |output: String| output.lines().filter(kept).map(|line| format!("{line}\n")).collect();
    let mut outputs: Vec<String> = outputs.into_iter().map(kept).collect();
    outputs.sort();
    outputs.dedup();
    outputs
}

#[test]
fn an_output_that_panics_when_it_is_dropped_harms_only_who_asked_for_it() {
    let unwanted = outputs(|| {
        run(async {
            drop(spawn(async { Bomb }));
            yield_now().await;
            println!("Main goes on");
        });
    });
    assert_eq!(without_messages(unwanted), ["Main goes on\n"]);
    let wanted = outputs(|| {
        run(async {
            drop(spawn(async { Bomb }).await);
            println!("Main goes on");
        });
    });
    assert_eq!(without_messages(wanted), ["[panics: main panicked]\n"]);
}

#[test]
fn the_future_of_a_task_that_panics_is_dropped_while_it_unwinds() {
    let panicked = outputs(|| {
        run(async {
            let task = spawn(async {
                let _asks = Asks;
                panic!("on purpose");
            });
            println!("Panic: {}", task.await.unwrap_err().is_panic());
        });
    });
    assert_eq!(without_messages(panicked), ["Panicking: true\nPanic: true\n"]);
    let stopped = outputs(|| {
        run(async {
            let (sender, receiver) = oneshot::channel();
            let task = spawn(async {
                let _asks = Asks;
                sender.send(()).unwrap();
                pending::<()>().await;
            });
            receiver.await.unwrap();
            task.abort();
            println!("Panic: {}", task.await.unwrap_err().is_panic());
        });
    });
    assert_eq!(without_messages(stopped), ["Panicking: false\nPanic: false\n"]);
}

#[test]
fn a_future_that_panics_when_it_is_dropped_gives_no_output() {
    fn ended(how: impl FnOnce(Result<u8, JoinError>) + 'static) {
        run(async {
            let bomb = Bomb;
            let moved = async move {
                let _bomb = &bomb;
                7
            };
            how(spawn(moved).await);
        });
    }
    let found = outputs(|| ended(|result| println!("Panic: {}", result.unwrap_err().is_panic())));
    assert_eq!(without_messages(found), ["Panic: true\n"]);
}

#[test]
fn a_function_can_be_stopped_before_it_is_called_and_not_after() {
    let found = outputs(|| {
        run(async {
            let task = spawn_blocking(|| println!("called"));
            task.abort();
            println!("Result: {:?}", task.await.is_ok());
        });
    });
    assert_eq!(found, ["Result: false\n", "called\nResult: true\n"]);
}

fn poll_again(first: fn(&mut oneshot::Receiver<u8>)) {
    let (sender, mut receiver) = oneshot::channel();
    sender.send(1).unwrap();
    first(&mut receiver);
    let polled = Pin::new(&mut receiver).poll(&mut Context::from_waker(Waker::noop()));
    println!("{polled:?}");
}

#[test]
fn who_has_received_the_only_message_may_not_ask_again() {
    let twice = output(|| {
        poll_again(|receiver| {
            assert!(Pin::new(receiver).poll(&mut Context::from_waker(Waker::noop())).is_ready());
        });
    });
    assert!(twice.contains("called after complete"), "{twice}");
    let tried = output(|| poll_again(|receiver| assert_eq!(receiver.try_recv(), Ok(1))));
    assert!(tried.contains("called after complete"), "{tried}");
    assert_eq!(output(|| poll_again(|_| ())), "Ready(Ok(1))\n");
}

#[test]
fn tasks_of_a_set_are_waited_for_as_they_end_and_stopped_with_it() {
    let ended = outputs(|| {
        run(async {
            let mut set = JoinSet::new();
            for number in 1..=2 {
                set.spawn(async move { number });
            }
            let first = set.join_next().await.unwrap().unwrap();
            println!("{first} {:?} {}", set.join_next().await, set.join_next().await.is_none());
        });
    });
    assert_eq!(ended, ["1 Some(Ok(2)) true\n", "2 Some(Ok(1)) true\n"]);
    let one_thread = output(|| {
        let runtime = Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(async {
            let mut set: JoinSet<u8> = (1..=3)
                .map(|number| async move {
                    if number == 1 {
                        yield_now().await;
                    }
                    assert!(number != 3, "it fails");
                    number
                })
                .collect();
            println!("{:?}", set.try_join_next().is_none());
            while let Some(ended) = set.join_next_with_id().await {
                println!("{:?}", ended.map_err(|error| error.to_string()));
            }
            set.spawn(pending());
            set.abort_all();
            println!("{:?} {}", set.join_next().await.unwrap().unwrap_err(), set.len());
            set.spawn(async { 4 });
            println!("{:?}", set.join_all().await);
        });
    });
    let rest = "Ok((Id(2), 2))\nErr(\"task 3 panicked with message \\\"it fails\\\"\")\nOk((Id(1), 1))\n\
                JoinError::Cancelled(Id(4)) 0\n[4]\n";
    assert!(one_thread.ends_with(rest), "{one_thread}");
}

#[test]
fn an_output_that_nobody_wants_is_dropped_as_its_tasks() {
    struct Tells;
    impl Drop for Tells {
        fn drop(&mut self) {
            println!("{}", try_id().is_some());
        }
    }
    let said = output(|| {
        run(async {
            let handle = spawn(async { Tells });
            while !handle.is_finished() {
                yield_now().await;
            }
            drop(handle);
        });
    });
    assert_eq!(said, "true\n");
}
