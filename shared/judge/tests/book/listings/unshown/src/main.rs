//! No page shows this, and it panics.

use std::thread;

fn main() {
    let thread = thread::spawn(|| panic!("no page shows me"));
    thread.join().unwrap_err();
    println!("caught");
}
