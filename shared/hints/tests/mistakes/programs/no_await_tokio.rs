use std::time::Duration;
use tokio::sync::mpsc;

struct Worker {
    results: mpsc::Sender<u32>,
}

impl Worker {
    async fn work(&self, n: u32) {
        tokio::time::sleep(Duration::from_millis(5)).await;
        self.results.send(n * n);
    }
}

#[tokio::main]
async fn main() {
    let (results, mut squares) = mpsc::channel(4);
    let worker = Worker { results };
    worker.work(3).await;
    drop(worker);
    while let Some(square) = squares.recv().await {
        println!("{square}");
    }
    println!("end");
}
