use std::time::Duration;

fn main() {
    trpl::run(async {
        for _ in 0..100 {
            trpl::yield_now().await;
        }
        println!("yielded 100 times");
        for _ in 0..100 {
            trpl::sleep(Duration::from_millis(1)).await;
        }
        println!("slept 100 times");
    });
}
