//! A value that is made once, by a future.

use crate::sync::made::Made;
use crate::sync::{Semaphore, SemaphorePermit, TryAcquireError};
use std::error::Error;
use std::fmt;
use std::panic::Location;

/// A value that is made once, by a future.
pub struct OnceCell<T> {
    made: Made<T>,
    /// The permit to make it; closed once it is made.
    semaphore: Semaphore,
}

/// Why a value could not be set.
#[derive(Debug, PartialEq, Eq)]
pub enum SetError<T> {
    /// There is one.
    AlreadyInitializedError(T),
    /// Somebody makes one.
    InitializingError(T),
}

/// Made here, so that it is told apart from the value, which is made at the program's line.
const fn permit() -> Semaphore {
    Semaphore::const_new(1)
}

impl<T> OnceCell<T> {
    /// Nothing yet.
    #[track_caller]
    pub fn new() -> OnceCell<T> {
        OnceCell { made: Made::unset().with(None), semaphore: Semaphore::new(1) }
    }

    /// Nothing yet, for a `static`.
    #[track_caller]
    pub const fn const_new() -> OnceCell<T> {
        OnceCell { made: Made::unset(), semaphore: permit() }
    }

    /// A value that is there from the beginning, if there is one.
    #[track_caller]
    pub fn new_with(value: Option<T>) -> OnceCell<T> {
        match value {
            Some(value) => OnceCell::from(value),
            None => OnceCell::new(),
        }
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

    /// The value, if there is one.
    #[track_caller]
    pub fn get_mut(&mut self) -> Option<&mut T> {
        self.made.get_mut()
    }

    /// Sets the value.
    ///
    /// # Errors
    /// Gives it back when there is one, or somebody makes one.
    #[track_caller]
    pub fn set(&self, value: T) -> Result<(), SetError<T>> {
        if self.initialized() {
            return Err(SetError::AlreadyInitializedError(value));
        }
        match self.semaphore.try_acquire() {
            Ok(permit) => {
                self.put(value, permit);
                Ok(())
            }
            Err(TryAcquireError::NoPermits) => Err(SetError::InitializingError(value)),
            Err(TryAcquireError::Closed) => Err(SetError::AlreadyInitializedError(value)),
        }
    }

    #[track_caller]
    fn put(&self, value: T, permit: SemaphorePermit<'_>) {
        // Nobody else has the permit.
        let _ = self.made.set(value, Location::caller());
        self.semaphore.close();
        permit.forget();
    }

    /// The value, which a future makes if there is none and nobody else does.
    #[track_caller]
    pub fn get_or_init<F, Fut>(&self, make: F) -> impl Future<Output = &T>
    where
        F: FnOnce() -> Fut,
        Fut: Future<Output = T>,
    {
        let made = self.get_or_try_init(|| async { Ok::<T, std::convert::Infallible>(make().await) });
        async move {
            match made.await {
                Ok(value) => value,
                Err(never) => match never {},
            }
        }
    }

    /// The value, which a future tries to make if there is none and nobody else does.
    #[track_caller]
    pub fn get_or_try_init<E, F, Fut>(&self, make: F) -> impl Future<Output = Result<&T, E>>
    where
        F: FnOnce() -> Fut,
        Fut: Future<Output = Result<T, E>>,
    {
        let site = Location::caller();
        async move {
            if let Some(value) = self.made.get(site) {
                return Ok(value);
            }
            if let Ok(permit) = self.semaphore.acquire_at(1, site).await {
                let value = make().await?;
                let _ = self.made.set(value, site);
                self.semaphore.close();
                permit.forget();
            }
            Ok(self.made.get(site).expect("who closes the semaphore has set it"))
        }
    }

    /// The value, if there is one.
    #[track_caller]
    pub fn into_inner(self) -> Option<T> {
        self.made.into_inner()
    }

    /// The value, if there is one; then there is none.
    #[track_caller]
    pub fn take(&mut self) -> Option<T> {
        std::mem::take(self).into_inner()
    }
}

impl<T> SetError<T> {
    /// Whether there is a value.
    pub fn is_already_init_err(&self) -> bool {
        matches!(self, SetError::AlreadyInitializedError(_))
    }

    /// Whether somebody makes one.
    pub fn is_initializing_err(&self) -> bool {
        matches!(self, SetError::InitializingError(_))
    }
}

impl<T> Default for OnceCell<T> {
    #[track_caller]
    fn default() -> OnceCell<T> {
        OnceCell::new()
    }
}

impl<T> From<T> for OnceCell<T> {
    #[track_caller]
    fn from(value: T) -> OnceCell<T> {
        let semaphore = Semaphore::new(0);
        semaphore.close();
        OnceCell { made: Made::unset().with(Some(value)), semaphore }
    }
}

impl<T: Clone> Clone for OnceCell<T> {
    #[track_caller]
    fn clone(&self) -> OnceCell<T> {
        OnceCell::new_with(self.get().cloned())
    }
}

impl<T: PartialEq> PartialEq for OnceCell<T> {
    fn eq(&self, other: &OnceCell<T>) -> bool {
        self.get() == other.get()
    }
}

impl<T: Eq> Eq for OnceCell<T> {}

impl<T: fmt::Debug> fmt::Debug for OnceCell<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("OnceCell").field("value", &self.get()).finish()
    }
}

impl<T> fmt::Display for SetError<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            SetError::AlreadyInitializedError(_) => "AlreadyInitializedError",
            SetError::InitializingError(_) => "InitializingError",
        })
    }
}

impl<T: fmt::Debug> Error for SetError<T> {}
