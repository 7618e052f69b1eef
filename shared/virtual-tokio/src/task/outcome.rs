//! How a task ends.

use crate::task::{AbortHandle, Ended, Id, JoinError, JoinHandle, caught};
use engine::verb;
use engine::{Operation, Shared, Site};
use std::sync::{Arc, Mutex, PoisonError};
use virtual_std::__data::token_of;

/// What a task gives in the end, and who wants to know.
pub(crate) struct Outcome<T> {
    output: Arc<Mutex<Option<Result<T, JoinError>>>>,
    end: Arc<Shared<Ended>>,
    id: Id,
    site: Site,
}

/// Something that can stop a task.
pub(crate) trait Stops: Send + Sync {
    /// Has the task stop at the next point where it waits, as an operation of its own.
    fn abort(&self, site: Site);
}

impl<T> Outcome<T> {
    /// Nothing yet.
    pub fn new(id: Id, site: Site) -> Outcome<T> {
        let end =
            Arc::new(Shared::new("task", Ended { task: id, ..Ended::default() }).made_at(site).registered());
        Outcome { output: Arc::default(), end, id, site }
    }

    /// Which task it is, as soon as that is known.
    pub fn of(mut self, id: Id) -> Outcome<T> {
        self.end.update(|end| end.task = id);
        self.id = id;
        self
    }

    pub fn ended(&self) -> &Arc<Shared<Ended>> {
        &self.end
    }

    pub fn id(&self) -> Id {
        self.id
    }

    /// The task has ended.
    pub fn end(&self, result: Result<T, JoinError>) {
        let token = result.as_ref().map_or_else(|_| engine::token(), token_of);
        let dropped = result.as_ref().is_err_and(JoinError::is_cancelled);
        *self.output.lock().unwrap_or_else(PoisonError::into_inner) = Some(result);
        // Neither a waker that panics nor an output that does when it is dropped is anybody's fault.
        let _ = caught(|| {
            let operation = Operation::new(verb::ENDED).at(self.site).alone(!self.end.is_peeked());
            let unwanted = self.end.operate(operation, |end| {
                if dropped {
                    engine::turn_out(Some(verb::WAS_DROPPED), None);
                }
                end.end(token);
                (end.detached, u64::from(end.detached))
            });
            if unwanted {
                self.output.lock().unwrap_or_else(PoisonError::into_inner).take();
            }
        });
        self.end.update(|end| end.over = true);
    }

    /// Something that waits for it, and can stop the task.
    pub fn joined_by(self, stops: Arc<dyn Stops>) -> JoinHandle<T> {
        let abort = AbortHandle { stops, end: self.end, id: self.id, site: self.site };
        JoinHandle { output: self.output, joined: false, abort }
    }
}

impl<T> Clone for Outcome<T> {
    fn clone(&self) -> Outcome<T> {
        let (output, end) = (Arc::clone(&self.output), Arc::clone(&self.end));
        Outcome { output, end, id: self.id, site: self.site }
    }
}
