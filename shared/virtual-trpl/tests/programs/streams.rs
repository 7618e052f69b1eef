//! Streams that depend on the clock.

use crate::support::{output, outputs};
use std::pin::pin;
use std::time::Duration;
use trpl::{IntervalStream, ReceiverStream, Stream, StreamExt};
use virtual_std::println;
use virtual_std::time::Instant;
use virtual_trpl as trpl;

const MS: Duration = Duration::from_millis(1);

/// `a`, `b`, … after delays of so many milliseconds.
fn letters(delays: &'static [u32]) -> impl Stream<Item = char> {
    let (tx, rx) = trpl::channel();
    trpl::spawn_task(async move {
        for (letter, delay) in ('a'..='z').zip(delays) {
            trpl::sleep(*delay * MS).await;
            tx.send(letter).unwrap();
        }
    });
    ReceiverStream::new(rx)
}

async fn show(stream: impl Stream<Item: std::fmt::Debug>) {
    let start = Instant::now();
    let mut stream = pin!(stream);
    while let Some(item) = stream.next().await {
        println!("{item:?} at {}", start.elapsed().as_millis());
    }
}

#[test]
fn a_timeout_comes_once_for_each_item_that_is_late() {
    let late = outputs(|| trpl::run(async { show(letters(&[100, 300]).timeout(200 * MS)).await }));
    assert_eq!(late, ["Ok('a') at 100\nErr(Elapsed(())) at 300\nOk('b') at 400\n"]);
    let in_time = outputs(|| trpl::run(async { show(letters(&[100, 100]).timeout(200 * MS)).await }));
    assert_eq!(in_time, ["Ok('a') at 100\nOk('b') at 200\n"]);
}

#[test]
fn a_repeating_timeout_comes_at_each_tick() {
    let lines = output(|| {
        trpl::run(async {
            let interval =
                virtual_tokio::time::interval_at(virtual_tokio::time::Instant::now() + 90 * MS, 90 * MS);
            show(letters(&[200]).timeout_repeating(interval)).await;
        });
    });
    assert_eq!(lines, "Err(Elapsed(())) at 90\nErr(Elapsed(())) at 180\nOk('a') at 200\n");
}

#[test]
fn throttled_items_have_time_between_them() {
    let lines = output(|| trpl::run(async { show(trpl::stream_from_iter(1..=3).throttle(5 * MS)).await }));
    assert_eq!(lines, "1 at 0\n2 at 5\n3 at 10\n");
    let unthrottled = output(|| trpl::run(show(trpl::stream_from_iter(1..=3))));
    assert_eq!(unthrottled, "1 at 0\n2 at 0\n3 at 0\n");
}

#[test]
fn chunks_don_t_wait_longer_than_they_may() {
    let lines =
        outputs(|| trpl::run(async { show(letters(&[1, 1, 10, 1]).chunks_timeout(3, 5 * MS)).await }));
    assert_eq!(lines, ["['a', 'b'] at 6\n['c', 'd'] at 13\n"]);
}

#[test]
fn merged_streams_come_as_their_items_do() {
    let lines = output(|| {
        trpl::run(async {
            let ticks = IntervalStream::new(trpl::interval(20 * MS)).map(|_| '.');
            show(letters(&[30, 35]).merge(ticks).take(6)).await;
        });
    });
    assert_eq!(lines, "'.' at 0\n'.' at 20\n'a' at 30\n'.' at 40\n'.' at 60\n'b' at 65\n");
}
