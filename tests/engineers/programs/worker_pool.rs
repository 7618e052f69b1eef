//! A pool of workers: requests come through one channel, and each brings along where its reply goes.

use std::sync::Arc;
use tokio::sync::{Mutex, mpsc, oneshot};
use tokio::task::JoinSet;

struct Request {
    number: u64,
    reply: oneshot::Sender<u64>,
}

struct Pool {
    requests: mpsc::Sender<Request>,
}

impl Pool {
    fn start(workers: usize) -> (Pool, JoinSet<usize>) {
        let (requests, receiver) = mpsc::channel(2);
        let receiver = Arc::new(Mutex::new(receiver));
        let workers = (0..workers).map(|_| work(Arc::clone(&receiver))).collect();
        (Pool { requests }, workers)
    }

    async fn square(&self, number: u64) -> Option<u64> {
        let (reply, answer) = oneshot::channel();
        self.requests.send(Request { number, reply }).await.ok()?;
        answer.await.ok()
    }
}

/// Answers requests until there won't be any more: how many they were.
async fn work(requests: Arc<Mutex<mpsc::Receiver<Request>>>) -> usize {
    let mut count = 0;
    loop {
        // The lock is only held while the worker waits for its turn.
        let next = requests.lock().await.recv().await;
        let Some(Request { number, reply }) = next else { return count };
        let _ = reply.send(number * number);
        count += 1;
    }
}

#[tokio::main]
async fn main() {
    let (pool, mut workers) = Pool::start(2);
    for number in [2, 3] {
        println!("{:?}", pool.square(number).await);
    }
    drop(pool);
    let mut answered = 0;
    while let Some(count) = workers.join_next().await {
        answered += count.unwrap();
    }
    println!("{answered} requests answered");
}
