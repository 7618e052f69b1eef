//! Workers that are told to stop, finish what they have begun, and are waited for.

use std::time::Duration;
use tokio::select;
use tokio::sync::watch;
use tokio::task::JoinSet;
use tokio::time::sleep;

async fn work(name: &'static str, period: u64, mut stop: watch::Receiver<bool>) -> u32 {
    let mut rounds = 0;
    loop {
        select! {
            changed = stop.wait_for(|stop| *stop) => {
                println!("{name} stops: {}", changed.is_ok());
                return rounds;
            }
            () = sleep(Duration::from_millis(period)) => rounds += 1,
        }
    }
}

#[tokio::main]
async fn main() {
    let (stop, stopped) = watch::channel(false);
    let mut workers = JoinSet::new();
    for (name, period) in [("a", 10), ("b", 20)] {
        workers.spawn(work(name, period, stopped.clone()));
    }
    drop(stopped);
    sleep(Duration::from_millis(15)).await;
    stop.send(true).unwrap();
    let mut rounds = 0;
    while let Some(done) = workers.join_next().await {
        rounds += done.unwrap();
    }
    println!("{rounds} rounds, {} workers left", workers.len());
}
