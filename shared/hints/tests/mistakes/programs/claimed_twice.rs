use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

fn main() {
    let claimed = AtomicBool::new(false);
    thread::scope(|s| {
        for id in 0..2 {
            let claimed = &claimed;
            s.spawn(move || {
                if !claimed.load(Ordering::SeqCst) {
                    claimed.store(true, Ordering::SeqCst);
                    println!("{id} claims it");
                }
            });
        }
    });
}
