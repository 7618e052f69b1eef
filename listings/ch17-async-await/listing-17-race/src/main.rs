use std::time::Duration;

fn main() {
    trpl::run(async {
        trpl::race(wait("fast", 100), wait("slow", 300)).await;
    });
}

async fn wait(name: &str, ms: u64) {
    println!("'{name}' started.");
    trpl::sleep(Duration::from_millis(ms)).await;
    println!("'{name}' finished.");
}
