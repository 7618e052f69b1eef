//! A cache that an interval refreshes while others read it.

use std::collections::HashMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;
use tokio::sync::RwLock;
use tokio::time::{interval, sleep};

#[derive(Clone, Default)]
struct Cache {
    values: Arc<RwLock<HashMap<&'static str, u64>>>,
    loads: Arc<AtomicU64>,
}

impl Cache {
    async fn get(&self, key: &'static str) -> u64 {
        if let Some(value) = self.values.read().await.get(key) {
            return *value;
        }
        self.refresh(key).await
    }

    async fn refresh(&self, key: &'static str) -> u64 {
        let value = self.load().await;
        self.values.write().await.insert(key, value);
        value
    }

    /// Asks somebody far away.
    async fn load(&self) -> u64 {
        sleep(Duration::from_millis(3)).await;
        self.loads.fetch_add(1, Ordering::SeqCst) + 1
    }
}

#[tokio::main]
async fn main() {
    let cache = Cache::default();
    let refresher = {
        let cache = cache.clone();
        tokio::spawn(async move {
            let mut ticks = interval(Duration::from_millis(10));
            loop {
                ticks.tick().await;
                cache.refresh("answer").await;
            }
        })
    };
    sleep(Duration::from_millis(5)).await;
    println!("{}", cache.get("answer").await);
    sleep(Duration::from_millis(10)).await;
    println!("{}", cache.get("answer").await);
    refresher.abort();
    println!("{}", refresher.await.unwrap_err().is_cancelled());
}
