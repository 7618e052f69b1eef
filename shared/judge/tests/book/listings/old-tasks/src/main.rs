//! A task and its sender, as the first version of `trpl` has it.

fn main() {
    trpl::run(async {
        let (tx, mut rx) = trpl::channel();
        trpl::spawn_task(async move {
            for word in ["从", "未来"] {
                tx.send(word).unwrap();
                trpl::sleep(std::time::Duration::from_millis(10)).await;
            }
        });
        while let Some(word) = rx.recv().await {
            println!("收到 {word}");
        }
    });
}
