//! Values that several tasks see: the last one, every one, or one that is made once.

use crate::run;
use crate::support::{output, outputs};
use virtual_std::println;
use virtual_std::sync::Arc;
use virtual_tokio::select;
use virtual_tokio::sync::{Barrier, OnceCell, SetOnce, broadcast, watch};
use virtual_tokio::task::{spawn, yield_now};

#[test]
fn only_the_last_value_of_a_watch_is_seen_and_the_end_after_it() {
    let seen = outputs(|| {
        run(async {
            let (sender, mut receiver) = watch::channel(0);
            let task = spawn(async move {
                let mut seen = Vec::new();
                while receiver.changed().await.is_ok() {
                    seen.push(*receiver.borrow_and_update());
                }
                println!("{seen:?}");
            });
            for number in 1..=2 {
                sender.send(number).unwrap();
            }
            drop(sender);
            task.await.unwrap();
        });
    });
    assert_eq!(seen, ["[1, 2]\n", "[2]\n"]);
}

#[test]
fn who_looks_at_a_watched_value_keeps_others_from_replacing_it() {
    let hangs = output(|| {
        run(async {
            let (sender, receiver) = watch::channel(0);
            let kept = receiver.borrow();
            sender.send(1).unwrap();
            println!("{}", *kept);
        });
    });
    assert!(hangs.contains("hangs"), "{hangs}");
    let replaced = output(|| {
        run(async {
            let (sender, mut receiver) = watch::channel(0);
            println!("{} {:?}", *receiver.borrow(), receiver.has_changed());
            println!("{} {}", sender.send_replace(5), sender.send_if_modified(|_| false));
            println!("{:?}", receiver.wait_for(|number| *number == 5).await.map(|found| *found));
            println!("{:?} {}", receiver.has_changed(), sender.borrow().has_changed());
            drop(receiver);
            println!("{:?} {}", sender.send(6), sender.is_closed());
        });
    });
    assert_eq!(replaced, "0 Ok(false)\n0 false\nOk(5)\nOk(false) false\nErr(SendError { .. }) true\n");
}

#[test]
fn every_receiver_of_a_broadcast_gets_every_message_unless_it_is_too_late() {
    let received = output(|| {
        run(async {
            let (sender, mut first) = broadcast::channel(2);
            let mut second = sender.subscribe();
            println!("{:?} {:?}", sender.send(1), sender.send(2));
            println!("{:?}", first.recv().await);
            println!("{:?} {}", sender.send(3), sender.len());
            println!("{:?} {:?} {:?}", second.recv().await, second.try_recv(), second.try_recv());
            println!("{:?} {}", second.try_recv(), first.len());
            drop(sender);
            println!("{:?} {:?} {:?}", first.recv().await, first.recv().await, first.recv().await);
            println!("{:?}", second.try_recv());
        });
    });
    let expected = "Ok(2) Ok(2)\nOk(1)\nOk(2) 2\nErr(Lagged(1)) Ok(2) Ok(3)\nErr(Empty) 2\n\
                    Ok(2) Ok(3) Err(Closed)\nErr(Closed)\n";
    assert_eq!(received, expected);
    let nobody = output(|| {
        let sender = broadcast::Sender::<u8>::new(3);
        println!("{:?} {}", sender.send(1), sender.receiver_count());
        let mut receiver = sender.subscribe();
        println!("{:?} {:?} {:?}", sender.send(2), receiver.try_recv(), receiver.try_recv());
    });
    assert_eq!(nobody, "Err(SendError(1)) 0\nOk(1) Ok(2) Err(Empty)\n");
}

#[test]
fn one_of_those_who_come_to_a_barrier_leads() {
    let came = outputs(|| {
        run(async {
            let barrier = Arc::new(Barrier::new(2));
            let other = Arc::clone(&barrier);
            let task = spawn(async move { other.wait().await.is_leader() });
            let leads = barrier.wait().await.is_leader();
            println!("{leads} {}", task.await.unwrap());
        });
    });
    assert_eq!(came, ["false true\n", "true false\n"]);
}

#[test]
fn a_value_is_made_once_and_by_another_if_whoever_makes_it_gives_up() {
    let made = outputs(|| {
        run(async {
            let cell = Arc::new(OnceCell::new());
            let other = Arc::clone(&cell);
            let task = spawn(async move { *other.get_or_init(|| async { 1 }).await });
            let mine = *cell.get_or_init(|| async { 2 }).await;
            println!("{mine} {}", task.await.unwrap());
        });
    });
    assert_eq!(made, ["1 1\n", "2 2\n"]);
    let given_up = output(|| {
        run(async {
            let cell = OnceCell::new();
            select! {
                biased;
                _ = cell.get_or_init(std::future::pending) => {}
                () = yield_now() => println!("{:?} {:?}", cell.get(), cell.set(1)),
            }
            println!("{:?} {:?}", cell.set(2), cell.get_or_try_init(|| async { Err::<u8, _>(3) }).await);
            println!("{:?}", cell.set(4));
        });
    });
    let expected = "None Ok(())\nErr(AlreadyInitializedError(2)) Ok(1)\nErr(AlreadyInitializedError(4))\n";
    assert_eq!(given_up, expected);
}

#[test]
fn a_value_that_is_set_once_is_waited_for() {
    let set = output(|| {
        run(async {
            let cell = Arc::new(SetOnce::new());
            let other = Arc::clone(&cell);
            let task = spawn(async move { *other.wait().await });
            println!("{:?} {:?}", cell.set(1), cell.set(2));
            println!("{} {:?}", task.await.unwrap(), cell.get());
        });
    });
    assert_eq!(set, "Ok(()) Err(SetOnceError(2))\n1 Some(1)\n");
}

static CELL: OnceCell<u8> = OnceCell::const_new();

#[test]
fn what_a_static_holds_is_made_anew_by_each_execution() {
    let made = outputs(|| {
        run(async {
            let task = spawn(async { CELL.set(1).is_ok() });
            let mine = CELL.set(2).is_ok();
            println!("{mine} {} {:?}", task.await.unwrap(), CELL.get());
        });
    });
    assert_eq!(made, ["false true Some(1)\n", "true false Some(2)\n"]);
}
