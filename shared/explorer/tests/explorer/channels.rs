//! Channels.

use crate::support::{counts, outputs};
use std::time::Duration;
use virtual_std::sync::mpsc::{self, RecvTimeoutError, TryRecvError, TrySendError};
use virtual_std::{println, thread};

#[test]
fn messages_of_one_sender_come_in_order_and_those_of_two_in_any() {
    fn one() -> i32 {
        let (tx, rx) = mpsc::channel();
        thread::spawn(move || (0..3).for_each(|number| tx.send(number).unwrap()));
        for number in rx {
            println!("{number}");
        }
        0
    }
    fn two() -> i32 {
        let (tx, rx) = mpsc::channel();
        let other = tx.clone();
        thread::spawn(move || (0..2).for_each(|number| tx.send(number).unwrap()));
        thread::spawn(move || (2..4).for_each(|number| other.send(number).unwrap()));
        for number in rx {
            println!("{number}");
        }
        0
    }
    assert_eq!(counts(one), (1, 1));
    assert_eq!(outputs(two).len(), 6);
}

#[test]
fn no_reduction_loses_an_order_of_messages() {
    fn two() -> i32 {
        let (tx, rx) = mpsc::channel();
        let other = tx.clone();
        thread::spawn(move || tx.send(1));
        thread::spawn(move || other.send(2));
        println!("{:?} {:?}", rx.recv(), rx.recv());
        0
    }
    assert_eq!(counts(two), (2, 2));
}

#[test]
fn receiving_without_waiting_sees_a_message_none_and_the_end() {
    fn tries() -> i32 {
        let (tx, rx) = mpsc::channel();
        thread::spawn(move || tx.send(1));
        println!("{:?}", rx.try_recv());
        0
    }
    fn drops() -> i32 {
        let (tx, rx) = mpsc::channel::<i32>();
        thread::spawn(move || drop(tx));
        println!("{}", rx.try_recv() == Err(TryRecvError::Empty));
        0
    }
    assert_eq!(counts(tries), (2, 2));
    assert_eq!(counts(drops), (2, 2));
}

#[test]
fn a_timeout_ends_the_wait_exactly_in_time() {
    fn waits<const FIRST: u64>() -> i32 {
        let (tx, rx) = mpsc::channel();
        let thread = thread::spawn(move || {
            thread::sleep(Duration::from_millis(FIRST));
            let _ = tx.send(1);
        });
        println!("{:?}", rx.recv_timeout(Duration::from_millis(10)));
        thread.join().unwrap();
        0
    }
    assert_eq!(counts(waits::<5>), (1, 2));
    assert_eq!(counts(waits::<15>), (1, 2));
    // Both are due at once.
    assert_eq!(counts(waits::<10>), (2, 2));
}

#[test]
fn a_closed_channel_says_so_on_both_sides() {
    fn closed() -> i32 {
        let (tx, rx) = mpsc::channel();
        tx.send(1).unwrap();
        drop(tx);
        println!("{:?} {:?} {:?}", rx.recv(), rx.recv(), rx.try_recv());
        println!("{:?}", rx.recv_timeout(Duration::from_secs(1)) == Err(RecvTimeoutError::Disconnected));
        let (tx, rx) = mpsc::channel();
        drop(rx);
        println!("{:?}", tx.send(2));
        0
    }
    let found = outputs(closed);
    assert_eq!(found.len(), 1);
    assert_eq!(
        found.first().unwrap().0,
        ["Ok(1) Err(RecvError) Err(Disconnected)", "true", "Err(SendError { .. })"]
    );
}

#[test]
fn a_bounded_channel_makes_its_sender_wait_for_room() {
    fn bounded<const BOUND: usize>() -> i32 {
        let (tx, rx) = mpsc::sync_channel(BOUND);
        thread::scope(|scope| {
            scope.spawn(move || {
                for number in 0..2 {
                    tx.send(number).unwrap();
                    println!("sent");
                }
            });
            for number in rx {
                println!("got {number}");
            }
        });
        0
    }
    // All orders of two and two but the one in which the second is received before the first was said to be sent.
    let two = outputs(bounded::<2>);
    let one = outputs(bounded::<1>);
    assert!(two.is_superset(&one));
    assert_eq!(two.len(), 5);
    let none = outputs(bounded::<0>);
    assert!(none.iter().all(|(_, end)| *end == "returns"));
    assert!(none.len() >= 2);
}

#[test]
fn sending_without_waiting_needs_room_or_someone_who_waits() {
    fn full() -> i32 {
        let (tx, rx) = mpsc::sync_channel(1);
        println!("{:?} {}", tx.try_send(1), tx.try_send(2) == Err(TrySendError::Full(2)));
        println!("{:?} {:?}", rx.recv(), tx.try_send(3));
        0
    }
    fn rendezvous() -> i32 {
        let (tx, rx) = mpsc::sync_channel(0);
        let thread = thread::spawn(move || tx.try_send(1).is_ok());
        let got = rx.recv().is_ok();
        println!("{} {got}", thread.join().unwrap());
        0
    }
    assert_eq!(outputs(full).first().unwrap().0, ["Ok(()) true", "Ok(1) Ok(())"]);
    assert_eq!(counts(rendezvous), (2, 2));
}

#[test]
fn dropping_the_receiver_races_with_sending() {
    fn races() -> i32 {
        let (tx, rx) = mpsc::channel();
        let thread = thread::spawn(move || println!("{}", tx.send(1).is_ok()));
        drop(rx);
        thread.join().unwrap();
        0
    }
    fn does_not() -> i32 {
        let (tx, rx) = mpsc::channel();
        let thread = thread::spawn(move || println!("{}", tx.send(1).is_ok()));
        thread.join().unwrap();
        drop(rx);
        0
    }
    assert_eq!(counts(races), (2, 2));
    assert_eq!(counts(does_not), (1, 1));
}

#[test]
fn a_message_that_nobody_receives_goes_back_to_its_own_sender() {
    fn offers() -> i32 {
        let (tx, rx) = mpsc::sync_channel(0);
        thread::scope(|scope| {
            for number in 0..3 {
                let tx = tx.clone();
                scope.spawn(move || {
                    let back = tx.send(number).map_err(|error| error.0);
                    assert!(back == Ok(()) || back == Err(number));
                });
            }
            thread::sleep(Duration::from_millis(1));
            let _ = rx.recv();
            drop(rx);
        });
        0
    }
    let found = outputs(offers);
    assert_eq!(found.into_iter().collect::<Vec<_>>(), [(vec![], "returns")]);
}
