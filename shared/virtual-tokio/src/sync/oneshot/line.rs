//! What a sender and a receiver share.

use super::error::TryRecvError;
use crate::waiter::Waiter;
use engine::{Keeper, Shared, Site, State, Wait};
use std::sync::{Mutex, MutexGuard, PoisonError};

/// What a sender and a receiver share.
pub(super) struct Channel<T> {
    pub line: Shared<Line>,
    message: Mutex<Option<T>>,
    /// Where it was made.
    pub site: Site,
}

/// Who is on the line, and whether a message is.
#[derive(Clone, Default)]
pub(super) struct Line {
    /// A token for the message that waits.
    pub sent: Option<u64>,
    pub sender: bool,
    /// The receiver takes no message any more.
    pub closed: bool,
    pub receiver: Option<Waiter>,
    /// The sender waits for that.
    pub closing: Option<Waiter>,
}

impl<T> Channel<T> {
    pub fn new(site: Site) -> Channel<T> {
        let line = Shared::new("channel", Line { sender: true, ..Line::default() });
        let line = line.made_at(site).registered();
        Channel { line, message: Mutex::new(None), site }
    }

    /// The message, or why there is none; and what the caller learns.
    pub fn take(&self, line: &mut Line) -> (Result<T, TryRecvError>, u64) {
        match (line.sent.take(), self.message().take()) {
            (Some(token), Some(message)) => {
                // There won't be another.
                line.closed = true;
                (Ok(message), engine::digest(token))
            }
            _ if line.is_over() => (Err(TryRecvError::Closed), 1),
            _ => (Err(TryRecvError::Empty), 0),
        }
    }

    pub fn message(&self) -> MutexGuard<'_, Option<T>> {
        self.message.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Line {
    pub fn is_over(&self) -> bool {
        self.closed || !self.sender
    }

    pub fn close(&mut self) {
        self.closed = true;
        if let Some(sender) = self.closing.take() {
            sender.wake();
        }
    }

    pub fn wake_receiver(&mut self) {
        if let Some(receiver) = self.receiver.take() {
            receiver.wake();
        }
    }
}

impl State for Line {
    fn digest(&self) -> u64 {
        engine::digest((self.sent, self.sender, self.closed, &self.receiver, &self.closing))
    }

    fn waiting(&self, wait: &Wait<'_>) -> String {
        let other = if wait.awaited == "a message" { "Sender" } else { "Receiver" };
        format!("{}; the `{other}` made at line {} is still alive", wait.sentence(), wait.made)
    }

    fn keepers(&self, awaited: &str, made: Site) -> Vec<Keeper> {
        if awaited == "a message" { vec![Keeper::Sender(made)] } else { Vec::new() }
    }
}
