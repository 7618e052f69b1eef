//! Errors of channels of which each receiver gets every message.

use std::error::Error;
use std::fmt;

/// Nobody will receive the message.
#[derive(Debug)]
pub struct SendError<T>(pub T);

/// Why there is no message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RecvError {
    /// There will be none.
    Closed,
    /// So many were lost, as the receiver was too late.
    Lagged(u64),
}

/// Why there is no message at once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TryRecvError {
    /// None was sent.
    Empty,
    /// There will be none.
    Closed,
    /// So many were lost, as the receiver was too late.
    Lagged(u64),
}

impl<T> fmt::Display for SendError<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("channel closed")
    }
}

impl fmt::Display for RecvError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            RecvError::Closed => f.write_str("channel closed"),
            RecvError::Lagged(count) => write!(f, "channel lagged by {count}"),
        }
    }
}

impl fmt::Display for TryRecvError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            TryRecvError::Empty => f.write_str("channel empty"),
            TryRecvError::Closed => f.write_str("channel closed"),
            TryRecvError::Lagged(count) => write!(f, "channel lagged by {count}"),
        }
    }
}

impl<T: fmt::Debug> Error for SendError<T> {}
impl Error for RecvError {}
impl Error for TryRecvError {}
