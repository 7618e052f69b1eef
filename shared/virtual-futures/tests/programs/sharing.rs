//! What several futures share: a lock, an output, somebody who may abort them.

use crate::support::{output, outputs};
use virtual_futures::FutureExt;
use virtual_futures::channel::oneshot;
use virtual_futures::executor::{LocalPool, block_on};
use virtual_futures::future::{AbortHandle, Abortable, Aborted, pending};
use virtual_futures::lock::{Mutex, MutexGuard};
use virtual_futures::task::{LocalSpawnExt, SpawnExt};
use virtual_std::panic::catch_unwind;
use virtual_std::sync::Arc;
use virtual_std::{println, thread};

#[test]
fn a_lock_is_held_across_an_await_and_given_to_one_at_a_time() {
    let found = outputs(|| {
        let lock = Arc::new(Mutex::new(String::new()));
        let threads = ["a", "b"].map(|name| {
            let lock = Arc::clone(&lock);
            thread::spawn(move || {
                block_on(async {
                    let mut text = lock.lock().await;
                    text.push_str(name);
                    text.push_str(name);
                });
            })
        });
        threads.into_iter().for_each(|thread| thread.join().unwrap());
        println!("{}", Arc::into_inner(lock).unwrap().into_inner());
    });
    assert_eq!(found, ["aabb\n", "bbaa\n"]);
}

#[test]
fn a_lock_that_its_own_task_holds_hangs() {
    let found = outputs(|| {
        let lock = Mutex::new(());
        block_on(async {
            let _held = lock.lock().await;
            lock.lock().await;
        });
    });
    assert!(found[0].contains("held by itself since line"), "{found:?}");
}

#[test]
fn a_part_of_what_is_locked_keeps_all_of_it_locked() {
    let lines = output(|| {
        let lock = Mutex::new([1, 2]);
        let mut second = MutexGuard::map(lock.try_lock().unwrap(), |all| &mut all[1]);
        *second += 5;
        println!("{:?} {:?}", lock.try_lock().is_none(), lock);
        drop(second);
        println!("{:?}", *lock.try_lock().unwrap());
    });
    assert_eq!(lines, "true Mutex { is_locked: true, has_waiters: false }\n[1, 7]\n");
}

#[test]
fn one_runs_what_all_wait_for_and_the_last_has_it_itself() {
    #[derive(Debug)]
    struct Counted(u32);
    impl Clone for Counted {
        fn clone(&self) -> Counted {
            Counted(self.0 + 1)
        }
    }
    let found = outputs(|| {
        let first = async {
            println!("ran");
            Counted(0)
        }
        .shared();
        let second = first.clone();
        let thread = thread::spawn(move || block_on(second).0);
        let (here, there) = (block_on(first).0, thread.join().unwrap());
        println!("{here} {there}");
    });
    assert_eq!(found, ["ran\n0 1\n", "ran\n1 0\n", "ran\n1 1\n"]);
}

#[test]
fn who_shares_is_woken_when_another_one_has_polled_to_the_end() {
    let lines = output(|| {
        let (sender, receiver) = oneshot::channel::<u8>();
        let first = receiver.shared();
        let threads = [first.clone(), first].map(|shared| thread::spawn(move || block_on(shared)));
        sender.send(3).unwrap();
        println!("{:?}", threads.map(|thread| thread.join().unwrap()));
    });
    assert_eq!(lines, "[Ok(3), Ok(3)]\n");
}

#[test]
fn an_aborted_future_ends_unless_it_was_ready() {
    let found = outputs(|| {
        let (sender, receiver) = oneshot::channel();
        let (handle, registration) = AbortHandle::new_pair();
        let thread = thread::spawn(move || {
            sender.send(1).unwrap();
            handle.abort();
        });
        println!("{:?}", block_on(Abortable::new(receiver, registration)));
        thread.join().unwrap();
        let (handle, registration) = AbortHandle::new_pair();
        let thread = thread::spawn(move || handle.abort());
        assert_eq!(block_on(Abortable::new(pending::<()>(), registration)), Err(Aborted));
        thread.join().unwrap();
    });
    assert_eq!(found, ["Err(Aborted)\n", "Ok(Ok(1))\n"]);
}

#[test]
fn a_handle_that_is_dropped_cancels_and_one_that_is_kept_gives_output_and_panic() {
    let lines = output(|| {
        let (work, handle) = async { 5 }.remote_handle();
        let thread = thread::spawn(move || block_on(work));
        println!("{}", block_on(handle));
        thread.join().unwrap();
        let (work, handle) = async { println!("never") }.remote_handle();
        drop(handle);
        block_on(work);
        let nothing: Option<()> = std::env::var_os("").map(drop);
        let (work, handle) = async move { nothing.expect("oh") }.remote_handle();
        block_on(work);
        println!("{}", catch_unwind(std::panic::AssertUnwindSafe(|| block_on(handle))).is_err());
    });
    let printed: Vec<&str> = lines.lines().filter(|line| ["5", "never", "true"].contains(line)).collect();
    assert_eq!(printed, ["5", "true"], "{lines}");
}

#[test]
fn a_pool_runs_its_futures_in_turn_and_no_executor_is_within_another() {
    let lines = output(|| {
        let mut pool = LocalPool::new();
        let spawner = pool.spawner();
        let inner = spawner.clone();
        spawner
            .spawn_local(async move {
                println!("a");
                inner.spawn_local(async { println!("c") }).unwrap();
            })
            .unwrap();
        let handle = spawner.spawn_with_handle(async { 5 }).unwrap();
        println!("{}", pool.try_run_one());
        pool.run_until_stalled();
        println!("{} {}", pool.run_until(handle), pool.try_run_one());
    });
    assert_eq!(lines, "a\ntrue\nc\n5 false\n");
    let nested = output(|| {
        println!("{}", catch_unwind(|| block_on(async { block_on(async {}) })).is_err());
    });
    assert!(nested.contains("cannot execute `LocalPool` executor from within another executor: EnterError"));
}
