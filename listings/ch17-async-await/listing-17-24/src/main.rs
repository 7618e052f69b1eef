use std::{
    pin::{Pin, pin},
    time::Duration,
};

fn main() {
    trpl::block_on(async {
        let (tx, mut rx) = trpl::channel();

        let tx1 = tx.clone();
        let tx1_fut = pin!(async move {
            for word in ["hi", "from", "the", "future"] {
                tx1.send(word).unwrap();
                trpl::sleep(Duration::from_secs(1)).await;
            }
        });

        let rx_fut = pin!(async {
            while let Some(word) = rx.recv().await {
                println!("received '{word}'");
            }
        });

        let tx_fut = pin!(async move {
            for word in ["more", "messages", "for", "you"] {
                tx.send(word).unwrap();
                trpl::sleep(Duration::from_secs(1)).await;
            }
        });

        let futures: Vec<Pin<&mut dyn Future<Output = ()>>> = vec![tx1_fut, rx_fut, tx_fut];
        trpl::join_all(futures).await;
    });
}
