//! Room for messages that are yet to be sent.

use super::bounded::Sender;
use std::fmt;

/// Room for one message.
pub struct Permit<'a, T> {
    pub(super) sender: &'a Sender<T>,
}

/// Room for some messages.
pub struct PermitIterator<'a, T> {
    pub(super) sender: &'a Sender<T>,
    pub(super) count: usize,
}

/// Room for one message, with the sender.
pub struct OwnedPermit<T> {
    /// `None` once it has sent.
    pub(super) sender: Option<Sender<T>>,
}

impl<T> Permit<'_, T> {
    /// Sends a message.
    #[track_caller]
    pub fn send(self, message: T) {
        self.sender.put(message);
        std::mem::forget(self);
    }
}

impl<'a, T> Iterator for PermitIterator<'a, T> {
    type Item = Permit<'a, T>;

    fn next(&mut self) -> Option<Permit<'a, T>> {
        self.count = self.count.checked_sub(1)?;
        Some(Permit { sender: self.sender })
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        (self.count, Some(self.count))
    }
}

impl<T> ExactSizeIterator for PermitIterator<'_, T> {}
impl<T> std::iter::FusedIterator for PermitIterator<'_, T> {}

impl<T> OwnedPermit<T> {
    /// Sends a message; gives the sender back.
    ///
    /// # Panics
    /// Never: there is one as long as it has not sent.
    #[track_caller]
    pub fn send(mut self, message: T) -> Sender<T> {
        let sender = self.take();
        sender.put(message);
        sender
    }

    /// Gives the room and the sender back.
    ///
    /// # Panics
    /// Never: there is one as long as it has not sent.
    #[track_caller]
    pub fn release(mut self) -> Sender<T> {
        let sender = self.take();
        sender.give_back(1);
        sender
    }

    fn take(&mut self) -> Sender<T> {
        self.sender.take().expect("it has not sent yet")
    }

    fn sender(&self) -> &Sender<T> {
        self.sender.as_ref().expect("it has not sent yet")
    }

    /// Whether both send to the same receiver.
    pub fn same_channel(&self, other: &OwnedPermit<T>) -> bool {
        self.sender().same_channel(other.sender())
    }

    /// Whether both send to the same receiver.
    pub fn same_channel_as_sender(&self, sender: &Sender<T>) -> bool {
        self.sender().same_channel(sender)
    }
}

impl<T> Drop for Permit<'_, T> {
    fn drop(&mut self) {
        self.sender.give_back(1);
    }
}

impl<T> Drop for PermitIterator<'_, T> {
    fn drop(&mut self) {
        if self.count > 0 {
            self.sender.give_back(self.count);
        }
    }
}

impl<T> Drop for OwnedPermit<T> {
    fn drop(&mut self) {
        if let Some(sender) = &self.sender {
            sender.give_back(1);
        }
    }
}

impl<T> fmt::Debug for Permit<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Permit").finish_non_exhaustive()
    }
}

impl<T> fmt::Debug for PermitIterator<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PermitIterator").field("capacity", &self.count).finish_non_exhaustive()
    }
}

impl<T> fmt::Debug for OwnedPermit<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("OwnedPermit").finish_non_exhaustive()
    }
}
