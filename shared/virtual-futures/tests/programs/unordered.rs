//! Futures of which only those are polled that were woken.

use crate::support::{output, outputs};
use std::future::poll_fn;
use std::task::Poll;
use std::time::Duration;
use virtual_futures::channel;
use virtual_futures::future::join_all;
use virtual_futures::stream::{self, FuturesOrdered, FuturesUnordered};
use virtual_futures::{FutureExt, StreamExt, TryStreamExt, executor::block_on};
use virtual_std::{println, thread};
use virtual_tokio::runtime::Runtime;
use virtual_tokio::sync::oneshot;
use virtual_tokio::time::sleep;

fn run<F: Future>(future: F) -> F::Output {
    Runtime::new().unwrap().block_on(future)
}

async fn after(milliseconds: u64) -> u64 {
    sleep(Duration::from_millis(milliseconds)).await;
    milliseconds
}

#[test]
fn outputs_come_as_they_are_ready_or_in_order() {
    let unordered = output(|| {
        run(async {
            let mut all: FuturesUnordered<_> = [3, 1, 2].into_iter().map(after).collect();
            while let Some(number) = all.next().await {
                println!("{number}");
            }
        });
    });
    assert_eq!(unordered, "1\n2\n3\n");
    let ordered = output(|| {
        run(async {
            let mut all: FuturesOrdered<_> = [3, 1, 2].into_iter().map(after).collect();
            while let Some(number) = all.next().await {
                println!("{number}");
            }
        });
    });
    assert_eq!(ordered, "3\n1\n2\n");
}

#[test]
fn the_order_in_which_threads_wake_them_is_the_order_in_which_they_are_polled() {
    let found = outputs(|| {
        let (first, second) = (oneshot::channel(), oneshot::channel());
        let all: FuturesUnordered<_> = [first.1, second.1].into_iter().collect();
        let threads = [(first.0, 1), (second.0, 2)]
            .map(|(sender, number)| thread::spawn(move || sender.send(number).unwrap()));
        let seen: Vec<i32> = block_on(all.map(Result::unwrap).collect());
        println!("{seen:?}");
        threads.into_iter().for_each(|thread| thread.join().unwrap());
    });
    assert_eq!(found, ["[1, 2]\n", "[2, 1]\n"]);
}

/// Tells each time when it is polled, until somebody sends.
async fn counted(name: usize, receiver: oneshot::Receiver<()>) {
    let mut receiver = std::pin::pin!(receiver);
    poll_fn(|cx| {
        println!("polled {name}");
        receiver.as_mut().poll(cx).map(drop)
    })
    .await;
}

fn poll_all(count: usize) {
    let (mut senders, receivers): (Vec<_>, Vec<_>) = (0..count).map(|_| oneshot::channel()).unzip();
    let all = join_all(receivers.into_iter().enumerate().map(|(name, receiver)| counted(name, receiver)));
    let last = senders.pop().unwrap();
    block_on(async {
        let mut all = std::pin::pin!(all);
        poll_fn(|cx| Poll::Ready(all.as_mut().poll(cx).is_ready())).await;
        println!("again");
        last.send(()).unwrap();
        poll_fn(|cx| Poll::Ready(all.as_mut().poll(cx).is_ready())).await;
    });
}

#[test]
fn of_more_than_thirty_only_the_woken_are_polled_again() {
    let again = |lines: String| lines.split("again\n").nth(1).unwrap().lines().count();
    assert_eq!(again(output(|| poll_all(30))), 30);
    assert_eq!(again(output(|| poll_all(31))), 1);
}

#[test]
fn so_many_at_a_time_and_no_more() {
    fn work(most: usize) {
        run(async move {
            let said = |number: u64| async move {
                println!("begins {number}");
                after(10 - number).await;
                println!("ends {number}");
                number
            };
            let done: Vec<u64> = stream::iter(1..=3).map(said).buffer_unordered(most).collect().await;
            println!("{done:?}");
        });
    }
    assert_eq!(output(|| work(1)), "begins 1\nends 1\nbegins 2\nends 2\nbegins 3\nends 3\n[1, 2, 3]\n");
    assert_eq!(output(|| work(2)), "begins 1\nbegins 2\nends 2\nbegins 3\nends 1\nends 3\n[2, 1, 3]\n");
    let ordered = output(|| {
        run(async {
            let done: Vec<u64> = stream::iter([3, 1, 2]).map(after).buffered(3).collect().await;
            println!("{done:?}");
            stream::iter([3, 1, 2])
                .for_each_concurrent(2, async |number| println!("{}", after(number).await))
                .await;
        });
    });
    assert_eq!(ordered, "[3, 1, 2]\n1\n3\n2\n");
}

#[test]
fn what_is_done_several_at_a_time_ends_with_the_first_that_fails() {
    let found = outputs(|| {
        let (sender, receiver) = channel::oneshot::channel::<u8>();
        let thread = thread::spawn(move || sender.send(1));
        let waits = async { receiver.await.map_err(|_| 0) }.boxed();
        let fails = async { Err::<u8, u8>(2) }.boxed();
        let both = stream::iter([Ok(waits), Ok(fails)]).try_buffer_unordered(2);
        println!("{:?}", block_on(both.collect::<Vec<_>>()));
        drop(thread.join());
    });
    assert_eq!(found, ["[Err(2), Ok(1)]\n", "[Ok(1), Err(2)]\n"]);
    let lines = output(|| {
        let work = |number| async move {
            println!("{number}");
            if number == 2 { Err(number) } else { Ok(()) }
        };
        let numbers = || stream::iter([1, 2, 3].map(Ok));
        println!("{:?}", block_on(numbers().try_for_each_concurrent(2, work)));
        let doubled = numbers().map_ok(|number| async move { Ok::<_, i32>(number * 2) }).try_buffered(2);
        println!("{:?}", block_on(doubled.try_collect::<Vec<_>>()));
    });
    assert_eq!(lines, "1\n2\nErr(2)\nOk([2, 4, 6])\n");
}
