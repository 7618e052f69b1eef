use std::{pin::pin, thread, time::Duration};

use trpl::{ReceiverStream, Stream, StreamExt};

fn main() {
    trpl::run(async {
        let intervals = get_intervals()
            .map(|n| format!("Interval #{n}"))
            .throttle(Duration::from_millis(500))
            .timeout(Duration::from_secs(10))
            .filter_map(Result::ok);
        let mut merged = pin!(get_messages().merge(intervals).take(20));
        while let Some(item) = merged.next().await {
            println!("{item}");
        }
    });
}

// ANCHOR: thread
fn get_messages() -> impl Stream<Item = String> {
    let (tx, rx) = trpl::channel();
    thread::spawn(move || {
        for (index, letter) in ('a'..='j').enumerate() {
            let ms = if index % 2 == 0 { 100 } else { 300 };
            thread::sleep(Duration::from_millis(ms));
            if let Err(error) = tx.send(format!("Message: '{letter}' after {ms}ms")) {
                eprintln!("Cannot send message '{letter}': {error}");
                break;
            }
        }
    });
    ReceiverStream::new(rx)
}

fn get_intervals() -> impl Stream<Item = u32> {
    let (tx, rx) = trpl::channel();
    thread::spawn(move || {
        for n in 1.. {
            thread::sleep(Duration::from_millis(1));
            if let Err(error) = tx.send(n) {
                eprintln!("Could not send interval {n}: {error}");
                break;
            }
        }
    });
    ReceiverStream::new(rx)
}
// ANCHOR_END: thread
