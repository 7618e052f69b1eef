//! As `std::sync::LazyLock`.

use crate::data::{Data, Exclusive, Readable};
use crate::sync::once::Once;
use ::std::fmt;
use ::std::marker::PhantomData;
use ::std::ops::Deref;

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
            once: Once::new(),
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
        this.once.call(false, |_| {
            let make = this.make.0.write().take();
            let made = make.map(|make| make());
            *this.value.0.write() = made;
        });
        this.value.0.read().leak().as_ref().expect("it was made once")
    }
}

impl<T, F: FnOnce() -> T> Deref for LazyLock<T, F> {
    type Target = T;

    #[track_caller]
    fn deref(&self) -> &T {
        LazyLock::force(self)
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
        if self.once.is_completed() {
            debug.field(&&*self.value.0.read());
        } else {
            debug.field(&format_args!("<uninit>"));
        }
        debug.finish()
    }
}
