use std::time::Duration;

fn main() {
    trpl::run(async {
        // ANCHOR: many-messages
        let (tx, mut rx) = trpl::channel();

        for word in ["hi", "from", "the", "future"] {
            tx.send(word).unwrap();
            trpl::sleep(Duration::from_millis(500)).await;
        }

        while let Some(word) = rx.recv().await {
            println!("received '{word}'");
        }
        // ANCHOR_END: many-messages
    });
}
