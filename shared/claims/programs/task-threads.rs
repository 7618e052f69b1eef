use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

const MANY: usize = 10_000;
const HOUR: Duration = Duration::from_secs(3600);

fn main() {
    trpl::run(async {
        let alive = Arc::new(AtomicUsize::new(0));
        start(1, &alive).await;
        let with_one = threads_of_this_process();
        start(MANY - 1, &alive).await;
        let with_many = threads_of_this_process();
        println!("alive: {}", alive.load(Ordering::SeqCst));
        println!("more threads: {}", with_many.saturating_sub(with_one));
    });
    std::process::exit(0);
}

async fn start(count: usize, alive: &Arc<AtomicUsize>) {
    let before = alive.load(Ordering::SeqCst);
    for _ in 0..count {
        let alive = Arc::clone(alive);
        trpl::spawn_task(async move {
            alive.fetch_add(1, Ordering::SeqCst);
            trpl::sleep(HOUR).await;
        });
    }
    while alive.load(Ordering::SeqCst) < before + count {
        trpl::sleep(Duration::from_millis(1)).await;
    }
}

fn threads_of_this_process() -> usize {
    let Ok(status) = std::fs::read_to_string("/proc/self/status") else {
        println!("left out: how many threads a process has is read from /proc, which is not there");
        std::process::exit(0);
    };
    let line = status.lines().find_map(|line| line.strip_prefix("Threads:")).unwrap();
    line.trim().parse().unwrap()
}
