use std::time::Duration;

fn main() {
    trpl::run(async {
        trpl::race(run("fast", 100), run("slow", 300)).await;
    });
}

async fn run(name: &str, ms: u64) {
    println!("'{name}' started.");
    trpl::sleep(Duration::from_millis(ms)).await;
    println!("'{name}' finished.");
}
