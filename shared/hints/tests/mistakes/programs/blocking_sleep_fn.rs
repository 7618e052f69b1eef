use std::time::Duration;

fn pause(ms: u64) {
    std::thread::sleep(Duration::from_millis(ms));
}

async fn step(name: &'static str) {
    for n in 1..=2 {
        pause(10);
        println!("{name} {n}");
    }
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let a = tokio::spawn(step("a"));
    let b = tokio::spawn(step("b"));
    a.await.unwrap();
    b.await.unwrap();
}
