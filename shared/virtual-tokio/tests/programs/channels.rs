//! Channels.

use crate::run;
use crate::support::{output, outputs};
use std::future::poll_fn;
use std::pin::pin;
use std::task::Poll;
use virtual_std::{println, thread};
use virtual_tokio::sync::{mpsc, oneshot};
use virtual_tokio::task::spawn;

#[test]
fn a_channel_with_room_for_one_keeps_its_sender_waiting_and_one_without_bounds_does_not() {
    let bounded = outputs(|| {
        run(async {
            let (sender, mut receiver) = mpsc::channel(1);
            let task = spawn(async move {
                for number in 0..2 {
                    sender.send(number).await.unwrap();
                }
                println!("sent");
            });
            println!("{:?}", receiver.recv().await);
            task.await.unwrap();
            println!("{:?} {:?}", receiver.recv().await, receiver.recv().await);
        });
    });
    assert_eq!(bounded, ["Some(0)\nsent\nSome(1) None\n", "sent\nSome(0)\nSome(1) None\n"]);
    let full = output(|| {
        run(async {
            let (sender, _receiver) = mpsc::channel(1);
            println!("{:?} {:?}", sender.try_send(1), sender.try_send(2));
            println!("{}", is_pending(sender.send(3)).await);
        });
    });
    assert_eq!(full, "Ok(()) Err(\"Full(..)\")\ntrue\n");
    let unbounded = output(|| {
        let (sender, mut receiver) = mpsc::unbounded_channel();
        println!("{:?} {:?}", sender.send(1), sender.send(2));
        println!("{:?} {:?} {:?}", receiver.try_recv(), receiver.try_recv(), receiver.try_recv());
        drop(sender);
        println!("{:?}", receiver.try_recv());
    });
    assert_eq!(unbounded, "Ok(()) Ok(())\nOk(1) Ok(2) Err(Empty)\nErr(Disconnected)\n");
}

async fn is_pending(future: impl Future) -> bool {
    let mut future = pin!(future);
    poll_fn(|cx| Poll::Ready(future.as_mut().poll(cx).is_pending())).await
}

#[test]
fn what_is_on_its_way_when_the_receiver_closes_still_arrives() {
    fn closed(close: bool) {
        run(async move {
            let (sender, mut receiver) = mpsc::channel(2);
            sender.send(1).await.unwrap();
            if close {
                receiver.close();
            }
            println!("{:?}", sender.send(2).await.map_err(|error| error.to_string()));
            drop(sender);
            println!("{:?} {:?}", receiver.recv().await, receiver.recv().await);
        });
    }
    assert_eq!(output(|| closed(true)), "Err(\"channel closed\")\nSome(1) None\n");
    assert_eq!(output(|| closed(false)), "Ok(())\nSome(1) Some(2)\n");
}

#[test]
fn messages_of_two_senders_come_in_any_order_and_those_of_one_in_its_own() {
    let two = outputs(|| {
        run(async {
            let (sender, mut receiver) = mpsc::unbounded_channel();
            let other = sender.clone();
            spawn(async move { other.send('a').unwrap() });
            spawn(async move { ['b', 'c'].map(|text| sender.send(text).unwrap()) });
            let mut seen = String::new();
            while let Some(text) = receiver.recv().await {
                seen.push(text);
            }
            println!("{seen}");
        });
    });
    assert_eq!(two, ["abc\n", "bac\n", "bca\n"]);
}

#[test]
fn a_single_message_arrives_unless_its_sender_is_dropped() {
    fn send(sends: bool) {
        let (sender, receiver) = oneshot::channel();
        let thread = thread::spawn(move || {
            if sends {
                sender.send(1).unwrap();
            }
        });
        println!("{:?}", receiver.blocking_recv().map_err(|error| error.to_string()));
        thread.join().unwrap();
    }
    assert_eq!(output(|| send(true)), "Ok(1)\n");
    assert_eq!(output(|| send(false)), "Err(\"channel closed\")\n");
}

#[test]
fn a_sender_learns_when_nobody_will_receive() {
    fn closed(dropped: bool) {
        run(async move {
            let (mut sender, receiver) = oneshot::channel::<()>();
            let kept = (!dropped).then_some(receiver);
            println!("{}", is_pending(sender.closed()).await);
            println!("{:?}", sender.send(()));
            drop(kept);
        });
    }
    assert_eq!(output(|| closed(true)), "false\nErr(())\n");
    assert_eq!(output(|| closed(false)), "true\nOk(())\n");
}

#[test]
fn room_that_is_reserved_keeps_others_from_sending_until_it_is_given_back() {
    let reserved = output(|| {
        run(async {
            let (sender, mut receiver) = mpsc::channel(2);
            let permit = sender.reserve().await.unwrap();
            println!("{} {:?}", sender.capacity(), sender.try_send(1));
            println!("{:?} {:?}", sender.try_reserve().map(drop), sender.try_reserve_many(3).map(drop));
            permit.send(2);
            println!("{:?} {:?}", receiver.recv().await, receiver.recv().await);
            println!("{} {}", sender.reserve_many(2).await.unwrap().count(), sender.capacity());
            let owned = sender.clone().reserve_owned().await.unwrap();
            println!("{}", owned.send(3).same_channel(&sender));
            receiver.close();
            println!("{:?} {:?}", sender.reserve().await.map(drop), receiver.recv().await);
        });
    });
    let expected = "1 Ok(())\nErr(\"Full(..)\") Err(\"Full(..)\")\nSome(1) Some(2)\n2 2\ntrue\n\
                    Err(SendError { .. }) Some(3)\n";
    assert_eq!(reserved, expected);
}

#[test]
fn many_messages_at_once_are_never_more_than_there_is_room_for() {
    fn many(room: usize) {
        run(async move {
            let (sender, mut receiver) = mpsc::channel(room);
            spawn(async move {
                for number in 0..3 {
                    sender.send(number).await.unwrap();
                }
            });
            let mut counts = Vec::new();
            let mut messages = Vec::new();
            while let count @ 1.. = receiver.recv_many(&mut messages, 5).await {
                counts.push(count);
            }
            println!("{counts:?} {messages:?}");
        });
    }
    assert_eq!(output(|| many(1)), "[1, 1, 1] [0, 1, 2]\n");
    let two = outputs(|| many(2));
    assert_eq!(two, ["[1, 1, 1] [0, 1, 2]\n", "[1, 2] [0, 1, 2]\n", "[2, 1] [0, 1, 2]\n"]);
}

#[test]
fn a_closed_channel_is_over_when_nobody_waits_for_its_room_any_more() {
    let said = output(|| {
        run(async {
            let (sender, mut receiver) = mpsc::channel::<u32>(1);
            let permit = sender.try_reserve().unwrap();
            let mut reserve = Box::pin(sender.reserve());
            poll_fn(|cx| Poll::Ready(reserve.as_mut().poll(cx).is_pending())).await;
            drop(permit);
            receiver.close();
            let receives = spawn(async move { println!("{:?}", receiver.recv().await) });
            drop(reserve);
            receives.await.unwrap();
        });
    });
    assert_eq!(said, "None\n");
}
