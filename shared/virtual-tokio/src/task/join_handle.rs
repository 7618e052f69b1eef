//! Waiting for a task's output, and stopping it.

use crate::runtime::context;
use crate::task::coop::poll_with_budget;
use crate::task::{Ended, Id, JoinError, Stops, caught};
use crate::waiter::{Waiter, poll_waiting};
use engine::verb;
use engine::{Operation, Shared, Site};
use std::fmt;
use std::panic::{Location, RefUnwindSafe, UnwindSafe};
use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll, Waker};

/// Waits for a task's output; the task goes on when this is dropped.
pub struct JoinHandle<T> {
    pub(crate) output: Arc<Mutex<Option<Result<T, JoinError>>>>,
    /// The output was taken.
    pub(crate) joined: bool,
    pub(crate) abort: AbortHandle,
}

/// Stops a task.
#[derive(Clone)]
pub struct AbortHandle {
    pub(crate) stops: Arc<dyn Stops>,
    pub(crate) end: Arc<Shared<Ended>>,
    pub(crate) id: Id,
    /// Where it was spawned.
    pub(crate) site: Site,
}

impl<T> JoinHandle<T> {
    /// Stops the task where it next waits, unless it has ended by then.
    #[track_caller]
    pub fn abort(&self) {
        self.abort.abort();
    }

    /// Whether the task has ended.
    #[track_caller]
    pub fn is_finished(&self) -> bool {
        self.abort.is_finished()
    }

    /// Something else that can stop the task.
    pub fn abort_handle(&self) -> AbortHandle {
        self.abort.clone()
    }

    /// Which task it is.
    pub fn id(&self) -> Id {
        self.abort.id
    }

    /// Has a waker of ours woken when the task has ended, as part of the step that has spawned it.
    pub(crate) fn wake_at_end(&self, waker: &Waker) {
        let waiter = Waiter::ours(waker);
        let ended = self.abort.end.update(|end| {
            if end.output.is_some() {
                return true;
            }
            end.joiner = Some(waiter);
            false
        });
        if ended {
            waker.wake_by_ref();
        }
    }

    fn take(&self) -> Option<Result<T, JoinError>> {
        self.output.lock().unwrap_or_else(PoisonError::into_inner).take()
    }
}

impl AbortHandle {
    /// Stops the task where it next waits, unless it has ended by then.
    #[track_caller]
    pub fn abort(&self) {
        self.stops.abort(Location::caller());
    }

    /// Whether the task has ended.
    #[track_caller]
    pub fn is_finished(&self) -> bool {
        let operation = Operation::new(verb::ASKED_WHETHER_IT_HAS_ENDED).reads().peeks();
        self.end.operate(operation, |end| {
            let finished = end.output.is_some();
            (finished, u64::from(finished))
        })
    }

    /// Which task it is.
    pub fn id(&self) -> Id {
        self.id
    }
}

impl<T> Future for JoinHandle<T> {
    type Output = Result<T, JoinError>;

    #[track_caller]
    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        let caller = Location::caller();
        // It is the program's own `.await` unless some combinator polls.
        let site = if caller.file() == self.abort.site.file() { caller } else { self.abort.site };
        let operation = Operation::new(verb::JOINED).at(site).awaits("its end").peeks();
        let operation = operation.waits_unnoticed(|end: &Ended| end.output.is_some());
        let joined = poll_with_budget(cx, |cx| {
            poll_waiting(&self.abort.end, cx, operation, |end, waiter| match end.output {
                Some(output) => (Poll::Ready(()), output),
                None => {
                    end.joiner = Some(waiter);
                    (Poll::Pending, 0)
                }
            })
        });
        joined.map(|()| {
            self.joined = true;
            self.take().expect("JoinHandle polled after completion")
        })
    }
}

impl<T> Drop for JoinHandle<T> {
    /// Lets the task go on. If that makes nobody want an output whose end can be noticed, it is an operation.
    fn drop(&mut self) {
        if std::mem::needs_drop::<T>() && !self.joined {
            let has_ended =
                self.abort.end.operate(Operation::new(verb::DETACHED).at(self.abort.site).peeks(), |end| {
                    end.detached = true;
                    (end.output.is_some(), u64::from(end.output.is_some()))
                });
            if has_ended {
                // It is dropped as the task's own; that it panics is not the fault of who did not want it.
                let _current = context::be(self.abort.id);
                let _ = caught(|| drop(self.take()));
            }
        }
    }
}

impl<T> Unpin for JoinHandle<T> {}
impl<T> UnwindSafe for JoinHandle<T> {}
impl<T> RefUnwindSafe for JoinHandle<T> {}

impl<T: fmt::Debug> fmt::Debug for JoinHandle<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("JoinHandle").field("id", &self.abort.id).finish()
    }
}

impl fmt::Debug for AbortHandle {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("AbortHandle").field("id", &self.id).finish()
    }
}
