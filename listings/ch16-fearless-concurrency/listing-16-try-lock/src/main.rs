use std::sync::Mutex;
use std::thread;

fn main() {
    let m = Mutex::new(5);

    let guard = m.lock().unwrap();
    thread::scope(|s| s.spawn(|| try_to_lock(&m)).join().unwrap());

    drop(guard);
    thread::scope(|s| s.spawn(|| try_to_lock(&m)).join().unwrap());
}

fn try_to_lock(m: &Mutex<i32>) {
    match m.try_lock() {
        Ok(num) => println!("Locked it: {num}"),
        Err(_) => println!("Another thread holds the lock"),
    }
}
