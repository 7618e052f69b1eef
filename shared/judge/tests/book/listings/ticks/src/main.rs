//! Two threads that wait, one of them longer.

use std::thread;
use std::time::Duration;

fn main() {
    // ANCHOR: threads
    let threads = [("one", 100), ("two", 200)].map(|(name, ms)| {
        thread::spawn(move || {
            thread::sleep(Duration::from_millis(ms));
            println!("{name} after {ms} ms");
        })
    });
    // ANCHOR_END: threads
    for thread in threads {
        thread.join().unwrap();
    }
    println!("done");
}
