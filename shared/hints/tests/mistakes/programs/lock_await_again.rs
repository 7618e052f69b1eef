use std::sync::Mutex;
use std::time::Duration;

fn main() {
    let log = Mutex::new(Vec::new());
    trpl::run(async {
        let first = async {
            let mut entries = log.lock().unwrap();
            entries.push("first begins");
            trpl::sleep(Duration::from_millis(10)).await;
            entries.push("first ends");
        };
        let second = async {
            log.lock().unwrap().push("second");
        };
        trpl::join(first, second).await;
    });
    println!("{:?}", log.lock().unwrap());
}
