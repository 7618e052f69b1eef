use std::sync::{Arc, Condvar, Mutex};
use std::thread;

fn main() {
    let pair = Arc::new((Mutex::new(()), Condvar::new()));
    let theirs = Arc::clone(&pair);
    thread::spawn(move || {
        let (lock, ready) = &*theirs;
        println!("ready");
        ready.notify_one();
    });
    let (lock, ready) = &*pair;
    let guard = lock.lock().unwrap();
    let _guard = ready.wait(guard).unwrap();
    println!("went on");
}
