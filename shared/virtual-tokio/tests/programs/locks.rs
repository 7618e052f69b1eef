//! Locks and permits.

use crate::run;
use crate::support::{output, outputs};
use std::pin::pin;
use virtual_std::println;
use virtual_std::sync::Arc;
use virtual_tokio::sync::{
    Mutex, MutexGuard, OwnedMutexGuard, RwLock, RwLockReadGuard, RwLockWriteGuard, Semaphore,
};
use virtual_tokio::task::{spawn, yield_now};

/// Two tasks write, each the whole; then somebody reads without the lock.
fn two_write(read: fn(Mutex<u32>) -> u32) {
    run(async move {
        let lock = Arc::new(Mutex::new(0));
        let tasks = [1, 2].map(|number| {
            let lock = Arc::clone(&lock);
            spawn(async move { *lock.lock().await = number })
        });
        for task in tasks {
            task.await.unwrap();
        }
        println!("{}", read(Arc::into_inner(lock).unwrap()));
    });
}

#[test]
fn who_takes_out_what_a_lock_guards_learns_who_wrote_last() {
    assert_eq!(outputs(|| two_write(Mutex::into_inner)), ["1\n", "2\n"]);
    assert_eq!(outputs(|| two_write(|mut lock| *lock.get_mut())), ["1\n", "2\n"]);
    assert_eq!(
        outputs(|| two_write(|lock| {
            drop(lock);
            0
        })),
        ["0\n"]
    );
}

#[test]
fn what_was_written_without_the_lock_is_handed_on() {
    fn written(write: bool) {
        run(async move {
            let lock = Arc::new(RwLock::new(0));
            let theirs = Arc::clone(&lock);
            spawn(async move { *theirs.write().await += 1 }).await.unwrap();
            let mut lock = Arc::into_inner(lock).unwrap();
            if write {
                *lock.get_mut() += 10;
            }
            println!("{}", lock.into_inner());
        });
    }
    assert_eq!(output(|| written(true)), "11\n");
    assert_eq!(output(|| written(false)), "1\n");
}

#[test]
fn who_waits_for_more_than_are_free_has_those_already() {
    fn ask(count: u32) {
        run(async move {
            let semaphore = Semaphore::new(2);
            let mut many = pin!(semaphore.acquire_many(count));
            let waits =
                std::future::poll_fn(|cx| std::task::Poll::Ready(many.as_mut().poll(cx).is_pending()));
            println!("{} {}", waits.await, semaphore.available_permits());
            println!("{}", semaphore.try_acquire().is_ok());
        });
    }
    assert_eq!(output(|| ask(3)), "true 0\nfalse\n");
    assert_eq!(output(|| ask(1)), "false 2\ntrue\n");
}

#[test]
fn who_was_given_permits_and_did_not_take_them_yet_loses_them_when_they_are_closed() {
    fn close(first: bool) {
        run(async move {
            let semaphore = Arc::new(Semaphore::new(0));
            let mut permit = pin!(semaphore.acquire());
            let waits =
                std::future::poll_fn(|cx| std::task::Poll::Ready(permit.as_mut().poll(cx).is_pending()));
            assert!(waits.await);
            semaphore.add_permits(1);
            if first {
                semaphore.close();
            }
            println!("{}", permit.await.is_ok());
        });
    }
    assert_eq!(output(|| close(true)), "false\n");
    assert_eq!(output(|| close(false)), "true\n");
}

#[test]
fn a_lock_goes_to_who_asked_first_and_try_lock_does_not_wait() {
    let found = outputs(|| {
        run(async {
            let lock = Arc::new(Mutex::new(()));
            let theirs = Arc::clone(&lock);
            let task = spawn(async move {
                let _guard = theirs.lock().await;
                println!("task");
            });
            match lock.try_lock() {
                Ok(_guard) => println!("free"),
                Err(error) => println!("{error}"),
            }
            task.await.unwrap();
        });
    });
    assert_eq!(
        found,
        ["free\ntask\n", "operation would block\ntask\n", "task\nfree\n", "task\noperation would block\n"]
    );
}

