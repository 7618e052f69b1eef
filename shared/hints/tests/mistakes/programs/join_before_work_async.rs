use std::time::Duration;

fn main() {
    trpl::run(async {
        let (tx, mut rx) = trpl::channel();
        let task = trpl::spawn_task(async move {
            while let Some(word) = rx.recv().await {
                println!("heard {word}");
            }
        });
        task.await.unwrap();
        for word in ["now", "then"] {
            tx.send(word).unwrap();
            trpl::sleep(Duration::from_millis(5)).await;
        }
    });
}
