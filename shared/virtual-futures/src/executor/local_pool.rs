//! Futures that all run on one thread.

use crate::executor::run;
use crate::stream::FuturesUnordered;
use futures::stream::StreamExt;
use futures::task::{FutureObj, LocalFutureObj, LocalSpawn, Spawn, SpawnError};
use std::cell::RefCell;
use std::future::poll_fn;
use std::panic::Location;
use std::pin::pin;
use std::rc::{Rc, Weak};
use std::task::{Context, Poll};

/// As `futures::executor::LocalPool`.
#[derive(Debug)]
pub struct LocalPool {
    pool: FuturesUnordered<LocalFutureObj<'static, ()>>,
    incoming: Rc<Incoming>,
}

/// As `futures::executor::LocalSpawner`.
#[derive(Clone, Debug)]
pub struct LocalSpawner {
    incoming: Weak<Incoming>,
}

type Incoming = RefCell<Vec<LocalFutureObj<'static, ()>>>;

impl LocalPool {
    /// As `futures::executor::LocalPool::new`.
    #[track_caller]
    pub fn new() -> LocalPool {
        LocalPool { pool: FuturesUnordered::new(), incoming: Rc::default() }
    }

    /// As `futures::executor::LocalPool::spawner`.
    pub fn spawner(&self) -> LocalSpawner {
        LocalSpawner { incoming: Rc::downgrade(&self.incoming) }
    }

    /// As `futures::executor::LocalPool::run`.
    #[track_caller]
    pub fn run(&mut self) {
        run(poll_fn(|cx| self.poll_pool(cx)), Location::caller());
    }

    /// As `futures::executor::LocalPool::run_until`.
    #[track_caller]
    pub fn run_until<F: Future>(&mut self, future: F) -> F::Output {
        let mut future = pin!(future);
        let both = poll_fn(|cx| {
            let polled = future.as_mut().poll(cx);
            if polled.is_pending() {
                let _ = self.poll_pool(cx);
            }
            polled
        });
        run(both, Location::caller())
    }

    /// As `futures::executor::LocalPool::try_run_one`.
    #[track_caller]
    pub fn try_run_one(&mut self) -> bool {
        let one = poll_fn(|cx| {
            loop {
                self.drain_incoming();
                if let Poll::Ready(ran) = self.pool.poll_next_unpin(cx) {
                    return Poll::Ready(ran.is_some());
                }
                if self.incoming.borrow().is_empty() && !self.pool.is_woken() {
                    return Poll::Ready(false);
                }
            }
        });
        run(one, Location::caller())
    }

    /// As `futures::executor::LocalPool::run_until_stalled`.
    #[track_caller]
    pub fn run_until_stalled(&mut self) {
        let all = poll_fn(|cx| {
            while self.poll_pool(cx).is_pending() {
                if !self.pool.is_woken() {
                    break;
                }
            }
            Poll::Ready(())
        });
        run(all, Location::caller());
    }

    fn poll_pool(&mut self, cx: &mut Context<'_>) -> Poll<()> {
        loop {
            self.drain_incoming();
            let polled = self.pool.poll_next_unpin(cx);
            if !self.incoming.borrow().is_empty() {
                continue;
            }
            match polled {
                Poll::Ready(Some(())) => {}
                Poll::Ready(None) => return Poll::Ready(()),
                Poll::Pending => return Poll::Pending,
            }
        }
    }

    fn drain_incoming(&mut self) {
        self.pool.extend(self.incoming.borrow_mut().drain(..));
    }
}

impl Default for LocalPool {
    #[track_caller]
    fn default() -> LocalPool {
        LocalPool::new()
    }
}

impl Spawn for LocalSpawner {
    fn spawn_obj(&self, future: FutureObj<'static, ()>) -> Result<(), SpawnError> {
        self.spawn_local_obj(future.into())
    }

    fn status(&self) -> Result<(), SpawnError> {
        self.status_local()
    }
}

impl LocalSpawn for LocalSpawner {
    fn spawn_local_obj(&self, future: LocalFutureObj<'static, ()>) -> Result<(), SpawnError> {
        let incoming = self.incoming.upgrade().ok_or_else(SpawnError::shutdown)?;
        incoming.borrow_mut().push(future);
        Ok(())
    }

    fn status_local(&self) -> Result<(), SpawnError> {
        self.incoming.upgrade().map(drop).ok_or_else(SpawnError::shutdown)
    }
}
