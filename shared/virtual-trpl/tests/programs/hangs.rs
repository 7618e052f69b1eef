//! What a reader is told of a program that waits for ever.

use crate::support::{output, outputs};
use std::sync::Arc;
use virtual_std::println;
use virtual_tokio::sync::{Mutex, Notify, oneshot};
use virtual_trpl as trpl;

/// A sentence with each line given as its distance from the first line of the program.
#[track_caller]
fn told(output: &str, first: u32) -> String {
    let mut words = Vec::new();
    let mut after_line = false;
    for word in output.split(' ') {
        let digits = word.trim_end_matches(|c: char| !c.is_ascii_digit());
        match digits.parse::<u32>() {
            Ok(line) if after_line => words.push(word.replace(digits, &format!("+{}", line - first))),
            _ => words.push(word.to_owned()),
        }
        after_line = matches!(word, "line" | "lines" | "and");
    }
    words.join(" ")
}

#[test]
fn a_receiver_is_told_which_sender_is_still_alive() {
    let first = line!() + 2;
    let hangs = output(|| {
        trpl::run(async {
            let (tx, mut rx) = trpl::channel();
            let tx_fut = async {
                tx.send("hi").unwrap();
            };
            let rx_fut = async {
                while let Some(word) = rx.recv().await {
                    println!("{word}");
                }
            };
            trpl::join(tx_fut, rx_fut).await;
        });
    });
    assert_eq!(
        told(&hangs, first),
        "hi\n[hangs: future 2 of line +10 waits for a message at line +6; the `Sender` made at line +1 is still alive]"
    );
    let moved = output(|| {
        trpl::run(async {
            let (tx, mut rx) = trpl::channel();
            let tx_fut = async move {
                tx.send("hi").unwrap();
            };
            let rx_fut = async {
                while let Some(word) = rx.recv().await {
                    println!("{word}");
                }
            };
            trpl::join(tx_fut, rx_fut).await;
        });
    });
    assert_eq!(moved, "hi\n");
}

#[test]
fn each_task_is_told_what_it_waits_for() {
    let first = line!() + 2;
    let hangs = output(|| {
        trpl::run(async {
            let (tx, mut rx) = trpl::channel::<()>();
            let kept = tx.clone();
            let handle = trpl::spawn_task(async move {
                rx.recv().await;
            });
            drop(tx);
            handle.await.unwrap();
            drop(kept);
        });
    });
    assert_eq!(
        told(&hangs, first),
        "[hangs: main waits at line +7 for task 1 to end. \
         task 1 waits for a message at line +4; the `Sender` made at line +2 is still alive]"
    );
}

#[test]
fn two_locks_taken_crosswise_are_told_with_their_holders() {
    async fn take(a: Arc<Mutex<()>>, b: Arc<Mutex<()>>) {
        let _a = a.lock().await;
        let _b = b.lock().await;
    }
    let crosswise = outputs(|| {
        trpl::run(async {
            let (a, b) = (Arc::new(Mutex::new(())), Arc::new(Mutex::new(())));
            let task = trpl::spawn_task(take(b.clone(), a.clone()));
            take(a, b).await;
            task.await.unwrap();
        });
    });
    assert_eq!(crosswise.len(), 2, "{crosswise:?}");
    assert!(crosswise[1].contains("held by task 1 since line"), "{crosswise:?}");
    assert!(crosswise[1].contains("held by main since line"), "{crosswise:?}");
    let in_order = output(|| {
        trpl::run(async {
            let (a, b) = (Arc::new(Mutex::new(())), Arc::new(Mutex::new(())));
            let task = trpl::spawn_task(take(a.clone(), b.clone()));
            take(a, b).await;
            task.await.unwrap();
        });
    });
    assert_eq!(in_order, "");
}

#[test]
fn a_lock_taken_twice_is_held_by_the_one_who_waits() {
    let hangs = output(|| {
        trpl::run(async {
            let lock = Mutex::new(());
            let _first = lock.lock().await;
            let _second = lock.lock().await;
        });
    });
    assert!(hangs.contains("held by itself since line"), "{hangs}");
}

#[test]
fn notices_and_single_messages_that_never_come_are_told() {
    let first = line!() + 2;
    let notify = output(|| {
        trpl::run(async {
            let notify = Notify::new();
            notify.notified().await;
        });
    });
    assert_eq!(
        told(&notify, first),
        "[hangs: main waits for a notification at line +2; nobody notifies the `Notify` made at line +1]"
    );
    let first = line!() + 2;
    let single = output(|| {
        trpl::run(async {
            let (_tx, rx) = oneshot::channel::<()>();
            rx.await.unwrap();
        });
    });
    assert_eq!(
        told(&single, first),
        "[hangs: main waits for a message at line +2; the `Sender` made at line +1 is still alive]"
    );
}
