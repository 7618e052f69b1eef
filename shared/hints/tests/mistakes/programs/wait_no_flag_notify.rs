use std::sync::Arc;
use tokio::sync::Notify;

#[tokio::main]
async fn main() {
    let notify = Arc::new(Notify::new());
    let other = Arc::clone(&notify);
    let task = tokio::spawn(async move {
        other.notified().await;
        println!("told");
    });
    notify.notify_waiters();
    task.await.unwrap();
}
