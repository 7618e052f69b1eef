//! Counts as long as it is let.

use std::thread;
use std::time::Duration;

fn main() {
    for number in 1_u64.. {
        println!("tick {number}");
        thread::sleep(Duration::from_secs(1));
    }
}
