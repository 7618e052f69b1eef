use std::time::Duration;

fn main() {
    trpl::block_on(async {
        let (tx, mut rx) = trpl::channel();

        let tx1 = tx.clone();
        let tx1_fut = async move {
            for word in ["hi", "from", "the", "future"] {
                tx1.send(word).unwrap();
                trpl::sleep(Duration::from_secs(1)).await;
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
                trpl::sleep(Duration::from_secs(1)).await;
            }
        };

        let futures: Vec<Box<dyn Future<Output = ()>>> =
            vec![Box::new(tx1_fut), Box::new(rx_fut), Box::new(tx_fut)];
        trpl::join_all(futures).await;
    });
}
