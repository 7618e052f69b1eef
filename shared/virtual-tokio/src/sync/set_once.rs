//! A value that is set once and can be waited for.

use crate::sync::made::Made;
use std::error::Error;
use std::fmt;
use std::future::poll_fn;
use std::panic::Location;

/// A value that is set once and can be waited for.
pub struct SetOnce<T> {
    made: Made<T>,
}

/// There is a value already.
#[derive(Debug, PartialEq, Eq)]
pub struct SetOnceError<T>(pub T);

impl<T> SetOnce<T> {
    /// Nothing yet.
    #[track_caller]
    pub fn new() -> SetOnce<T> {
        SetOnce::new_with(None)
    }

    /// Nothing yet, for a `static`.
    #[track_caller]
    pub const fn const_new() -> SetOnce<T> {
        SetOnce { made: Made::unset() }
    }

    /// A value that is there from the beginning, if there is one.
    #[track_caller]
    pub fn new_with(value: Option<T>) -> SetOnce<T> {
        SetOnce { made: Made::unset().with(value) }
    }

    /// Whether there is a value.
    #[track_caller]
    pub fn initialized(&self) -> bool {
        self.get().is_some()
    }

    /// The value, if there is one.
    #[track_caller]
    pub fn get(&self) -> Option<&T> {
        self.made.get(Location::caller())
    }

    /// Sets the value.
    ///
    /// # Errors
    /// Gives it back when there is one.
    #[track_caller]
    pub fn set(&self, value: T) -> Result<(), SetOnceError<T>> {
        self.made.set(value, Location::caller()).map_err(SetOnceError)
    }

    /// Waits for the value.
    #[track_caller]
    pub fn wait(&self) -> impl Future<Output = &T> {
        let site = Location::caller();
        async move {
            let mut waits = Waits { made: &self.made, key: None };
            poll_fn(|cx| waits.made.poll(cx, &mut waits.key, site)).await
        }
    }

    /// The value, if there is one.
    #[track_caller]
    pub fn into_inner(self) -> Option<T> {
        self.made.into_inner()
    }
}

/// The place among those who wait is given up with it.
struct Waits<'a, T> {
    made: &'a Made<T>,
    key: Option<u64>,
}

impl<T> Drop for Waits<'_, T> {
    fn drop(&mut self) {
        if let Some(key) = self.key {
            self.made.wait_no_more(key);
        }
    }
}

impl<T> Default for SetOnce<T> {
    #[track_caller]
    fn default() -> SetOnce<T> {
        SetOnce::new()
    }
}

impl<T> From<T> for SetOnce<T> {
    #[track_caller]
    fn from(value: T) -> SetOnce<T> {
        SetOnce::new_with(Some(value))
    }
}

impl<T: Clone> Clone for SetOnce<T> {
    #[track_caller]
    fn clone(&self) -> SetOnce<T> {
        SetOnce::new_with(self.get().cloned())
    }
}

impl<T: PartialEq> PartialEq for SetOnce<T> {
    fn eq(&self, other: &SetOnce<T>) -> bool {
        self.get() == other.get()
    }
}

impl<T: Eq> Eq for SetOnce<T> {}

impl<T: fmt::Debug> fmt::Debug for SetOnce<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SetOnce").field("value", &self.get()).finish()
    }
}

impl<T> fmt::Display for SetOnceError<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SetOnceError")
    }
}

impl<T: fmt::Debug> Error for SetOnceError<T> {}
