use std::sync::atomic::{AtomicUsize, Ordering::SeqCst};
use std::thread;

static VISITS: AtomicUsize = AtomicUsize::new(0);

fn visit() {
    VISITS.store(VISITS.load(SeqCst) + 1, SeqCst);
}

fn main() {
    thread::scope(|scope| {
        scope.spawn(visit);
        scope.spawn(visit);
    });
    println!("{} visits", VISITS.load(SeqCst));
}
