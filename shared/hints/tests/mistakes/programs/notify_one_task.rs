use std::sync::Arc;
use tokio::sync::Notify;

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let gate = Arc::new(Notify::new());
    let mut runners = Vec::new();
    for n in 1..=2 {
        let gate = Arc::clone(&gate);
        runners.push(tokio::spawn(async move {
            gate.notified().await;
            println!("runner {n} goes");
        }));
    }
    tokio::task::yield_now().await;
    gate.notify_one();
    for runner in runners {
        runner.await.unwrap();
    }
}
