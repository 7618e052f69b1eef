//! Runtimes whose tasks run on the thread that waits for a future, and sets of tasks that stay on theirs.

use crate::support::{late_outputs, output, outputs, refusal};
use std::cell::RefCell;
use std::future::pending;
use std::rc::Rc;
use std::time::Duration;
use virtual_std::{println, thread};
use virtual_tokio::runtime::{Builder, Handle, Runtime};
use virtual_tokio::sync::{mpsc, oneshot};
use virtual_tokio::task::{LocalSet, block_in_place, spawn, spawn_blocking, spawn_local, yield_now};
use virtual_tokio::time::{Instant, advance, interval, pause, sleep, timeout};

struct Noisy(u8);

impl Drop for Noisy {
    fn drop(&mut self) {
        println!("{} is dropped", self.0);
    }
}

fn runtime() -> Runtime {
    Builder::new_current_thread().enable_all().build().unwrap()
}

fn paused() -> Runtime {
    Builder::new_current_thread().enable_all().start_paused(true).build().unwrap()
}

#[test]
fn tasks_of_one_thread_run_in_the_order_in_which_they_were_woken() {
    async fn tasks() {
        let task = |name| {
            spawn(async move {
                println!("{name}");
                yield_now().await;
                println!("{name} again");
            })
        };
        let (a, b) = (task("a"), task("b"));
        println!("main");
        a.await.unwrap();
        b.await.unwrap();
    }
    // Those that gave way are woken last first.
    assert_eq!(output(|| runtime().block_on(tasks())), "main\na\nb\nb again\na again\n");
    assert_eq!(outputs(|| crate::run(tasks())).len(), 30);
}

#[test]
fn tasks_of_one_thread_are_dropped_in_parts_by_their_ids() {
    let dropped = output(|| {
        let runtime = runtime();
        runtime.block_on(async {
            for number in 1..=5 {
                spawn(async move {
                    let _noisy = Noisy(number);
                    pending::<()>().await;
                });
            }
            yield_now().await;
        });
        drop(runtime);
        println!("over");
    });
    let expected = [4, 1, 5, 2, 3].map(|number| format!("{number} is dropped\n")).concat();
    assert_eq!(dropped, expected + "over\n");
}

#[test]
fn tasks_wait_between_two_futures_that_a_thread_waits_for() {
    let ran = output(|| {
        let runtime = runtime();
        let task = runtime.spawn(async { println!("task") });
        println!("spawned");
        runtime.block_on(async { println!("main") });
        runtime.block_on(task).unwrap();
    });
    assert_eq!(ran, "spawned\nmain\ntask\n");
}

#[test]
fn another_thread_sends_to_tasks_of_one_thread_at_any_time() {
    let received = outputs(|| {
        runtime().block_on(async {
            let (sender, mut receiver) = mpsc::channel(4);
            let other = sender.clone();
            let thread = thread::spawn(move || other.blocking_send('x').unwrap());
            spawn(async move {
                for letter in ['a', 'b'] {
                    sender.send(letter).await.unwrap();
                }
            });
            let mut seen = String::new();
            while let Some(letter) = receiver.recv().await {
                seen.push(letter);
            }
            println!("{seen}");
            thread.join().unwrap();
        });
    });
    assert_eq!(received, ["abx\n", "axb\n", "xab\n"]);
}

#[test]
fn who_hangs_is_called_by_name() {
    let hangs = output(|| {
        runtime().block_on(async {
            let (_sender, receiver) = oneshot::channel::<()>();
            spawn(async { receiver.await.unwrap() });
            pending::<()>().await;
        });
    });
    assert!(hangs.contains("task 1 waits for a message"), "{hangs}");
}

#[test]
fn a_task_of_one_thread_may_not_block_in_place_and_one_of_several_may() {
    async fn blocks() {
        println!("{:?}", spawn(async { block_in_place(|| Handle::current().block_on(async { 1 })) }).await);
    }
    let one = output(|| runtime().block_on(blocks()));
    let sentence = "can call blocking only when running on the multi-threaded runtime";
    assert!(one.contains(sentence) && one.contains("Err(JoinError::Panic(Id(1)"), "{one}");
    assert_eq!(output(|| crate::run(blocks())), "Ok(1)\n");
}

