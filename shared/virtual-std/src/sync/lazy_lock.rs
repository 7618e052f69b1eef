//! As `std::sync::LazyLock`.

use crate::data::{Data, Exclusive, Readable};
use crate::sync::once::Once;
use ::std::fmt;
use ::std::marker::PhantomData;
use ::std::ops::{Deref, DerefMut};

/// As `std::sync::LazyLock`.
pub struct LazyLock<T, F = fn() -> T> {
    once: Once,
    make: Exclusive<Option<F>>,
    value: Readable<Option<T>>,
    /// Has the bounds of the real one.
    like: PhantomData<::std::sync::LazyLock<T, F>>,
}

impl<T, F: FnOnce() -> T> LazyLock<T, F> {
    /// As `std::sync::LazyLock::new`.
    #[track_caller]
    pub const fn new(f: F) -> LazyLock<T, F> {
        LazyLock {
            once: Once::of::<T>(),
            make: Exclusive(Data::new(Some(f))),
            value: Readable(Data::new(None)),
            like: PhantomData,
        }
    }

    /// As `std::sync::LazyLock::force`.
    ///
    /// # Panics
    /// When making the value has panicked.
    #[track_caller]
    pub fn force(this: &LazyLock<T, F>) -> &T {
        this.once.call(true, |state| {
            if state.is_poisoned() {
                poisoned();
            }
            let make = this.make.0.write().take();
            let made = make.map(|make| make());
            *this.value.0.write() = made;
        });
        this.value.0.read().leak().as_ref().expect("it was made once")
    }

    /// As `std::sync::LazyLock::force_mut`.
    ///
    /// # Panics
    /// When making the value has panicked.
    #[track_caller]
    pub fn force_mut(this: &mut LazyLock<T, F>) -> &mut T {
        let progress = this.once.lend_out();
        if progress.is_poisoned() {
            poisoned();
        }
        if !progress.is_done() {
            let (make, value) = (&mut this.make.0, &mut this.value.0);
            this.once.make_alone(|| *value.get_mut() = make.get_mut().take().map(|make| make()));
        }
        this.value.0.get_mut().as_mut().expect("it was made once")
    }
}

impl<T, F> LazyLock<T, F> {
    /// As `std::sync::LazyLock::get`.
    #[track_caller]
    pub fn get(this: &LazyLock<T, F>) -> Option<&T> {
        if this.once.is_completed() { this.value.0.read().leak().as_ref() } else { None }
    }

    /// As `std::sync::LazyLock::get_mut`.
    #[track_caller]
    pub fn get_mut(this: &mut LazyLock<T, F>) -> Option<&mut T> {
        this.once.lend_out();
        this.value.0.get_mut().as_mut()
    }
}

fn poisoned() -> ! {
    panic!("LazyLock instance has previously been poisoned")
}

impl<T, F: FnOnce() -> T> Deref for LazyLock<T, F> {
    type Target = T;

    #[track_caller]
    fn deref(&self) -> &T {
        LazyLock::force(self)
    }
}

impl<T, F: FnOnce() -> T> DerefMut for LazyLock<T, F> {
    #[track_caller]
    fn deref_mut(&mut self) -> &mut T {
        LazyLock::force_mut(self)
    }
}

impl<T: Default> Default for LazyLock<T> {
    fn default() -> Self {
        LazyLock::new(T::default)
    }
}

impl<T: fmt::Debug, F> fmt::Debug for LazyLock<T, F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut debug = f.debug_tuple("LazyLock");
        match LazyLock::get(self) {
            Some(value) => debug.field(value),
            None => debug.field(&format_args!("<uninit>")),
        };
        debug.finish()
    }
}
