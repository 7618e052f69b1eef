use std::sync::{Arc, Mutex};
use std::thread;

fn main() {
    let count = Arc::new(Mutex::new(0));
    let handles: Vec<_> = (0..2)
        .map(|_| {
            let count = Arc::clone(&count);
            thread::spawn(move || {
                let seen = *count.lock().unwrap();
                *count.lock().unwrap() = seen + 1;
            })
        })
        .collect();
    for handle in handles {
        handle.join().unwrap();
    }
    println!("{}", *count.lock().unwrap());
}
