use std::sync::{Arc, Mutex};
use std::thread;

fn main() {
    let data = Arc::new(Mutex::new(0));
    println!("{}", Arc::strong_count(&data));

    let guard = data.lock().unwrap(); // none of the threads can end before this is dropped
    let mut handles = vec![];
    for _ in 0..3 {
        let data = Arc::clone(&data);
        handles.push(thread::spawn(move || {
            *data.lock().unwrap() += 1;
        }));
    }
    println!("{}", Arc::strong_count(&data));

    drop(guard);
    for handle in handles {
        handle.join().unwrap();
    }
    println!("{}", Arc::strong_count(&data));
}
