//! The programs of the book's chapter on async.

use crate::support::{late_outputs, output, outputs};
use std::time::Duration;
use virtual_std::println;
use virtual_trpl as trpl;

async fn count(name: &str, to: u32) {
    for i in 1..=to {
        println!("hi number {i} from the {name} task!");
        trpl::sleep(Duration::from_millis(500)).await;
    }
}

fn both_joined() {
    trpl::run(async {
        trpl::join(count("first", 9), count("second", 4)).await;
    });
}

#[test]
fn a_task_that_nobody_awaits_is_cut_short_or_just_not() {
    let unawaited = outputs(|| {
        trpl::run(async {
            trpl::spawn_task(count("first", 9));
            count("second", 4).await;
        });
    });
    assert_eq!(unawaited.len(), 32);
    assert!(unawaited.iter().all(|output| !output.contains("number 6")));
    let awaited = outputs(|| {
        trpl::run(async {
            let handle = trpl::spawn_task(count("first", 9));
            count("second", 4).await;
            handle.await.unwrap();
        });
    });
    assert_eq!(awaited.len(), 16);
    assert!(awaited.iter().all(|output| output.contains("number 9")));
}

#[test]
fn joined_futures_alternate_in_one_order() {
    let lines = output(both_joined);
    let starts: Vec<&str> = lines.lines().map(|line| line.split(' ').nth(5).unwrap()).collect();
    assert_eq!(starts[..8], ["first", "second"].repeat(4));
    let tasks = outputs(|| {
        trpl::run(async {
            let first = trpl::spawn_task(count("first", 2));
            let second = trpl::spawn_task(count("second", 2));
            first.await.unwrap();
            second.await.unwrap();
        });
    });
    assert_eq!(tasks.len(), 4);
}

#[test]
fn the_second_block_may_come_first_if_it_is_awaited_first() {
    let lines = output(|| {
        trpl::run(async {
            let first = count("first", 2);
            count("second", 1).await;
            first.await;
        });
    });
    assert!(lines.starts_with("hi number 1 from the second"));
}

#[test]
fn messages_sent_before_receiving_come_all_at_once() {
    let lines = output(|| {
        trpl::run(async {
            let (tx, mut rx) = trpl::channel();
            let start = virtual_std::time::Instant::now();
            for word in ["hi", "from", "the", "future"] {
                tx.send(word).unwrap();
                trpl::sleep(Duration::from_millis(500)).await;
            }
            drop(tx);
            while let Some(word) = rx.recv().await {
                println!("{word} at {:?}", start.elapsed());
            }
        });
    });
    assert_eq!(lines, "hi at 2s\nfrom at 2s\nthe at 2s\nfuture at 2s\n");
}

async fn two_senders(tx: trpl::Sender<&str>, mut rx: trpl::Receiver<&str>, second: Duration) {
    let tx1 = tx.clone();
    let tx1_fut = async move {
        for word in ["hi", "from", "the", "future"] {
            tx1.send(word).unwrap();
            trpl::sleep(Duration::from_millis(500)).await;
        }
    };
    let tx_fut = async move {
        for word in ["more", "messages"] {
            tx.send(word).unwrap();
            trpl::sleep(second).await;
        }
    };
    let rx_fut = async {
        while let Some(word) = rx.recv().await {
            println!("{word}");
        }
    };
    trpl::join3(tx1_fut, tx_fut, rx_fut).await;
}

#[test]
fn two_timers_of_one_instant_come_in_both_orders() {
    let tie = outputs(|| {
        trpl::run(async {
            let (tx, rx) = trpl::channel();
            two_senders(tx, rx, Duration::from_millis(1500)).await;
        });
    });
    assert_eq!(tie, ["hi\nmore\nfrom\nthe\nfuture\nmessages\n", "hi\nmore\nfrom\nthe\nmessages\nfuture\n"]);
    let no_tie = output(|| {
        trpl::run(async {
            let (tx, rx) = trpl::channel();
            two_senders(tx, rx, Duration::from_millis(1400)).await;
        });
    });
    assert_eq!(no_tie, "hi\nmore\nfrom\nthe\nmessages\nfuture\n");
}

#[test]
fn a_race_has_one_winner_unless_a_wake_up_comes_late() {
    fn race() {
        trpl::run(async {
            let slow = async {
                trpl::sleep(Duration::from_secs(5)).await;
                "Finally finished"
            };
            match trpl::race(slow, trpl::sleep(Duration::from_secs(2))).await {
                trpl::Either::Left(message) => println!("{message}"),
                trpl::Either::Right(()) => println!("Failed"),
            }
        });
    }
    assert_eq!(output(race), "Failed\n");
    assert_eq!(late_outputs(race), ["Failed\n", "Finally finished\n"]);
}

#[test]
fn blocking_calls_keep_the_other_future_from_running_and_yields_do_not() {
    fn slow(name: &str, ms: u64) {
        virtual_std::thread::sleep(Duration::from_millis(ms));
        println!("'{name}' ran for {ms}ms");
    }
    let starved = output(|| {
        trpl::block_on(async {
            let a = async {
                slow("a", 30);
                slow("a", 10);
                trpl::sleep(Duration::from_millis(50)).await;
                println!("a is done");
            };
            let b = async {
                slow("b", 75);
                slow("b", 350);
                trpl::sleep(Duration::from_millis(50)).await;
                println!("b is done");
            };
            trpl::select(a, b).await;
        });
    });
    assert_eq!(
        starved,
        "'a' ran for 30ms\n'a' ran for 10ms\n'b' ran for 75ms\n'b' ran for 350ms\na is done\n"
    );
    let yielding = output(|| {
        trpl::block_on(async {
            let a = async {
                slow("a", 30);
                trpl::yield_now().await;
                slow("a", 10);
            };
            let b = async {
                slow("b", 75);
                trpl::yield_now().await;
                slow("b", 350);
            };
            trpl::select(a, b).await;
        });
    });
    assert_eq!(yielding, "'a' ran for 30ms\n'b' ran for 75ms\n'a' ran for 10ms\n");
}

#[test]
fn a_thread_can_send_to_async_code() {
    let lines = output(|| {
        let (tx, mut rx) = trpl::channel();
        virtual_std::thread::spawn(move || {
            for i in 1..=3 {
                tx.send(i).unwrap();
                virtual_std::thread::sleep(Duration::from_secs(1));
            }
        });
        trpl::block_on(async {
            while let Some(i) = rx.recv().await {
                println!("{i}");
            }
        });
    });
    assert_eq!(lines, "1\n2\n3\n");
}

#[test]
fn a_closed_channel_says_so() {
    let lines = output(|| {
        trpl::run(async {
            let (tx, rx) = trpl::channel();
            drop(rx);
            if let Err(error) = tx.send("hi") {
                println!("'{}' came back: {error}", error.0);
            }
            let (tx, mut rx) = trpl::channel();
            tx.send("left over").unwrap();
            println!("{:?}", rx.try_recv());
            println!("{:?}", rx.try_recv());
            drop(tx);
            println!("{:?} {:?}", rx.try_recv(), rx.recv().await);
        });
    });
    assert_eq!(
        lines,
        "'hi' came back: channel closed\nOk(\"left over\")\nErr(Empty)\nErr(Disconnected) None\n"
    );
}
