use std::time::Duration;

fn main() {
    trpl::run(async {
        // ANCHOR: futures
        let (tx, mut rx) = trpl::channel();

        let tx_fut = async {
            for word in ["hi", "from", "the", "future"] {
                tx.send(word).unwrap();
                trpl::sleep(Duration::from_millis(500)).await;
            }
        };

        let rx_fut = async {
            while let Some(word) = rx.recv().await {
                println!("received '{word}'");
            }
        };

        trpl::join(tx_fut, rx_fut).await;
        // ANCHOR_END: futures
    });
}
