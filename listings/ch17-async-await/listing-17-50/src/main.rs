use std::{pin::pin, time::Duration};

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

fn get_messages() -> impl Stream<Item = String> {
    let (tx, rx) = trpl::channel();
    trpl::spawn_task(async move {
        for (index, letter) in ('a'..='j').enumerate() {
            let ms = if index % 2 == 0 { 100 } else { 300 };
            trpl::sleep(Duration::from_millis(ms)).await;
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
    trpl::spawn_task(async move {
        for n in 1.. {
            trpl::sleep(Duration::from_millis(1)).await;
            if let Err(error) = tx.send(n) {
                eprintln!("Could not send interval {n}: {error}");
                break;
            }
        }
    });
    ReceiverStream::new(rx)
}
