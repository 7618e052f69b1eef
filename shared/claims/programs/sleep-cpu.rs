use std::thread;
use std::time::{Duration, Instant};

const PAUSE: Duration = Duration::from_millis(500);

fn main() {
    let (start, before) = (Instant::now(), processor_time());
    thread::sleep(PAUSE);
    let used = processor_time() - before;
    println!("milliseconds: {}", start.elapsed().as_millis());
    println!("milliseconds on a processor: {}", used.as_millis());
}

/// What this thread has used so far.
fn processor_time() -> Duration {
    // A thread that has just begun may not have been counted yet.
    let start = Instant::now();
    while counted().is_zero() && start.elapsed() < PAUSE / 5 {}
    let counted = counted();
    if counted.is_zero() {
        println!("left out: this system does not count the time of a thread on a processor");
        std::process::exit(0)
    }
    counted
}

fn counted() -> Duration {
    let Ok(schedstat) = std::fs::read_to_string("/proc/thread-self/schedstat") else {
        println!("left out: processor time is read from /proc/thread-self/schedstat, which is not there");
        std::process::exit(0);
    };
    Duration::from_nanos(schedstat.split_whitespace().next().unwrap().parse().unwrap())
}

/// Waits without sleeping: on a busy machine for longer, till as much work is done.
fn spin(pause: Duration) {
    let (start, before) = (Instant::now(), processor_time());
    while start.elapsed() < pause || processor_time() - before < pause / 2 {}
}
