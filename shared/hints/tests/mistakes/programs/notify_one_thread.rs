use std::sync::{Arc, Condvar, Mutex};
use std::thread;

struct Door {
    open: Mutex<bool>,
    changed: Condvar,
}

fn main() {
    let door = Arc::new(Door { open: Mutex::new(false), changed: Condvar::new() });
    let guests: Vec<_> = (0..2)
        .map(|i| {
            let door = Arc::clone(&door);
            thread::spawn(move || {
                let mut open = door.open.lock().unwrap();
                while !*open {
                    open = door.changed.wait(open).unwrap();
                }
                println!("guest {i} is in");
            })
        })
        .collect();
    *door.open.lock().unwrap() = true;
    door.changed.notify_one();
    for guest in guests {
        guest.join().unwrap();
    }
}
