//! What becomes of a task.

use crate::support::{output, outputs, refusal};
use std::time::Duration;
use virtual_std::println;
use virtual_trpl as trpl;

#[test]
fn awaiting_a_task_gives_its_output() {
    let lines = output(|| {
        let output = trpl::run(async {
            let handle = trpl::spawn_task(async {
                trpl::sleep(Duration::from_secs(1)).await;
                123
            });
            handle.await.unwrap()
        });
        println!("{output}");
    });
    assert_eq!(lines, "123\n");
}

#[test]
fn a_task_that_panics_gives_its_message() {
    let lines = output(|| {
        trpl::run(async {
            let error = trpl::spawn_task(async { panic!("out of luck") }).await.unwrap_err();
            println!("{} {}", error.is_panic(), error.is_cancelled());
            println!("{}", error.into_panic().downcast_ref::<&str>().unwrap());
        });
    });
    let mut lines = lines.lines();
    assert_eq!(lines.next(), Some(""));
    let head = lines.next().unwrap();
    assert!(head.starts_with("thread 'tokio-rt-worker' (2) panicked at "), "{head}");
    assert!(head.contains("tasks.rs:"), "{head}");
    assert_eq!(lines.next(), Some("out of luck"));
    let rest: Vec<&str> = lines.skip_while(|line| line.starts_with("note")).collect();
    assert_eq!(rest, ["true false", "out of luck"]);
}

#[test]
fn an_error_is_shown_as_tokio_shows_it() {
    let lines = output(|| {
        trpl::run(async {
            let panicked = trpl::spawn_task(async { panic!("oh {}", 1) }).await.unwrap_err();
            virtual_std::eprintln!("{panicked}\n{panicked:?}");
            let handle = trpl::spawn_task(std::future::pending::<()>());
            handle.abort();
            let cancelled = handle.await.unwrap_err();
            virtual_std::eprintln!("{cancelled}\n{cancelled:?}");
        });
    });
    assert!(
        lines.contains("task 2 panicked with message \"oh 1\"\nJoinError::Panic(Id(2), \"oh 1\", ...)\n")
    );
    assert!(lines.ends_with("task 3 was cancelled\nJoinError::Cancelled(Id(3))\n"), "{lines}");
}

#[test]
fn an_aborted_task_stops_where_it_waits() {
    fn aborted() {
        trpl::run(async {
            let handle = trpl::spawn_task(async {
                println!("a");
                trpl::yield_now().await;
                println!("b");
            });
            handle.abort();
            println!("{}", handle.await.is_ok());
        });
    }
    assert_eq!(outputs(aborted), ["a\nb\ntrue\n", "a\nfalse\n", "false\n"]);
    let unaborted = output(|| {
        trpl::run(async {
            let handle = trpl::spawn_task(async {
                println!("a");
                trpl::yield_now().await;
                println!("b");
            });
            println!("{}", handle.await.is_ok());
        });
    });
    assert_eq!(unaborted, "a\nb\ntrue\n");
}

#[test]
fn a_task_that_does_not_wait_cannot_be_stopped() {
    let all = outputs(|| {
        trpl::run(async {
            trpl::spawn_task(async {
                println!("a");
                println!("b");
            });
        });
        println!("after");
    });
    assert_eq!(all, ["a\nb\nafter\n", "after\n"]);
}

#[test]
fn the_end_of_a_runtime_drops_what_its_tasks_have() {
    struct Noisy;
    impl Drop for Noisy {
        fn drop(&mut self) {
            println!("dropped");
        }
    }
    let waiting = outputs(|| {
        trpl::run(async {
            trpl::spawn_task(async {
                let _noisy = Noisy;
                std::future::pending::<()>().await;
            });
            trpl::sleep(Duration::from_millis(1)).await;
        });
        println!("after");
    });
    assert_eq!(waiting, ["dropped\nafter\n"]);
    let forgotten = output(|| {
        trpl::run(async {
            trpl::spawn_task(async {
                std::mem::forget(Noisy);
                std::future::pending::<()>().await;
            });
        });
        println!("after");
    });
    assert_eq!(forgotten, "after\n");
}

