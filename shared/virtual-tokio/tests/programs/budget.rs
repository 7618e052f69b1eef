//! When a task must let others go on though it could do more.

use crate::run;
use crate::support::output;
use std::future::poll_fn;
use std::pin::pin;
use std::task::Poll;
use std::time::Duration;
use virtual_std::println;
use virtual_tokio::sync::{Mutex, Semaphore, mpsc, oneshot, watch};
use virtual_tokio::task::{self, coop, unconstrained};
use virtual_tokio::time::{sleep, timeout};

/// Polls two futures side by side until both are ready.
async fn both(one: impl Future, other: impl Future) {
    let (mut one, mut other) = (pin!(one), pin!(other));
    let mut left = (true, true);
    poll_fn(|cx| {
        left.0 = left.0 && one.as_mut().poll(cx).is_pending();
        left.1 = left.1 && other.as_mut().poll(cx).is_pending();
        if left == (false, false) { Poll::Ready(()) } else { Poll::Pending }
    })
    .await;
}

async fn say(text: &str) {
    println!("{text}");
}

/// Does something so often, and tells when that is done.
async fn often<F: Future>(count: usize, mut work: impl FnMut() -> F) {
    for _ in 0..count {
        work().await;
    }
    println!("done");
}

fn receive(count: usize) {
    run(async {
        let (sender, mut receiver) = mpsc::unbounded_channel();
        (0..count).for_each(|number| sender.send(number).unwrap());
        let work = async {
            for _ in 0..count {
                receiver.recv().await;
            }
            println!("done");
        };
        both(work, say("other")).await;
    });
}

#[test]
fn after_128_messages_a_task_gives_way() {
    assert_eq!(output(|| receive(128)), "done\nother\n");
    assert_eq!(output(|| receive(129)), "other\ndone\n");
}

#[test]
fn so_it_does_after_128_permits_and_locks_and_keeps_the_one_it_got() {
    fn permits(count: usize) {
        run(async move {
            let semaphore = Semaphore::new(1000);
            let work = often(count, async || semaphore.acquire().await.unwrap().forget());
            let see = async { println!("{}", semaphore.available_permits()) };
            both(work, see).await;
        });
    }
    assert_eq!(output(|| permits(128)), "done\n872\n");
    // The 129th was taken, and is not lost though its task had to wait.
    assert_eq!(output(|| permits(129)), "871\ndone\n");
    fn locks(count: usize) {
        run(async move {
            let lock = Mutex::new(());
            let work = often(count, async || drop(lock.lock().await));
            let see = async { println!("{}", lock.try_lock().is_ok()) };
            both(work, see).await;
        });
    }
    assert_eq!(output(|| locks(128)), "done\ntrue\n");
    assert_eq!(output(|| locks(129)), "false\ndone\n");
}

#[test]
fn a_task_that_need_not_give_way_does_not() {
    fn constrained(count: usize) {
        run(both(often(count, task::consume_budget), say("other")));
    }
    assert_eq!(output(|| constrained(128)), "done\nother\n");
    assert_eq!(output(|| constrained(129)), "other\ndone\n");
    let free = || run(both(unconstrained(often(1000, task::consume_budget)), say("other")));
    assert_eq!(output(free), "done\nother\n");
}

#[test]
fn what_is_not_ready_costs_nothing() {
    let lines = output(|| {
        run(async {
            let (_sender, mut receiver) = oneshot::channel::<()>();
            poll_fn(|cx| {
                for _ in 0..1000 {
                    assert!(std::pin::Pin::new(&mut receiver).poll(cx).is_pending());
                }
                println!("{}", coop::has_budget_remaining());
                Poll::Ready(())
            })
            .await;
            for _ in 0..128 {
                task::consume_budget().await;
            }
            println!("{}", coop::has_budget_remaining());
        });
    });
    assert_eq!(lines, "true\nfalse\n");
}

#[test]
fn a_future_that_spends_everything_does_not_keep_its_timeout_from_ringing() {
    fn late(count: usize) {
        run(async move {
            let work = timeout(Duration::from_millis(1), often(count, task::consume_budget));
            sleep(Duration::from_millis(2)).await;
            println!("{}", work.await.is_ok());
        });
    }
    assert_eq!(output(|| late(129)), "false\n");
    assert_eq!(output(|| late(100)), "done\ntrue\n");
}

#[test]
fn a_thread_outside_of_a_runtime_has_no_budget_and_a_task_a_new_one_at_each_poll() {
    let lines = output(|| {
        let enough = coop::has_budget_remaining;
        run(async move {
            for _ in 0..128 {
                task::consume_budget().await;
            }
            println!("{}", enough());
            sleep(Duration::from_millis(1)).await;
            println!("{}", enough());
        });
        println!("{}", enough());
    });
    assert_eq!(lines, "false\ntrue\ntrue\n");
}

#[test]
fn who_waits_for_values_that_are_there_lets_others_go_on() {
    let said = output(|| {
        run(async {
            let (sender, mut receiver) = watch::channel(0);
            drop(sender);
            let finds = async { while receiver.wait_for(|value| *value == 1).await.is_err() {} };
            once(finds).await;
            println!("done");
        });
    });
    assert_eq!(said, "done\n");
}

/// Until a future is ready or gives way.
async fn once(future: impl Future) {
    let mut future = pin!(future);
    poll_fn(|cx| {
        let _ = future.as_mut().poll(cx);
        Poll::Ready(())
    })
    .await;
}
