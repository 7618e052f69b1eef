//! As `std::sync::OnceLock`.

use crate::data::{Data, Readable};
use crate::sync::once::Once;
use ::std::fmt;
use ::std::marker::PhantomData;

/// As `std::sync::OnceLock`.
pub struct OnceLock<T> {
    once: Once,
    value: Readable<Option<T>>,
    /// Has the bounds of the real one.
    like: PhantomData<::std::sync::OnceLock<T>>,
}

impl<T> OnceLock<T> {
    /// As `std::sync::OnceLock::new`.
    #[track_caller]
    #[must_use]
    pub const fn new() -> OnceLock<T> {
        OnceLock { once: Once::of::<T>(), value: Readable(Data::new(None)), like: PhantomData }
    }

    /// As `std::sync::OnceLock::get`.
    #[track_caller]
    pub fn get(&self) -> Option<&T> {
        if self.once.is_completed() { self.value.0.read().leak().as_ref() } else { None }
    }

    /// As `std::sync::OnceLock::wait`.
    #[track_caller]
    pub fn wait(&self) -> &T {
        self.once.wait_force();
        self.made()
    }

    /// As `std::sync::OnceLock::get_mut`.
    #[track_caller]
    pub fn get_mut(&mut self) -> Option<&mut T> {
        self.once.lend_out();
        self.value.0.get_mut().as_mut()
    }

    /// As `std::sync::OnceLock::set`.
    ///
    /// # Errors
    /// The value, when there is one already.
    #[track_caller]
    pub fn set(&self, value: T) -> Result<(), T> {
        let mut value = Some(value);
        self.once.call(true, |_| *self.value.0.write() = value.take());
        value.map_or(Ok(()), Err)
    }

    /// As `std::sync::OnceLock::get_or_init`.
    #[track_caller]
    pub fn get_or_init<F: FnOnce() -> T>(&self, f: F) -> &T {
        self.once.call(true, |_| {
            let made = f();
            *self.value.0.write() = Some(made);
        });
        self.made()
    }

    /// As `std::sync::OnceLock::into_inner`.
    #[track_caller]
    pub fn into_inner(self) -> Option<T> {
        self.once.take_out();
        self.value.0.into_inner()
    }

    /// As `std::sync::OnceLock::take`.
    #[track_caller]
    pub fn take(&mut self) -> Option<T> {
        ::std::mem::take(self).into_inner()
    }

    fn made(&self) -> &T {
        self.value.0.read().leak().as_ref().expect("it was made once")
    }
}

impl<T> Default for OnceLock<T> {
    #[track_caller]
    fn default() -> Self {
        OnceLock::new()
    }
}

impl<T> From<T> for OnceLock<T> {
    fn from(value: T) -> Self {
        let lock = OnceLock::new();
        let _ = lock.set(value);
        lock
    }
}

impl<T: Clone> Clone for OnceLock<T> {
    fn clone(&self) -> Self {
        self.get().map_or_else(OnceLock::new, |value| OnceLock::from(value.clone()))
    }
}

impl<T: PartialEq> PartialEq for OnceLock<T> {
    fn eq(&self, other: &Self) -> bool {
        self.get() == other.get()
    }
}

impl<T: Eq> Eq for OnceLock<T> {}

impl<T: fmt::Debug> fmt::Debug for OnceLock<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut debug = f.debug_tuple("OnceLock");
        match self.get() {
            Some(value) => debug.field(value),
            None => debug.field(&format_args!("<uninit>")),
        };
        debug.finish()
    }
}
