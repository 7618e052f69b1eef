//! Cancelling a token when something is dropped.

use super::CancellationToken;

/// Cancels a token when it is dropped.
#[derive(Debug)]
pub struct DropGuard {
    /// `None` once it is disarmed.
    token: Option<CancellationToken>,
}

/// Cancels a token when it is dropped.
#[derive(Debug)]
pub struct DropGuardRef<'a> {
    /// `None` once it is disarmed.
    token: Option<&'a CancellationToken>,
}

impl DropGuard {
    pub(super) fn new(token: CancellationToken) -> DropGuard {
        DropGuard { token: Some(token) }
    }

    /// The token, which is not cancelled.
    ///
    /// # Panics
    /// Never: it is disarmed once.
    pub fn disarm(mut self) -> CancellationToken {
        self.token.take().expect("it is disarmed once")
    }
}

impl<'a> DropGuardRef<'a> {
    pub(super) fn new(token: &'a CancellationToken) -> DropGuardRef<'a> {
        DropGuardRef { token: Some(token) }
    }

    /// The token, which is not cancelled.
    ///
    /// # Panics
    /// Never: it is disarmed once.
    pub fn disarm(mut self) -> &'a CancellationToken {
        self.token.take().expect("it is disarmed once")
    }
}

impl Drop for DropGuard {
    fn drop(&mut self) {
        if let Some(token) = &self.token {
            token.cancel();
        }
    }
}

impl Drop for DropGuardRef<'_> {
    fn drop(&mut self) {
        if let Some(token) = self.token {
            token.cancel();
        }
    }
}
