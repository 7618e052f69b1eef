use std::time::Duration;

use futures::future;
use tokio::{runtime::Runtime, time};

fn main() {
    let runtime = Runtime::new().unwrap();
    runtime.block_on(async {
        let first = async {
            for i in 1..=9 {
                println!("hi number {i} from the first task!");
                time::sleep(Duration::from_millis(500)).await;
            }
        };

        let second = async {
            for i in 1..=4 {
                println!("hi number {i} from the second task!");
                time::sleep(Duration::from_millis(500)).await;
            }
        };

        future::join(first, second).await;
    });
}
