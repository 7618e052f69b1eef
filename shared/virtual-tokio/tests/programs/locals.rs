//! What the workers of a runtime keep to themselves.

use crate::run;
use crate::support::outputs;
use std::cell::Cell;
use virtual_std::{println, thread, thread_local};
use virtual_tokio::runtime::Builder;
use virtual_tokio::task::{spawn, spawn_blocking, yield_now};

thread_local! {
    static COUNT: Cell<u32> = const { Cell::new(0) };
}

fn count() -> u32 {
    COUNT.set(COUNT.get() + 1);
    COUNT.get()
}

#[test]
fn tasks_that_run_on_the_same_worker_share_its_locals() {
    let shared = outputs(|| {
        run(async {
            let first = spawn(async { count() }).await.unwrap();
            println!("{first} {}", spawn(async { count() }).await.unwrap());
        });
    });
    assert_eq!(shared, ["1 1\n", "1 2\n"]);
    let threads = outputs(|| {
        let first = thread::spawn(count).join().unwrap();
        println!("{first} {}", thread::spawn(count).join().unwrap());
    });
    assert_eq!(threads, ["1 1\n"]);
}

#[test]
fn a_task_may_go_on_on_another_worker() {
    let moved = outputs(|| {
        run(async {
            let twice = async {
                let first = count();
                yield_now().await;
                println!("{first} {}", count());
            };
            spawn(twice).await.unwrap();
        });
    });
    assert_eq!(moved, ["1 1\n", "1 2\n"]);
    let stays = outputs(|| {
        run(async {
            let first = count();
            yield_now().await;
            println!("{first} {}", count());
        });
    });
    assert_eq!(stays, ["1 2\n"]);
}

#[test]
fn three_tasks_have_no_more_than_two_workers_if_there_are_two() {
    fn counts(workers: usize) {
        Builder::new_multi_thread().worker_threads(workers).enable_all().build().unwrap().block_on(async {
            let mut counts = Vec::new();
            for _ in 0..3 {
                counts.push(spawn(async { count() }).await.unwrap());
            }
            println!("{counts:?}");
        });
    }
    let two = outputs(|| counts(2));
    assert_eq!(two, ["[1, 1, 2]\n", "[1, 2, 1]\n", "[1, 2, 3]\n"]);
    let three = outputs(|| counts(3));
    assert_eq!(three, ["[1, 1, 1]\n", "[1, 1, 2]\n", "[1, 2, 1]\n", "[1, 2, 3]\n"]);
}

#[test]
fn a_function_that_blocks_is_called_on_a_thread_that_is_free_or_a_new_one() {
    let found = outputs(|| {
        run(async {
            let first = spawn_blocking(count).await.unwrap();
            println!("{first} {}", spawn_blocking(count).await.unwrap());
        });
    });
    assert_eq!(found, ["1 1\n", "1 2\n"]);
}

/// Tells when its thread ends.
struct Ends;

impl Drop for Ends {
    fn drop(&mut self) {
        println!("worker ended");
    }
}

thread_local! {
    static ENDS: Ends = const { Ends };
}

#[test]
fn what_a_worker_keeps_is_dropped_before_its_runtime_is_gone() {
    let found = outputs(|| {
        run(async {
            spawn(async { ENDS.with(|_| println!("task")) }).await.unwrap();
        });
        println!("main");
    });
    assert_eq!(found, ["task\nworker ended\nmain\n"]);
}
