//! Errors of tokio that can only be made by making its own locks and channels fail.

use std::pin::{Pin, pin};
use std::task::{Context, Poll, Waker};
use tokio::sync::{AcquireError, Mutex, Semaphore, TryLockError, oneshot};

pub(crate) fn recv_error() -> oneshot::error::RecvError {
    let (_, mut receiver) = oneshot::channel::<()>();
    match Pin::new(&mut receiver).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(Err(error)) => error,
        _ => unreachable!("the sender was dropped"),
    }
}

pub(crate) fn acquire_error() -> AcquireError {
    let semaphore = Semaphore::new(0);
    semaphore.close();
    match pin!(semaphore.acquire()).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(Err(error)) => error,
        _ => unreachable!("the semaphore was closed"),
    }
}

pub(crate) fn try_lock_error() -> TryLockError {
    let mutex = Mutex::new(());
    let _first = mutex.try_lock();
    match mutex.try_lock() {
        Err(error) => error,
        Ok(_) => unreachable!("the mutex is locked"),
    }
}
