//! A task that polls one future, or takes the first of several of ours, waits like a thread as far as anybody can tell: the same
//! outputs are found as where the program could count how often it polls, on fewer ways.

use crate::run;
use engine::{ClockMode, Polling, Settings};
use explorer::{Exploration, Limits, Options, Program, Sample, explore};
use std::collections::BTreeSet;
use std::future::pending;
use std::time::Duration;
use virtual_std::println;
use virtual_std::sync::Arc;
use virtual_tokio::sync::{Mutex, Notify, Semaphore, mpsc, oneshot, watch};
use virtual_tokio::task::{JoinSet, spawn, yield_now};
use virtual_tokio::time::{interval, sleep};

fn explored(program: Program, polling: Polling, clock: ClockMode) -> Exploration {
    let settings = Settings { polling, clock, ..Settings::default() };
    let limits = Limits { schedules: 100_000, ..Limits::default() };
    let sample = Sample { merges: 300, probes: 300, delays: 300, steps: 300_000 };
    let found = explore(program, &Options { settings, limits, sample, ..Options::default() });
    found.expect("it can be explored")
}

fn outputs(found: &Exploration) -> BTreeSet<Vec<String>> {
    let outcome = found.outcome(usize::MAX).expect("each output can be replayed");
    assert!(outcome.exhaustive, "{:?}", outcome.why_not);
    outcome
        .outputs
        .into_iter()
        .map(|output| {
            let lines = output.lines.into_iter().map(|line| line.text);
            lines.chain([output.end.name().to_owned()]).collect()
        })
        .collect()
}

/// The number of outputs, the same whoever polls; who can't count how often finds them on fewer ways.
#[track_caller]
fn same_on_fewer_ways(program: Program, clock: ClockMode) -> usize {
    let (ours, anybody) =
        (explored(program, Polling::Ours, clock), explored(program, Polling::Anybody, clock));
    let found = outputs(&ours);
    assert_eq!(found, outputs(&anybody));
    assert!(ours.schedules < anybody.schedules, "{} {}", ours.schedules, anybody.schedules);
    found.len()
}

#[test]
fn who_joins_tasks_and_receives_their_messages() {
    let program = || {
        run(async {
            let (sender, mut receiver) = mpsc::channel(1);
            let tasks = [1, 2].map(|number| {
                let sender = sender.clone();
                spawn(async move { sender.send(number).await.unwrap() })
            });
            drop(sender);
            while let Some(number) = receiver.recv().await {
                println!("{number}");
            }
            for task in tasks {
                task.await.unwrap();
            }
        });
        0
    };
    assert_eq!(same_on_fewer_ways(program, ClockMode::Exact), 2);
    assert_eq!(same_on_fewer_ways(program, ClockMode::Late), 2);
}

#[test]
fn who_has_waited_for_a_lock_since_an_earlier_moment_gets_it_first_and_of_others_anybody() {
    let program = || {
        run(async {
            let lock = Arc::new(Mutex::new(()));
            let tasks = [0, 10, 20, 20].map(|millis| {
                let lock = Arc::clone(&lock);
                spawn(async move {
                    sleep(Duration::from_millis(millis)).await;
                    let _guard = lock.lock().await;
                    println!("{millis}");
                    sleep(Duration::from_millis(50)).await;
                })
            });
            for task in tasks {
                task.await.unwrap();
            }
        });
        0
    };
    assert_eq!(same_on_fewer_ways(program, ClockMode::Exact), 1);
}

#[test]
fn who_wants_several_permits_keeps_those_waiting_who_come_later() {
    let program = || {
        run(async {
            let permits = Arc::new(Semaphore::new(2));
            let tasks = [(1, 0), (2, 10), (1, 20)].map(|(count, millis)| {
                let permits = Arc::clone(&permits);
                spawn(async move {
                    sleep(Duration::from_millis(millis)).await;
                    let _permits = permits.acquire_many(count).await.unwrap();
                    println!("{count} at {millis}");
                    sleep(Duration::from_millis(50)).await;
                })
            });
            for task in tasks {
                task.await.unwrap();
            }
        });
        0
    };
    assert_eq!(same_on_fewer_ways(program, ClockMode::Exact), 1);
}

#[test]
fn who_takes_the_first_of_several_that_are_ours() {
    let program = || {
        run(async {
            let (jobs, mut queue) = mpsc::channel(1);
            let (stop, mut stopped) = watch::channel(false);
            let worker = spawn(async move {
                loop {
                    virtual_tokio::select! {
                        job = queue.recv() => match job {
                            Some(job) => println!("{job}"),
                            None => break println!("closed"),
                        },
                        _ = stopped.changed() => break println!("stopped"),
                    }
                }
            });
            jobs.send(1).await.unwrap();
            stop.send(true).unwrap();
            worker.await.unwrap();
        });
        0
    };
    assert_eq!(same_on_fewer_ways(program, ClockMode::Exact), 2);
}

#[test]
fn what_is_not_wanted_leaves_the_others() {
    let program = || {
        run(async {
            let (first, mut firsts) = mpsc::unbounded_channel();
            let (quit, mut quits) = oneshot::channel::<()>();
            let task = spawn(async move {
                first.send(1).unwrap();
                drop(first);
                quit.send(()).unwrap();
            });
            loop {
                virtual_tokio::select! {
                    Some(number) = firsts.recv() => println!("{number}"),
                    _ = &mut quits => break println!("quit"),
                }
            }
            task.await.unwrap();
        });
        0
    };
    assert_eq!(same_on_fewer_ways(program, ClockMode::Exact), 2);
}

#[test]
fn ticks_beside_a_notice() {
    let program = || {
        run(async {
            let stop = Arc::new(Notify::new());
            let told = Arc::clone(&stop);
            let ticker = spawn(async move {
                let mut ticks = interval(Duration::from_millis(50));
                loop {
                    virtual_tokio::select! {
                        _ = ticks.tick() => println!("tick"),
                        _ = told.notified() => break,
                    }
                }
            });
            sleep(Duration::from_millis(75)).await;
            stop.notify_one();
            ticker.await.unwrap();
        });
        0
    };
    assert_eq!(same_on_fewer_ways(program, ClockMode::Exact), 1);
}

#[test]
fn a_branch_of_the_program_s_own_can_tell_whether_it_was_polled() {
    let program = || {
        run(async {
            let (sender, mut receiver) = mpsc::channel(1);
            let task = spawn(async move { sender.send(()).await.unwrap() });
            let mut polled = false;
            virtual_tokio::select! {
                _ = receiver.recv() => {}
                () = async { polled = true; pending().await } => {}
            }
            println!("{polled}");
            task.await.unwrap();
        });
        0
    };
    assert_eq!(same_on_fewer_ways(program, ClockMode::Exact), 2);
}

#[test]
fn a_set_of_tasks_that_let_others_go_on() {
    let program = || {
        run(async {
            let mut set = JoinSet::new();
            for number in 0..2 {
                set.spawn(async move {
                    yield_now().await;
                    number
                });
            }
            while let Some(ended) = set.join_next().await {
                println!("{}", ended.unwrap());
            }
        });
        0
    };
    assert_eq!(same_on_fewer_ways(program, ClockMode::Exact), 2);
}
