//! Channels of `futures`.

use crate::support::{explored, output, outputs};
use engine::ClockMode;
use explorer::Reduction;
use virtual_futures::channel::{mpsc, oneshot};
use virtual_futures::executor::block_on;
use virtual_futures::{SinkExt, StreamExt, select_biased};
use virtual_std::{println, thread};

/// As a search finds them that leaves nothing out, too.
#[track_caller]
fn agreed(program: fn()) -> Vec<String> {
    let pruned = outputs(program);
    for reduction in [Reduction::States, Reduction::Plain] {
        assert_eq!(pruned, explored(program, reduction, ClockMode::Exact), "{reduction:?}");
    }
    pruned
}

#[test]
fn messages_of_two_senders_come_in_either_order() {
    let found = outputs(|| {
        let (sender, receiver) = mpsc::unbounded();
        let other = sender.clone();
        let thread = thread::spawn(move || other.unbounded_send('a').unwrap());
        sender.unbounded_send('b').unwrap();
        drop(sender);
        println!("{}", block_on(receiver.collect::<String>()));
        thread.join().unwrap();
    });
    assert_eq!(found, ["ab\n", "ba\n"]);
}

#[test]
fn a_sender_has_room_for_one_more_than_the_channel_has() {
    let lines = output(|| {
        let (mut sender, mut receiver) = mpsc::channel(1);
        let mut other = sender.clone();
        let sent = [sender.try_send(1), sender.try_send(2), sender.try_send(3), other.try_send(4)];
        println!("{:?}", sent.map(|sent| sent.map_err(|error| error.is_full())));
        println!("{:?} {:?}", other.try_send(5).unwrap_err(), receiver.try_recv());
        drop((sender, other));
        println!("{:?}", block_on(receiver.collect::<Vec<_>>()));
    });
    assert_eq!(lines, "[Ok(()), Ok(()), Err(true), Ok(())]\nTrySendError { kind: Full } Ok(1)\n[2, 4]\n");
}

#[test]
fn who_waits_for_room_goes_on_when_its_turn_has_come() {
    let found = agreed(|| {
        let (mut sender, mut receiver) = mpsc::channel(0);
        let thread = thread::spawn(move || {
            block_on(async {
                sender.send(1).await.unwrap();
                println!("sent");
            });
        });
        println!("{:?}", block_on(receiver.next()));
        thread.join().unwrap();
    });
    // Sent is what has been received: then either goes on first.
    assert_eq!(found, ["Some(1)\nsent\n", "sent\nSome(1)\n"]);
}

#[test]
fn a_message_on_its_way_into_a_closed_channel_is_still_received() {
    let found = agreed(|| {
        let (sender, mut receiver) = mpsc::unbounded();
        let thread = thread::spawn(move || sender.unbounded_send(1).is_ok());
        receiver.close();
        let first = receiver.try_recv();
        println!("{first:?} {} {:?}", thread.join().unwrap(), block_on(receiver.next()));
    });
    assert_eq!(found, ["Err(Closed) false None\n", "Err(Empty) true Some(1)\n", "Ok(1) true None\n"]);
}

#[test]
fn a_message_that_nobody_received_is_dropped_by_the_last_who_could() {
    struct Told;
    impl Drop for Told {
        fn drop(&mut self) {
            println!("dropped by {}", thread::current().name().unwrap_or("a thread"));
        }
    }
    let found = agreed(|| {
        let (sender, receiver) = oneshot::channel();
        let thread = thread::spawn(move || drop(sender.send(Told)));
        drop(receiver);
        thread.join().unwrap();
    });
    assert_eq!(found, ["dropped by a thread\n", "dropped by main\n"]);
    let either = outputs(|| {
        let (sender, receiver) = oneshot::channel();
        let thread = thread::spawn(move || sender.send(Told).is_ok());
        let told = block_on(receiver).is_ok();
        println!("{told} {}", thread.join().unwrap());
    });
    assert_eq!(either, ["dropped by main\ntrue true\n"]);
}

#[test]
fn each_end_of_a_oneshot_learns_that_the_other_is_gone() {
    let lines = output(|| {
        let (sender, receiver) = oneshot::channel::<u8>();
        let thread = thread::spawn(move || drop(sender));
        println!("{:?}", block_on(receiver));
        thread.join().unwrap();
        let (mut sender, receiver) = oneshot::channel::<u8>();
        let thread = thread::spawn(move || drop(receiver));
        block_on(sender.cancellation());
        println!("{} {:?}", sender.is_canceled(), sender.send(1));
        thread.join().unwrap();
    });
    assert_eq!(lines, "Err(Canceled)\ntrue Err(1)\n");
}

#[test]
fn a_receiver_whose_sender_lives_on_hangs_and_says_which() {
    let found = outputs(|| {
        let (_sender, mut receiver) = mpsc::unbounded::<u8>();
        block_on(receiver.next());
    });
    assert!(found[0].contains("the `UnboundedSender` made at line"), "{found:?}");
}

#[test]
fn a_select_sees_a_message_or_the_end_whichever_is_there() {
    let found = outputs(|| {
        let (sender, mut receiver) = mpsc::unbounded();
        let (stop, mut stopped) = oneshot::channel::<()>();
        let thread = thread::spawn(move || {
            sender.unbounded_send(1).unwrap();
            drop(stop);
        });
        block_on(async {
            select_biased! {
                _ = stopped => println!("stopped"),
                message = receiver.next() => println!("{message:?}"),
            }
        });
        thread.join().unwrap();
    });
    assert_eq!(found, ["Some(1)\n", "stopped\n"]);
}

#[test]
fn room_that_is_asked_for_before_it_is_made_is_not_there() {
    let found = agreed(|| {
        let (mut sender, mut receiver) = mpsc::channel(1);
        sender.try_send(1).unwrap();
        let thread = thread::spawn(move || {
            sender.try_send(2).unwrap();
            sender
        });
        assert_eq!(receiver.try_recv(), Ok(1));
        // It has to wait if it sent while the first message was out, and still counted.
        println!("{:?}", thread.join().unwrap().try_send(3).is_ok());
    });
    assert_eq!(found, ["false\n", "true\n"]);
}
