//! A cache that keeps its lock while it asks somebody else, who needs it too.

use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::{RwLock, mpsc, oneshot};
use tokio::time::interval;

type Values = Arc<RwLock<HashMap<&'static str, u64>>>;
type Reply = oneshot::Sender<u64>;

/// Loads what is asked for, unless it is there already.
async fn serve(values: Values, mut wanted: mpsc::Receiver<(&'static str, Reply)>) {
    let mut loads = 0;
    while let Some((key, reply)) = wanted.recv().await {
        let known = values.read().await.get(key).copied();
        loads += 1;
        let _ = reply.send(known.unwrap_or(loads));
    }
}

async fn get(values: &Values, loader: &mpsc::Sender<(&'static str, Reply)>, key: &'static str) -> u64 {
    // Held until the answer has come.
    let mut values = values.write().await;
    let (reply, answer) = oneshot::channel();
    loader.send((key, reply)).await.unwrap();
    let value = answer.await.unwrap();
    values.insert(key, value);
    value
}

#[tokio::main]
async fn main() {
    let values = Values::default();
    let (loader, wanted) = mpsc::channel(1);
    tokio::spawn(serve(Arc::clone(&values), wanted));
    let mut ticks = interval(Duration::from_millis(10));
    for _ in 0..2 {
        ticks.tick().await;
        println!("{}", get(&values, &loader, "answer").await);
    }
}
