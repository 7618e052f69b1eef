use std::thread;
use std::time::Duration;

fn main() {
    println!("Main thread waiting...");

    let handle = thread::spawn(|| {
        thread::sleep(Duration::from_secs(1));
        println!("Work done in spawned thread");
        123
    });

    println!("Spawned thread returned: {}", handle.join().unwrap());
}
