use std::time::Duration;

fn main() {
    trpl::run(async {
        let (tx, mut rx) = trpl::channel();

        let tx1 = tx.clone();
        let tx1_fut = async {
            for word in ["hi", "from", "the", "future"] {
                tx1.send(word).unwrap();
                trpl::sleep(Duration::from_millis(500)).await;
            }
        };

        let rx_fut = async {
            while let Some(word) = rx.recv().await {
                println!("received '{word}'");
            }
        };

        let tx_fut = async move {
            for word in ["more", "messages", "for", "you"] {
                tx.send(word).unwrap();
                trpl::sleep(Duration::from_millis(1500)).await;
            }
        };

        trpl::join3(tx1_fut, tx_fut, rx_fut).await;
    });
}
