//! How tasks are told to stop and waited for.

#[path = "../../virtual-trpl/tests/programs/support.rs"]
#[expect(dead_code, reason = "it also serves other tests")]
mod support;

use std::future::pending;
use support::{output, outputs};
use virtual_std::println;
use virtual_tokio::runtime::{Builder, Runtime};
use virtual_tokio::task::{spawn, yield_now};
use virtual_tokio_util::sync::CancellationToken;
use virtual_tokio_util::task::{AbortOnDropHandle, TaskTracker};

fn run<F: Future>(future: F) -> F::Output {
    Runtime::new().unwrap().block_on(future)
}

#[test]
fn children_are_cancelled_with_their_parent_and_not_the_other_way_round() {
    let cancelled = output(|| {
        let parent = CancellationToken::new();
        let (first, second) = (parent.child_token(), parent.child_token());
        let grandchild = first.child_token();
        first.cancel();
        let tokens = [&parent, &first, &second, &grandchild];
        println!("{:?}", tokens.map(CancellationToken::is_cancelled));
        drop(parent.clone().drop_guard());
        println!("{:?} {}", tokens.map(CancellationToken::is_cancelled), parent.child_token().is_cancelled());
    });
    assert_eq!(cancelled, "[false, true, false, true]\n[true, true, true, true] true\n");
}

#[test]
fn a_sibling_may_be_told_later() {
    let seen = outputs(|| {
        run(async {
            let parent = CancellationToken::new();
            let (first, second) = (parent.child_token(), parent.child_token());
            let task = spawn(async move {
                second.cancelled().await;
                println!("{}", first.is_cancelled());
            });
            parent.cancel();
            task.await.unwrap();
        });
    });
    assert_eq!(seen, ["false\n", "true\n"]);
}

#[test]
fn what_runs_until_it_is_cancelled_gives_its_output_only_if_it_began_before() {
    let ran = output(|| {
        run(async {
            let token = CancellationToken::new();
            println!("{:?}", token.run_until_cancelled(async { 1 }).await);
            token.cancel();
            println!("{:?}", token.run_until_cancelled(async { 2 }).await);
            println!("{:?}", token.run_until_cancelled_owned(pending::<u8>()).await);
        });
    });
    assert_eq!(ran, "Some(1)\nNone\nNone\n");
}

#[test]
fn who_waits_for_a_tracker_goes_on_when_it_is_closed_and_all_tasks_are_over() {
    let waited = outputs(|| {
        Builder::new_current_thread().enable_all().build().unwrap().block_on(async {
            let (tracker, token) = (TaskTracker::new(), CancellationToken::new());
            for number in 0..2 {
                let stop = token.child_token();
                tracker.spawn(async move {
                    stop.cancelled().await;
                    println!("{number} stops");
                });
            }
            yield_now().await;
            println!("{} {} {}", tracker.len(), tracker.close(), tracker.is_closed());
            token.cancel();
            tracker.wait().await;
            println!("over: {}", tracker.is_empty());
        });
    });
    assert_eq!(waited, ["2 true true\n1 stops\n0 stops\nover: true\n"]);
}

#[test]
fn a_handle_that_aborts_stops_its_task_when_it_is_dropped() {
    let stopped = output(|| {
        Builder::new_current_thread().enable_all().build().unwrap().block_on(async {
            let handle = AbortOnDropHandle::new(spawn(pending::<()>()));
            let abort = handle.abort_handle();
            drop(handle);
            yield_now().await;
            println!("{}", abort.is_finished());
            println!("{:?}", AbortOnDropHandle::new(spawn(async { 1 })).detach().await);
        });
    });
    assert_eq!(stopped, "true\nOk(1)\n");
}
