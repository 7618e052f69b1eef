use std::sync::{Arc, Mutex};
use std::thread;

fn main() {
    let forks: Vec<Arc<Mutex<()>>> = (0..3).map(|_| Arc::new(Mutex::new(()))).collect();
    let mut seats = Vec::new();
    for i in 0..3 {
        let left = forks[i].clone();
        let right = forks[(i + 1) % 3].clone();
        seats.push(thread::spawn(move || {
            let _l = left.lock().unwrap();
            let _r = right.lock().unwrap();
            println!("{i} eats");
        }));
    }
    for seat in seats {
        seat.join().unwrap();
    }
}
