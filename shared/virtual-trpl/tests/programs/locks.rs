//! Tokio's locks and channels.

use crate::support::{output, outputs};
use std::sync::Arc;
use std::time::Duration;
use virtual_std::println;
use virtual_tokio::sync::{Mutex, Notify, RwLock, Semaphore, mpsc, oneshot};
use virtual_trpl as trpl;

#[test]
fn a_lock_kept_over_a_wait_keeps_updates_from_getting_lost() {
    let kept = outputs(|| {
        trpl::run(async {
            let counter = Arc::new(Mutex::new(0));
            let theirs = counter.clone();
            let add = |counter: Arc<Mutex<i32>>| async move {
                let mut counter = counter.lock().await;
                let before = *counter;
                trpl::yield_now().await;
                *counter = before + 1;
            };
            let task = trpl::spawn_task(add(theirs));
            add(counter.clone()).await;
            task.await.unwrap();
            println!("{}", *counter.lock().await);
        });
    });
    assert_eq!(kept, ["2\n"]);
    let dropped = outputs(|| {
        trpl::run(async {
            let counter = Arc::new(Mutex::new(0));
            let theirs = counter.clone();
            let add = |counter: Arc<Mutex<i32>>| async move {
                let before = *counter.lock().await;
                *counter.lock().await = before + 1;
            };
            let task = trpl::spawn_task(add(theirs));
            add(counter.clone()).await;
            task.await.unwrap();
            println!("{}", *counter.lock().await);
        });
    });
    assert_eq!(dropped, ["1\n", "2\n"]);
}

#[test]
fn a_lock_is_given_in_the_order_in_which_it_was_asked_for() {
    let lines = output(|| {
        trpl::run(async {
            let lock = Mutex::new(());
            let take = |name| {
                let lock = &lock;
                async move {
                    let _guard = lock.lock().await;
                    println!("{name}");
                    trpl::sleep(Duration::from_millis(1)).await;
                }
            };
            trpl::join3(take("a"), take("b"), take("c")).await;
        });
    });
    assert_eq!(lines, "a\nb\nc\n");
}

#[test]
fn a_notice_is_kept_for_who_comes_late_but_a_call_to_all_is_not() {
    let kept = output(|| {
        trpl::run(async {
            let notify = Arc::new(Notify::new());
            let signal = notify.clone();
            trpl::spawn_task(async move { signal.notify_one() });
            notify.notified().await;
            println!("signaled");
        });
    });
    assert_eq!(kept, "signaled\n");
    let lost = outputs(|| {
        trpl::run(async {
            let notify = Arc::new(Notify::new());
            let signal = notify.clone();
            trpl::spawn_task(async move { signal.notify_waiters() });
            notify.notified().await;
            println!("signaled");
        });
    });
    assert_eq!(lost.len(), 2, "{lost:?}");
    assert!(lost[0].starts_with("[hangs: main waits for a notification"), "{lost:?}");
    assert_eq!(lost[1], "signaled\n");
}

#[test]
fn many_read_at_a_time_but_only_one_writes() {
    async fn hold<T>(guard: impl Future<Output = T>, name: &str) {
        let _guard = guard.await;
        println!("{name} in");
        trpl::sleep(Duration::from_millis(1)).await;
        println!("{name} out");
    }
    let readers = output(|| {
        trpl::run(async {
            let lock = RwLock::new(());
            trpl::join(hold(lock.read(), "a"), hold(lock.read(), "b")).await;
        });
    });
    assert_eq!(readers, "a in\nb in\na out\nb out\n");
    let writers = output(|| {
        trpl::run(async {
            let lock = RwLock::new(());
            trpl::join(hold(lock.write(), "a"), hold(lock.read(), "b")).await;
        });
    });
    assert_eq!(writers, "a in\na out\nb in\nb out\n");
}

#[test]
fn a_semaphore_lets_so_many_in() {
    async fn all(permits: usize) {
        let semaphore = Semaphore::new(permits);
        let work = |name, ms| {
            let semaphore = &semaphore;
            async move {
                let _permit = semaphore.acquire().await.unwrap();
                println!("{name} in, {} free", semaphore.available_permits());
                trpl::sleep(Duration::from_millis(ms)).await;
            }
        };
        trpl::join3(work("a", 1), work("b", 2), work("c", 3)).await;
        println!("{} free", semaphore.available_permits());
    }
    assert_eq!(output(|| trpl::run(all(2))), "a in, 1 free\nb in, 0 free\nc in, 0 free\n2 free\n");
    assert_eq!(output(|| trpl::run(all(3))), "a in, 2 free\nb in, 1 free\nc in, 0 free\n3 free\n");
}

#[test]
fn a_full_channel_keeps_its_sender_waiting() {
    async fn three(room: usize) {
        let (tx, mut rx) = mpsc::channel(room);
        let send = async move {
            for i in 1..=3 {
                tx.send(i).await.unwrap();
                println!("sent {i}");
            }
        };
        let receive = async {
            while let Some(i) = rx.recv().await {
                println!("received {i}");
            }
        };
        trpl::join(send, receive).await;
    }
    let one = output(|| trpl::run(three(1)));
    assert_eq!(one, "sent 1\nreceived 1\nsent 2\nreceived 2\nsent 3\nreceived 3\n");
    let three = output(|| trpl::run(three(3)));
    assert_eq!(three, "sent 1\nsent 2\nsent 3\nreceived 1\nreceived 2\nreceived 3\n");
}

#[test]
fn a_bounded_channel_says_when_it_is_full_or_closed() {
    let lines = output(|| {
        trpl::run(async {
            let (tx, mut rx) = mpsc::channel(1);
            println!("{:?} {:?}", tx.try_send(1), tx.try_send(2));
            rx.close();
            println!("{:?} {:?}", tx.try_send(3), tx.send(4).await);
            println!("{:?} {:?}", rx.recv().await, rx.recv().await);
        });
    });
    assert_eq!(lines, "Ok(()) Err(\"Full(..)\")\nErr(\"Closed(..)\") Err(SendError { .. })\nSome(1) None\n");
}

#[test]
fn a_single_message_comes_or_its_sender_is_gone() {
    let lines = output(|| {
        trpl::run(async {
            let (tx, rx) = oneshot::channel();
            let task = trpl::spawn_task(async move { tx.send("hi") });
            println!("{:?} {:?}", rx.await, task.await.unwrap());
            let (tx, rx) = oneshot::channel::<()>();
            drop(tx);
            println!("{:?}", rx.await);
            let (tx, rx) = oneshot::channel();
            drop(rx);
            println!("{:?}", tx.send(1));
        });
    });
    assert_eq!(lines, "Ok(\"hi\") Ok(())\nErr(RecvError(()))\nErr(1)\n");
}

#[test]
fn a_thread_can_wait_for_async_code() {
    let lines = output(|| {
        let (tx, mut rx) = mpsc::channel(1);
        let thread = virtual_std::thread::spawn(move || {
            while let Some(i) = rx.blocking_recv() {
                println!("{i}");
            }
        });
        trpl::run(async move {
            for i in 1..=3 {
                tx.send(i).await.unwrap();
            }
        });
        thread.join().unwrap();
    });
    assert_eq!(lines, "1\n2\n3\n");
}
