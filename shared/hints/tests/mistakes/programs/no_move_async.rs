use std::time::Duration;

fn main() {
    trpl::run(async {
        let (tx, mut rx) = trpl::channel();
        let sending = async {
            for number in 1..=2 {
                tx.send(number).unwrap();
                trpl::sleep(Duration::from_millis(10)).await;
            }
        };
        let receiving = async {
            while let Some(number) = rx.recv().await {
                println!("got {number}");
            }
        };
        trpl::join(sending, receiving).await;
    });
}
