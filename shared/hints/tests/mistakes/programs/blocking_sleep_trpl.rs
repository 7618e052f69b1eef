use std::thread;
use std::time::Duration;

fn main() {
    trpl::run(async {
        let slow = async {
            thread::sleep(Duration::from_millis(100));
            println!("slow");
        };
        let quick = async {
            trpl::sleep(Duration::from_millis(10)).await;
            println!("quick");
        };
        trpl::join(slow, quick).await;
    });
}
