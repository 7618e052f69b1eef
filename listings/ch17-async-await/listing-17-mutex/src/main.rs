use std::sync::Arc;

use tokio::sync::Mutex;

fn main() {
    trpl::run(async {
        let counter = Arc::new(Mutex::new(0));
        let mut handles = vec![];

        for _ in 0..10 {
            let counter = Arc::clone(&counter);
            handles.push(trpl::spawn_task(async move {
                *counter.lock().await += 1;
            }));
        }

        for handle in handles {
            handle.await.unwrap();
        }

        println!("Result: {}", *counter.lock().await);
    });
}
