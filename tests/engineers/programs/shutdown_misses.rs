//! A worker that is told to stop by a notification that is only seen by who waits for it already.

use std::sync::Arc;
use std::time::Duration;
use tokio::select;
use tokio::sync::{Notify, mpsc};
use tokio::time::timeout;

async fn work(mut jobs: mpsc::Receiver<u32>, stop: Arc<Notify>) -> u32 {
    let mut sum = 0;
    loop {
        // Made anew each time round: nobody waits while a job is done.
        select! {
            () = stop.notified() => return sum,
            Some(job) = jobs.recv() => {
                tokio::task::yield_now().await;
                sum += job;
            }
        }
    }
}

#[tokio::main]
async fn main() {
    let (jobs, receiver) = mpsc::channel(4);
    let stop = Arc::new(Notify::new());
    let worker = tokio::spawn(work(receiver, Arc::clone(&stop)));
    jobs.send(5).await.unwrap();
    stop.notify_waiters();
    match timeout(Duration::from_secs(1), worker).await {
        Ok(sum) => println!("stopped: {}", sum.is_ok()),
        Err(_) => println!("it never stops"),
    }
}
