use std::time::Duration;
use tokio::time::timeout;

async fn slow() -> u32 {
    std::thread::sleep(Duration::from_millis(500));
    42
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    match timeout(Duration::from_millis(100), slow()).await {
        Ok(n) => println!("got {n}"),
        Err(_) => println!("too slow"),
    }
}