#[test]
fn a_paused_clock_moves_on_when_nothing_else_can() {
    let slept = output(|| {
        paused().block_on(async {
            let began = Instant::now();
            let tasks = [30, 10, 10, 20].map(|time| {
                spawn(async move {
                    sleep(Duration::from_millis(time)).await;
                    println!("{time} at {:?}", began.elapsed());
                })
            });
            for task in tasks {
                task.await.unwrap();
            }
            let mut ticks = interval(Duration::from_millis(7));
            ticks.tick().await;
            ticks.tick().await;
            println!("{:?}", began.elapsed());
            println!("{:?}", timeout(Duration::from_secs(5), pending::<()>()).await);
            sleep(Duration::from_micros(1500)).await;
            println!("{:?}", began.elapsed());
        });
    });
    let expected = "10 at 10ms\n10 at 10ms\n20 at 20ms\n30 at 30ms\n37ms\nErr(Elapsed(()))\n5.039s\n";
    assert_eq!(slept, expected);
}

#[test]
fn timers_of_one_thread_ring_in_their_order_however_late_it_is() {
    fn two() {
        runtime().block_on(async {
            let tasks = [10, 12].map(|time| {
                spawn(async move {
                    sleep(Duration::from_millis(time)).await;
                    println!("{time}");
                })
            });
            for task in tasks {
                task.await.unwrap();
            }
        });
    }
    assert_eq!(output(two), "10\n12\n");
    assert_eq!(late_outputs(two), ["10\n12\n"]);
    // A tick that is missed is only found when timers are looked after.
    let missed = output(|| {
        runtime().block_on(async {
            let mut ticks = interval(Duration::from_millis(10));
            ticks.tick().await;
            let task = spawn(async { println!("task") });
            thread::sleep(Duration::from_millis(15));
            ticks.tick().await;
            println!("tick");
            task.await.unwrap();
        });
    });
    assert_eq!(missed, "task\ntick\n");
}

#[test]
fn who_moves_the_time_on_finds_all_that_is_due_done_late() {
    let moved = output(|| {
        runtime().block_on(async {
            pause();
            let began = Instant::now();
            let task = spawn(async move {
                sleep(Duration::from_millis(100)).await;
                println!("woke after {:?}", began.elapsed());
            });
            yield_now().await;
            advance(Duration::from_millis(50)).await;
            println!("{:?} {}", began.elapsed(), task.is_finished());
            advance(Duration::from_millis(60)).await;
            task.await.unwrap();
        });
    });
    assert_eq!(moved, "50ms false\nwoke after 110ms\n");
    let several = output(|| crate::run(async { pause() }));
    assert!(several.contains("requires the `current_thread` Tokio runtime"), "{several}");
}

#[test]
fn a_paused_clock_waits_for_functions_that_block() {
    let waited = output(|| {
        paused().block_on(async {
            let task = spawn_blocking(|| println!("blocking"));
            sleep(Duration::from_secs(1)).await;
            println!("slept");
            task.await.unwrap();
        });
    });
    assert_eq!(waited, "blocking\nslept\n");
}

#[test]
fn tasks_of_a_set_stay_on_its_thread_whatever_the_runtime() {
    fn set(runtime: &Runtime) {
        let seen = Rc::new(RefCell::new(Vec::new()));
        let local = LocalSet::new();
        let log = Rc::clone(&seen);
        local.spawn_local(async move { log.borrow_mut().push(1) });
        local.block_on(runtime, async {
            let log = Rc::clone(&seen);
            let task = spawn_local(async move {
                log.borrow_mut().push(2);
                yield_now().await;
                log.borrow_mut().push(3);
            });
            spawn_local(async { println!("other") });
            println!("main");
            task.await.unwrap();
        });
        println!("{:?}", seen.borrow());
    }
    assert_eq!(output(|| set(&runtime())), "main\nother\n[1, 2, 3]\n");
    assert_eq!(output(|| set(&Runtime::new().unwrap())), "main\nother\n[1, 2, 3]\n");
    let outside = output(|| crate::run(async { drop(spawn_local(async {})) }));
    assert!(outside.contains("`spawn_local` called from outside of a `task::LocalSet`"), "{outside}");
}

#[test]
fn two_threads_that_wait_with_one_runtime_at_a_time_are_refused() {
    let refused = refusal(|| {
        let runtime = std::sync::Arc::new(runtime());
        let other = std::sync::Arc::clone(&runtime);
        let thread = thread::spawn(move || other.block_on(yield_now()));
        runtime.block_on(yield_now());
        thread.join().unwrap();
    });
    assert!(refused.contains("one current-thread runtime at a time"), "{refused}");
}
