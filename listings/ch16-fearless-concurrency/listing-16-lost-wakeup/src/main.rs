use std::sync::{Arc, Condvar, Mutex};
use std::thread;

fn main() {
    let pair = Arc::new((Mutex::new(false), Condvar::new()));
    let pair2 = Arc::clone(&pair);

    thread::spawn(move || {
        let (lock, signal) = &*pair2;
        *lock.lock().unwrap() = true;
        signal.notify_one();
    });

    let (lock, signal) = &*pair;
    let started = lock.lock().unwrap();
    let _started = signal.wait(started).unwrap(); // waits even if the signal was before
    println!("Thread signaled!");
}