#[test]
fn an_output_that_nobody_wants_is_dropped_by_the_last_who_could() {
    struct Noisy;
    impl Drop for Noisy {
        fn drop(&mut self) {
            println!("dropped");
        }
    }
    let unwanted = outputs(|| {
        trpl::run(async {
            drop(trpl::spawn_task(async { Noisy }));
            println!("main");
        });
    });
    assert_eq!(unwanted, ["dropped\nmain\n", "main\n", "main\ndropped\n"]);
    let wanted = output(|| {
        trpl::run(async {
            let noisy = trpl::spawn_task(async { Noisy }).await;
            println!("main");
            drop(noisy);
        });
    });
    assert_eq!(wanted, "main\ndropped\n");
}

#[test]
fn whether_a_task_has_ended_can_be_asked() {
    let all = outputs(|| {
        trpl::run(async {
            let handle = trpl::spawn_task(async {});
            println!("{}", handle.is_finished());
            handle.await.unwrap();
        });
    });
    assert_eq!(all, ["false\n", "true\n"]);
}

#[test]
fn a_runtime_within_a_runtime_panics() {
    let lines = output(|| trpl::run(async { trpl::run(async {}) }));
    assert!(lines.contains("Cannot start a runtime from within a runtime."), "{lines}");
    assert!(lines.ends_with("[panics: main panicked]"));
    let one_after_the_other = output(|| {
        trpl::run(async {});
        trpl::run(async {});
    });
    assert_eq!(one_after_the_other, "");
}

#[test]
fn outside_of_a_runtime_there_is_no_reactor() {
    let lines = output(|| drop(trpl::sleep(Duration::ZERO)));
    assert!(lines.contains("there is no reactor running"), "{lines}");
    assert_eq!(output(|| trpl::run(async { drop(trpl::sleep(Duration::ZERO)) })), "");
}

#[test]
fn a_panic_of_main_ends_its_tasks_first() {
    let lines = output(|| {
        trpl::run(async {
            trpl::spawn_task(async {
                trpl::sleep(Duration::from_secs(100)).await;
                println!("never");
            });
            trpl::sleep(Duration::from_millis(1)).await;
            panic!("oh");
        });
    });
    assert!(lines.contains("\noh\n") && !lines.contains("never"), "{lines}");
}

#[test]
fn a_panic_of_one_of_several_futures_drops_the_others() {
    let lines = output(|| {
        trpl::run(async {
            let sleeps = async { trpl::sleep(Duration::from_millis(1)).await };
            trpl::join(sleeps, async { panic!("oh") }).await;
        });
    });
    assert!(lines.contains("\noh\n") && lines.ends_with("[panics: main panicked]"), "{lines}");
}

#[test]
fn a_function_that_blocks_does_not_keep_the_others_from_running() {
    let apart = output(|| {
        trpl::run(async {
            let blocking = virtual_tokio::task::spawn_blocking(|| {
                virtual_std::thread::sleep(Duration::from_millis(20));
                println!("blocking");
            });
            trpl::sleep(Duration::from_millis(10)).await;
            println!("others");
            blocking.await.unwrap();
        });
    });
    assert_eq!(apart, "others\nblocking\n");
    let within = output(|| {
        trpl::run(async {
            virtual_std::thread::sleep(Duration::from_millis(20));
            println!("blocking");
            trpl::sleep(Duration::from_millis(10)).await;
            println!("others");
        });
    });
    assert_eq!(within, "blocking\nothers\n");
}

#[test]
fn what_is_not_modelled_is_refused_by_name() {
    let file = refusal(|| {
        trpl::run(async {
            let _ = trpl::read_to_string("hello.txt").await;
        });
    });
    assert_eq!(file, "`trpl::read_to_string` (hello.txt): files are not modelled by the explorer");
}
