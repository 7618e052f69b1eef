//! Wakers that the program made itself.

use crate::run;
use crate::support::{output, outputs};
use std::future::poll_fn;
use std::pin::pin;
use std::sync::Arc;
use std::task::{Context, Poll, Wake, Waker};
use std::time::Duration;
use virtual_std::sync::Mutex;
use virtual_std::sync::mpsc as std_mpsc;
use virtual_std::{println, thread};
use virtual_tokio::runtime::Runtime;
use virtual_tokio::sync::{Notify, Semaphore, mpsc, oneshot};
use virtual_tokio::time::sleep;

/// Prints when it is woken.
struct Loud(&'static str);

impl Wake for Loud {
    fn wake(self: Arc<Self>) {
        println!("{}", self.0);
    }
}

fn poll_loudly<F: Future>(future: std::pin::Pin<&mut F>, text: &'static str) -> Poll<F::Output> {
    let waker = Waker::from(Arc::new(Loud(text)));
    future.poll(&mut Context::from_waker(&waker))
}

fn milliseconds(count: u64) -> virtual_tokio::time::Sleep {
    sleep(Duration::from_millis(count))
}

#[test]
fn one_that_prints_is_woken_by_a_timer_between_whatever_others_do() {
    let apart = output(|| {
        run(async {
            let mut timer = pin!(milliseconds(1));
            assert!(poll_loudly(timer.as_mut(), "woken").is_pending());
            milliseconds(2).await;
            println!("main");
        });
    });
    assert_eq!(apart, "woken\nmain\n");
    let at_once = outputs(|| {
        run(async {
            let (mut mine, mut timer) = (pin!(milliseconds(1)), pin!(milliseconds(1)));
            assert!(poll_fn(|cx| Poll::Ready(mine.as_mut().poll(cx).is_pending())).await);
            assert!(poll_loudly(timer.as_mut(), "woken").is_pending());
            mine.await;
            println!("main");
            milliseconds(1).await;
        });
    });
    assert_eq!(at_once, ["main\nwoken\n", "woken\nmain\n"]);
}

#[test]
fn one_thread_of_the_runtime_wakes_for_all_timers_in_turn() {
    let lines = output(|| {
        run(async {
            let (mut one, mut other) = (pin!(milliseconds(1)), pin!(milliseconds(1)));
            assert!(poll_loudly(one.as_mut(), "one").is_pending());
            assert!(poll_loudly(other.as_mut(), "other").is_pending());
            milliseconds(2).await;
        });
    });
    assert_eq!(lines, "one\nother\n");
}

#[test]
fn who_sends_notifies_gives_back_or_drops_runs_it_in_its_own_step() {
    let lines = output(|| {
        run(async {
            let (sender, mut receiver) = mpsc::unbounded_channel();
            assert!(poll_loudly(pin!(receiver.recv()), "a message").is_pending());
            sender.send(1).unwrap();
            println!("sent");
            let notify = Notify::new();
            let mut notified = pin!(notify.notified());
            assert!(poll_loudly(notified.as_mut(), "a notification").is_pending());
            notify.notify_waiters();
            println!("notified");
            let semaphore = Semaphore::new(0);
            let mut permit = pin!(semaphore.acquire());
            assert!(poll_loudly(permit.as_mut(), "a permit").is_pending());
            semaphore.add_permits(1);
            println!("added");
            let (sender, mut receiver) = oneshot::channel::<()>();
            assert!(poll_loudly(pin!(&mut receiver), "an end").is_pending());
            drop(sender);
            println!("dropped");
        });
    });
    assert_eq!(lines, "a message\nsent\na notification\nnotified\na permit\nadded\nan end\ndropped\n");
}

#[test]
fn a_task_that_ends_runs_it_before_the_runtime_is_gone() {
    let found = outputs(|| {
        let runtime = Runtime::new().unwrap();
        let task = runtime.spawn(async { println!("task") });
        let mut task = pin!(task);
        if poll_loudly(task.as_mut(), "woken").is_ready() {
            println!("ready");
        }
        drop(runtime);
        println!("end");
    });
    assert_eq!(found, ["task\nready\nend\n", "task\nwoken\nend\n", "woken\nend\n"]);
}

/// Lets a thread go on.
struct Unparks(thread::Thread);

impl Wake for Unparks {
    fn wake(self: Arc<Self>) {
        self.0.unpark();
    }
}

/// What everybody writes once.
fn block_on<F: Future>(future: F) -> F::Output {
    let waker = Waker::from(Arc::new(Unparks(thread::current())));
    let mut future = pin!(future);
    loop {
        if let Poll::Ready(output) = future.as_mut().poll(&mut Context::from_waker(&waker)) {
            return output;
        }
        thread::park();
    }
}

#[test]
fn an_executor_of_the_programs_own_goes_on_when_a_timer_or_a_task_wakes_it() {
    let lines = output(|| {
        let runtime = Runtime::new().unwrap();
        let _entered = runtime.enter();
        block_on(milliseconds(5));
        println!("slept");
        println!("{}", block_on(runtime.spawn(async { 7 })).unwrap());
    });
    assert_eq!(lines, "slept\n7\n");
}

/// Sends when it is woken, under a lock.
struct Sends(Mutex<std_mpsc::Sender<&'static str>>);

impl Wake for Sends {
    fn wake(self: Arc<Self>) {
        self.0.lock().unwrap().send("woken").unwrap();
    }
}

#[test]
fn one_that_locks_and_sends_does_so_on_a_thread_of_the_runtimes() {
    let lines = output(|| {
        let runtime = Runtime::new().unwrap();
        let _entered = runtime.enter();
        let (sender, receiver) = std_mpsc::channel();
        let waker = Waker::from(Arc::new(Sends(Mutex::new(sender))));
        let mut timer = pin!(milliseconds(3));
        assert!(timer.as_mut().poll(&mut Context::from_waker(&waker)).is_pending());
        println!("{}", receiver.recv().unwrap());
        assert!(timer.as_mut().poll(&mut Context::from_waker(&waker)).is_ready());
    });
    assert_eq!(lines, "woken\n");
}
