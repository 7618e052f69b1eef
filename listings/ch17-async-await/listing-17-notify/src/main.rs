use std::sync::Arc;

use tokio::sync::Notify;

fn main() {
    trpl::run(async {
        let notify = Arc::new(Notify::new());
        let signal = Arc::clone(&notify);

        trpl::spawn_task(async move {
            signal.notify_one();
        });

        notify.notified().await;
        println!("Task signaled!");
    });
}