#[test]
fn readers_wait_behind_a_writer_that_waits() {
    let lines = output(|| {
        run(async {
            let lock = RwLock::new(());
            let reader = lock.read().await;
            let mut writer = pin!(lock.write());
            let waits =
                std::future::poll_fn(|cx| std::task::Poll::Ready(writer.as_mut().poll(cx).is_pending()));
            println!("{}", waits.await);
            println!("{}", lock.try_read().is_ok());
            drop(reader);
            yield_now().await;
            drop(writer.await);
            println!("{}", lock.try_read().is_ok());
        });
    });
    assert_eq!(lines, "true\nfalse\ntrue\n");
}

#[test]
fn a_guard_of_a_part_keeps_the_whole_lock() {
    let kept = output(|| {
        run(async {
            let mutex = Arc::new(Mutex::new((1, 2)));
            let mut part = MutexGuard::map(mutex.lock().await, |pair| &mut pair.1);
            *part += 1;
            println!("{} {}", *part, mutex.try_lock().is_err());
            drop(part);
            let part = OwnedMutexGuard::try_map(Arc::clone(&mutex).lock_owned().await, |_| None::<&mut u8>);
            println!("{:?} {}", part.map_err(|whole| *whole).err(), mutex.try_lock().is_ok());
        });
    });
    assert_eq!(kept, "3 true\nSome((1, 3)) true\n");
}

#[test]
fn who_wrote_can_go_on_as_one_of_those_who_read() {
    let read = output(|| {
        run(async {
            let lock = Arc::new(RwLock::new(vec![1]));
            let mut writer = Arc::clone(&lock).write_owned().await;
            writer.push(2);
            println!("{}", lock.try_read().is_err());
            let reader = writer.downgrade();
            println!("{:?} {} {}", *lock.read().await, lock.try_write().is_err(), reader.len());
            drop(reader);
            let first = RwLockReadGuard::map(lock.read().await, |numbers| &numbers[0]);
            println!("{first} {:?}", lock.try_write().map(drop));
            drop(first);
            let shared: Arc<Mutex<dyn Send>> = Arc::new(Mutex::new(1));
            println!("{}", shared.try_lock().is_ok());
        });
    });
    assert_eq!(read, "true\n[1, 2] true 2\n1 Err(TryLockError(()))\ntrue\n");
}

#[test]
fn others_read_only_after_the_part_was_chosen_and_somebody_must_be_able_to() {
    let read = output(|| {
        run(async {
            let lock = RwLock::new((1, 2));
            let writer = lock.write().await;
            let part = RwLockWriteGuard::downgrade_map(writer, |pair| {
                println!("{}", lock.try_read().is_err());
                &pair.1
            });
            println!("{part} {}", lock.try_read().is_ok());
        });
    });
    assert_eq!(read, "true\n2 true\n");
    let more = outputs(|| Semaphore::new(1).add_permits(Semaphore::MAX_PERMITS));
    assert!(more.concat().contains("would overflow MAX_PERMITS"), "{more:?}");
    let none = outputs(|| drop(RwLock::const_with_max_readers(1, 0)));
    assert!(none.concat().contains("a RwLock may not be created with 0 readers"), "{none:?}");
}

#[test]
fn permits_are_merged_split_and_forgotten() {
    let counted = output(|| {
        run(async {
            let semaphore = Arc::new(Semaphore::new(3));
            let mut permits = semaphore.acquire_many(2).await.unwrap();
            permits.merge(semaphore.try_acquire().unwrap());
            let part = permits.split(1).unwrap();
            println!("{} {} {}", permits.num_permits(), part.num_permits(), permits.split(5).is_none());
            part.forget();
            drop(permits);
            println!("{}", semaphore.available_permits());
            let owned = Arc::clone(&semaphore).try_acquire_many_owned(2).unwrap();
            println!("{} {:?}", owned.num_permits(), semaphore.try_acquire().map(drop));
        });
    });
    assert_eq!(counted, "2 1 true\n2\n2 Err(NoPermits)\n");
}

static LOCK: Mutex<u8> = Mutex::const_new(0);

#[test]
fn what_a_static_lock_guards_is_made_anew_by_each_execution() {
    let added = outputs(|| {
        run(async {
            let task = spawn(async {
                let mut number = LOCK.lock().await;
                *number = *number * 2 + 1;
            });
            *LOCK.lock().await += 1;
            task.await.unwrap();
            println!("{}", LOCK.lock().await);
        });
    });
    assert_eq!(added, ["2\n", "3\n"]);
}
