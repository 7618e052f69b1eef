use std::{pin::pin, time::Duration};

use trpl::{ReceiverStream, Stream, StreamExt};

fn main() {
    trpl::run(async {
        let messages = get_messages().timeout(Duration::from_millis(200));
        let mut messages = pin!(messages);
        while let Some(result) = messages.next().await {
            match result {
                Ok(message) => println!("{message}"),
                Err(reason) => eprintln!("Problem: {reason:?}"),
            }
        }
    });
}

fn get_messages() -> impl Stream<Item = String> {
    let (tx, rx) = trpl::channel();
    trpl::spawn_task(async move {
        for (index, letter) in ('a'..='j').enumerate() {
            let ms = if index % 2 == 0 { 100 } else { 300 };
            trpl::sleep(Duration::from_millis(ms)).await;
            tx.send(format!("Message: '{letter}'")).unwrap();
        }
    });
    ReceiverStream::new(rx)
}
