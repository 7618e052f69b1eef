//! Deletes a file, which the explorer does not do.

use std::fs;
use std::thread;

fn main() {
    let gone = thread::spawn(|| fs::remove_file("precious.txt").is_ok());
    println!("{}", gone.join().unwrap());
}
