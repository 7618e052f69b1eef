use std::collections::HashSet;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::Duration;

const TASKS: usize = 10;
/// How often each may move before it is clear that none does.
const CHANCES: usize = 1000;

fn main() {
    if thread::available_parallelism().is_ok_and(|cores| cores.get() == 1) {
        println!("left out: with one core, the runtime has one worker");
        return;
    }
    trpl::run(async {
        let found = Arc::new(AtomicBool::new(false));
        let tasks: Vec<_> = (0..TASKS).map(|_| trpl::spawn_task(wander(Arc::clone(&found)))).collect();
        let mut most = 0;
        for task in tasks {
            most = most.max(task.await.unwrap());
        }
        println!("threads that one task ran on: {most}");
    });
}

/// On how many threads this task has run.
async fn wander(found: Arc<AtomicBool>) -> usize {
    let mut threads = HashSet::new();
    for _ in 0..CHANCES {
        threads.insert(thread::current().id());
        if threads.len() > 1 {
            found.store(true, Ordering::SeqCst);
        }
        if found.load(Ordering::SeqCst) {
            break;
        }
        trpl::yield_now().await;
        trpl::sleep(Duration::from_millis(1)).await;
    }
    threads.len()
}

mod one_worker {
    /// As `trpl::run`, on a runtime that has the thread of its caller and no other.
    pub fn run<F: Future>(future: F) -> F::Output {
        tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap().block_on(future)
    }
}
