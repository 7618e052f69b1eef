use std::sync::{Arc, Mutex};
use std::thread;

fn main() {
    let names = Arc::new(Mutex::new(vec!["a", "b", "c"]));
    let copy = Arc::clone(&names);
    let eater = thread::spawn(move || {
        copy.lock().unwrap().pop();
    });
    let n = names.lock().unwrap().len();
    println!("last: {}", names.lock().unwrap()[n - 1]);
    eater.join().unwrap();
}
