use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::Arc;
use tokio::sync::Notify;

#[derive(Default)]
struct Latch {
    open: AtomicBool,
    changed: Notify,
}

impl Latch {
    fn open(&self) {
        self.open.store(true, Ordering::SeqCst);
        self.changed.notify_waiters();
    }

    async fn wait(&self) {
        if !self.open.load(Ordering::SeqCst) {
            self.changed.notified().await;
        }
    }
}

#[tokio::main]
async fn main() {
    let latch = Arc::new(Latch::default());
    let l = latch.clone();
    let opener = tokio::spawn(async move { l.open() });
    latch.wait().await;
    println!("open");
    opener.await.unwrap();
}
