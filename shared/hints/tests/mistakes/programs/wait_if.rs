use std::collections::VecDeque;
use std::sync::{Arc, Condvar, Mutex};
use std::thread;

struct Queue {
    items: Mutex<VecDeque<u32>>,
    filled: Condvar,
}

impl Queue {
    fn take(&self) -> u32 {
        let mut items = self.items.lock().unwrap();
        if items.is_empty() {
            items = self.filled.wait(items).unwrap();
        }
        items.pop_front().unwrap()
    }

    fn put(&self, item: u32) {
        self.items.lock().unwrap().push_back(item);
        self.filled.notify_all();
    }
}

fn main() {
    let queue = Arc::new(Queue { items: Mutex::new(VecDeque::new()), filled: Condvar::new() });
    let takers: Vec<_> = (0..2)
        .map(|_| {
            let queue = queue.clone();
            thread::spawn(move || println!("took {}", queue.take()))
        })
        .collect();
    queue.put(1);
    queue.put(2);
    for taker in takers {
        taker.join().unwrap();
    }
}
