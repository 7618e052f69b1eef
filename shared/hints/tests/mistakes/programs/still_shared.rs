use std::sync::Arc;
use std::sync::Mutex;
use std::thread;

fn main() {
    let counter = Arc::new(Mutex::new(0));
    let mut handles = vec![];
    for _ in 0..2 {
        let counter = Arc::clone(&counter);
        handles.push(thread::spawn(move || {
            *counter.lock().unwrap() += 1;
        }));
    }
    let total = Arc::try_unwrap(counter).unwrap().into_inner().unwrap();
    println!("{total}");
    for handle in handles {
        handle.join().unwrap();
    }
}
