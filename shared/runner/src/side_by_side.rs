//! Doing the same with many things at the same time.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};
use std::thread;

/// For threads that wait more than they compute.
const SMALL_STACK: usize = 1 << 20;

/// Does `work` with each item, up to so many at the same time, and gives the results in the order of the
/// items; those for which there is none are left out.
pub fn side_by_side<T: Sync, R: Send>(
    items: &[T],
    workers: usize,
    work: impl Fn(&T) -> Option<R> + Sync,
) -> Vec<R> {
    let next = AtomicUsize::new(0);
    let results = Mutex::new(Vec::new());
    let worker = || loop {
        let index = next.fetch_add(1, Ordering::Relaxed);
        let Some(item) = items.get(index) else { break };
        if let Some(result) = work(item) {
            results.lock().unwrap_or_else(PoisonError::into_inner).push((index, result));
        }
    };
    thread::scope(|scope| {
        // One of the workers is this thread.
        for _ in 1..workers.min(items.len()) {
            // With too many threads for the system, those that there are do all the work.
            if thread::Builder::new().stack_size(SMALL_STACK).spawn_scoped(scope, worker).is_err() {
                break;
            }
        }
        worker();
    });
    let mut results = results.into_inner().unwrap_or_else(PoisonError::into_inner);
    results.sort_by_key(|(index, _)| *index);
    results.into_iter().map(|(_, result)| result).collect()
}

#[cfg(test)]
mod tests {
    use super::side_by_side;

    #[test]
    fn each_item_is_done_once_and_results_keep_their_order() {
        let items: Vec<u32> = (0..100).collect();
        for workers in [1, 7, 1000] {
            let even = side_by_side(&items, workers, |n| (n % 2 == 0).then_some(n * 10));
            assert_eq!(even, (0..50).map(|n| n * 20).collect::<Vec<_>>());
        }
    }
}
