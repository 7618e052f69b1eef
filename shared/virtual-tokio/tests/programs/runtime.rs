//! How a runtime ends.

use crate::support::{output, outputs};
use std::time::Duration;
use virtual_std::time::Instant;
use virtual_std::{println, thread};
use virtual_tokio::runtime::{Builder, Runtime};
use virtual_tokio::task::spawn_blocking;
use virtual_tokio::time::sleep;

/// Tells when it is dropped.
struct Loud;

impl Drop for Loud {
    fn drop(&mut self) {
        println!("dropped");
    }
}

fn with_a_task(end: fn(Runtime)) {
    let runtime = Runtime::new().unwrap();
    let (sender, receiver) = virtual_tokio::sync::oneshot::channel();
    runtime.spawn(async move {
        let _loud = Loud;
        sender.send(()).unwrap();
        sleep(Duration::from_secs(1)).await;
    });
    runtime.block_on(receiver).unwrap();
    end(runtime);
    println!("main");
}

#[test]
fn who_drops_a_runtime_waits_for_its_tasks_to_be_dropped_and_in_the_background_nobody_does() {
    assert_eq!(output(|| with_a_task(drop)), "dropped\nmain\n");
    let background = outputs(|| with_a_task(Runtime::shutdown_background));
    assert_eq!(background, ["dropped\nmain\n", "main\n", "main\ndropped\n"]);
}

fn with_a_function(end: fn(Runtime)) {
    let runtime = Runtime::new().unwrap();
    let (sender, receiver) = virtual_tokio::sync::oneshot::channel();
    runtime.spawn_blocking(|| {
        sender.send(()).unwrap();
        thread::sleep(Duration::from_millis(10));
        println!("slept");
    });
    runtime.block_on(receiver).unwrap();
    end(runtime);
    println!("main");
}

#[test]
fn a_function_that_blocks_is_waited_for_as_long_as_one_likes() {
    assert_eq!(output(|| with_a_function(drop)), "slept\nmain\n");
    let long = || with_a_function(|runtime| runtime.shutdown_timeout(Duration::from_millis(20)));
    assert_eq!(output(long), "slept\nmain\n");
    let short = || with_a_function(|runtime| runtime.shutdown_timeout(Duration::from_millis(5)));
    assert_eq!(output(short), "main\n");
}

fn within(work: fn()) {
    let runtime = Runtime::new().unwrap();
    runtime.block_on(async move { work() });
}

#[test]
fn what_would_block_a_runtime_panics_and_what_would_not_does_not() {
    let says = |program: fn(), text: &str| {
        let found = output(program);
        assert!(found.contains(text), "{found}");
    };
    says(
        || within(|| drop(Runtime::new())),
        "Cannot drop a runtime in a context where blocking is not allowed",
    );
    assert_eq!(output(|| within(|| Runtime::new().unwrap().shutdown_background())), "");
    says(
        || within(|| Runtime::new().unwrap().block_on(async {})),
        "Cannot start a runtime from within a runtime",
    );
    says(|| drop(virtual_tokio::spawn(async {})), "there is no reactor running");
    let nested = || {
        within(|| {
            drop(spawn_blocking(|| println!("{}", Runtime::new().unwrap().block_on(async { 1 }))));
        });
    };
    assert_eq!(outputs(nested), ["", "1\n"]);
}

#[test]
fn a_join_error_tells_which_task_and_why() {
    let found = outputs(|| {
        Runtime::new().unwrap().block_on(async {
            let task = virtual_tokio::spawn(std::future::pending::<()>());
            task.abort();
            let error = task.await.unwrap_err();
            println!("{}", error.to_string().replace(&error.id().to_string(), "N"));
            let error = virtual_tokio::spawn(async { panic!("on purpose") }).await.unwrap_err();
            println!("{}", error.to_string().replace(&error.id().to_string(), "N"));
        });
    });
    assert!(found.iter().all(|text| text.starts_with("task N was cancelled\n")), "{found:?}");
    assert!(
        found.iter().all(|text| text.ends_with("task N panicked with message \"on purpose\"\n")),
        "{found:?}"
    );
}

/// How long four tasks take, each of which blocks its worker for 100 ms.
fn blocking_tasks(workers: Option<usize>) {
    let mut builder = Builder::new_multi_thread();
    if let Some(workers) = workers {
        builder.worker_threads(workers);
    }
    builder.enable_all().build().unwrap().block_on(async {
        let start = Instant::now();
        let block = || virtual_tokio::spawn(async { thread::sleep(Duration::from_millis(100)) });
        for task in [(); 4].map(|()| block()) {
            task.await.unwrap();
        }
        println!("{} ms", start.elapsed().as_millis());
    });
}

#[test]
fn tasks_wait_for_a_worker_where_the_program_has_asked_for_few() {
    assert_eq!(output(|| blocking_tasks(Some(2))), "200 ms\n");
    assert_eq!(output(|| blocking_tasks(Some(4))), "100 ms\n");
    assert_eq!(output(|| blocking_tasks(None)), "100 ms\n");
}

#[test]
fn runtimes_are_left_in_the_reverse_order_and_can_end_while_they_are_entered() {
    let said = outputs(|| {
        let (one, two) = (Runtime::new().unwrap(), Runtime::new().unwrap());
        let first = one.enter();
        let second = two.enter();
        drop(first);
        drop(second);
    });
    assert!(said.concat().contains("`EnterGuard` values dropped out of order"), "{said:?}");
    let said = output(|| {
        let runtime = Runtime::new().unwrap();
        let _entered = runtime.enter();
        runtime.shutdown_background();
        println!("done");
    });
    assert_eq!(said, "done\n");
}

#[test]
fn nothing_can_sleep_in_a_runtime_without_timers() {
    let said = outputs(|| {
        Builder::new_current_thread().build().unwrap().block_on(async { sleep(Duration::ZERO).await });
    });
    assert!(said.concat().contains("timers are disabled. Call `enable_time`"), "{said:?}");
}
