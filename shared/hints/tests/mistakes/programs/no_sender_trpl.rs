use std::time::Duration;

fn main() {
    trpl::run(async {
        let (tx, mut rx) = trpl::channel();
        let send = async move {
            for n in 0..2 {
                tx.send(n).unwrap();
                trpl::sleep(Duration::from_millis(10)).await;
            }
        };
        let receive = async {
            loop {
                let n: i32 = rx.recv().await.unwrap();
                println!("{n}");
            }
        };
        trpl::join(send, receive).await;
    });
}
