use std::sync::Mutex;
use std::time::Duration;

fn main() {
    trpl::run(async {
        let total = Mutex::new(0);
        let first = async {
            let mut guard = total.lock().unwrap();
            *guard += 1;
            trpl::sleep(Duration::from_millis(10)).await;
        };
        let second = async {
            trpl::sleep(Duration::from_millis(5)).await;
            *total.lock().unwrap() += 1;
        };
        trpl::join(first, second).await;
        println!("total {}", total.lock().unwrap());
    });
}
