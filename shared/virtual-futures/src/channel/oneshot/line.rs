//! What a sender and a receiver share.

use super::Canceled;
use engine::verb;
use engine::{Operation, Shared, Site, State, Wait};
use std::mem::needs_drop;
use std::sync::{Mutex, MutexGuard, PoisonError};
use virtual_tokio::polling::Waiter;

/// What a sender and a receiver share.
pub(super) struct Channel<T> {
    pub line: Shared<Line>,
    message: Mutex<Option<T>>,
    /// Where it was made.
    pub site: Site,
}

/// Who is on the line, and whether a message is.
#[derive(Clone)]
pub(super) struct Line {
    /// One of the two is done.
    pub complete: bool,
    /// Stands for the message that waits.
    pub sent: Option<u64>,
    pub sender: bool,
    pub receiver: bool,
    pub receiving: Option<Waiter>,
    pub canceling: Option<Waiter>,
}

impl<T> Channel<T> {
    pub fn new(site: Site) -> Channel<T> {
        let line = Line {
            complete: false,
            sent: None,
            sender: true,
            receiver: true,
            receiving: None,
            canceling: None,
        };
        Channel {
            line: Shared::new("channel", line).made_at(site).registered(),
            message: Mutex::new(None),
            site,
        }
    }

    #[track_caller]
    pub fn is_complete(&self) -> bool {
        let operation = Operation::new(verb::LOOKED_AT_THE_CHANNEL).reads().peeks();
        self.line.operate(operation, |line| (line.complete, line.complete.into()))
    }

    /// The message, `None` if it has yet to come; and what the caller learns.
    pub fn receive(&self, line: &mut Line) -> (Result<Option<T>, Canceled>, u64) {
        if !line.complete {
            return (Ok(None), 0);
        }
        let token = line.sent.take();
        let message = self.message().take();
        (message.map(Some).ok_or(Canceled), engine::digest(("complete", token)))
    }

    /// Whoever is the last to go drops the message that nobody received.
    pub fn let_go(&self, line: &mut Line) -> (Option<T>, u64) {
        if line.sender || line.receiver {
            return (None, 0);
        }
        let token = line.sent.take();
        let unread = self.message().take();
        (unread, if needs_drop::<T>() { engine::digest(token) } else { 0 })
    }

    pub fn message(&self) -> MutexGuard<'_, Option<T>> {
        self.message.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Line {
    pub fn close(&mut self) {
        self.complete = true;
        if let Some(sender) = self.canceling.take() {
            sender.wake();
        }
    }

    pub fn end_sending(&mut self) {
        self.complete = true;
        self.sender = false;
        self.canceling = None;
        if let Some(receiver) = self.receiving.take() {
            receiver.wake();
        }
    }
}

impl State for Line {
    fn digest(&self) -> u64 {
        let ends = (self.complete, self.sender, self.receiver);
        engine::digest((ends, self.sent, &self.receiving, &self.canceling))
    }

    fn waiting(&self, wait: &Wait<'_>) -> String {
        let other = if wait.awaited == "a message" { "Sender" } else { "Receiver" };
        format!("{}; the `{other}` made at line {} is still alive", wait.sentence(), wait.made)
    }
}
