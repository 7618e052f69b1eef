use std::sync::{Arc, Mutex};
use std::thread;

fn main() {
    let left = Arc::new(Mutex::new(1));
    let right = Arc::new(Mutex::new(2));
    let (left2, right2) = (Arc::clone(&left), Arc::clone(&right));
    let handle = thread::spawn(move || {
        let mut r = right2.lock().unwrap();
        let l = left2.lock().unwrap();
        *r += *l;
    });
    {
        let mut l = left.lock().unwrap();
        let r = right.lock().unwrap();
        *l += *r;
    }
    handle.join().unwrap();
    println!("ends");
}
