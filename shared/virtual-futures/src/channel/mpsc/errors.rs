//! Why a message could not be sent.

use std::any::Any;
use std::error::Error;
use std::fmt;

/// As `futures::channel::mpsc::SendError`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SendError {
    kind: SendErrorKind,
}

/// As `futures::channel::mpsc::TrySendError`.
#[derive(Clone, PartialEq, Eq)]
pub struct TrySendError<T> {
    error: SendError,
    message: T,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum SendErrorKind {
    Full,
    Disconnected,
}

impl SendError {
    pub(super) const DISCONNECTED: SendError = SendError { kind: SendErrorKind::Disconnected };
    pub(super) const FULL: SendError = SendError { kind: SendErrorKind::Full };

    pub(super) fn of<T>(self, message: T) -> TrySendError<T> {
        TrySendError { error: self, message }
    }

    /// As `futures::channel::mpsc::SendError::is_full`.
    pub fn is_full(&self) -> bool {
        self.kind == SendErrorKind::Full
    }

    /// As `futures::channel::mpsc::SendError::is_disconnected`.
    pub fn is_disconnected(&self) -> bool {
        self.kind == SendErrorKind::Disconnected
    }
}

impl<T> TrySendError<T> {
    /// As `futures::channel::mpsc::TrySendError::is_full`.
    pub fn is_full(&self) -> bool {
        self.error.is_full()
    }

    /// As `futures::channel::mpsc::TrySendError::is_disconnected`.
    pub fn is_disconnected(&self) -> bool {
        self.error.is_disconnected()
    }

    /// As `futures::channel::mpsc::TrySendError::into_inner`.
    pub fn into_inner(self) -> T {
        self.message
    }

    /// As `futures::channel::mpsc::TrySendError::into_send_error`.
    pub fn into_send_error(self) -> SendError {
        self.error
    }
}

impl fmt::Display for SendError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let why = if self.is_full() { "channel is full" } else { "receiver is gone" };
        write!(f, "send failed because {why}")
    }
}

impl<T> fmt::Display for TrySendError<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.error.fmt(f)
    }
}

impl<T> fmt::Debug for TrySendError<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("TrySendError").field("kind", &self.error.kind).finish()
    }
}

impl Error for SendError {}

impl<T: Any> Error for TrySendError<T> {}
