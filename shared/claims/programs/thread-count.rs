use std::sync::{Arc, Mutex, mpsc};
use std::thread;

const SPAWNED: usize = 20;

fn main() {
    let before = threads_of_this_process();
    let (go, wait) = mpsc::channel::<()>();
    let wait = Arc::new(Mutex::new(wait));
    let handles: Vec<_> = (0..SPAWNED)
        .map(|number| {
            let wait = Arc::clone(&wait);
            thread::spawn(move || {
                let _ = wait.lock().unwrap().recv(); // till main drops `go`
                number
            })
        })
        .collect();
    let with = threads_of_this_process();
    drop(go);
    let given: Vec<usize> = handles.into_iter().map(|handle| handle.join().unwrap()).collect();
    println!("spawned: {SPAWNED}");
    println!("more threads: {}", with - before);
    println!("handles gave what was returned: {}", given == (0..SPAWNED).collect::<Vec<_>>());
}

fn threads_of_this_process() -> usize {
    let Ok(status) = std::fs::read_to_string("/proc/self/status") else {
        println!("left out: how many threads a process has is read from /proc, which is not there");
        std::process::exit(0);
    };
    let line = status.lines().find_map(|line| line.strip_prefix("Threads:")).unwrap();
    line.trim().parse().unwrap()
}

mod later {
    pub struct Later<F>(F);

    /// Work that is not started before it is joined.
    pub fn spawn<T, F: FnOnce() -> T>(work: F) -> Later<F> {
        Later(work)
    }

    impl<T, F: FnOnce() -> T> Later<F> {
        pub fn join(self) -> Result<T, ()> {
            Ok((self.0)())
        }
    }
}
