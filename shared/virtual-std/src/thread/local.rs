//! What each thread has for itself.

use crate::thread::destructors::{self, Destroy};
use ::std::any::Any;
use ::std::cell::{Cell, RefCell};
use ::std::error::Error;
use ::std::fmt;
use ::std::mem::needs_drop;
use ::std::rc::Rc;

/// As `std::thread::LocalKey`.
pub struct LocalKey<T: 'static> {
    make: fn() -> T,
}

/// As `std::thread::AccessError`.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct AccessError(());

/// What a thread keeps under a key.
enum Kept<T> {
    Nothing,
    Value(Rc<T>),
    Destroyed,
}

type Place<T> = RefCell<Kept<T>>;

impl<T: 'static> LocalKey<T> {
    #[doc(hidden)]
    pub const fn new(make: fn() -> T) -> LocalKey<T> {
        LocalKey { make }
    }

    /// As `std::thread::LocalKey::with`.
    ///
    /// # Panics
    /// When its destructor has begun.
    pub fn with<R>(&'static self, f: impl FnOnce(&T) -> R) -> R {
        self.make_with(self.make, f)
    }

    /// As `std::thread::LocalKey::try_with`.
    ///
    /// # Errors
    /// When its destructor has begun.
    pub fn try_with<R>(&'static self, f: impl FnOnce(&T) -> R) -> Result<R, AccessError> {
        self.value(self.make).map(|value| f(&value))
    }

    fn make_with<R>(&'static self, make: impl FnOnce() -> T, f: impl FnOnce(&T) -> R) -> R {
        match self.value(make) {
            Ok(value) => f(&value),
            Err(error) => {
                panic!("cannot access a Thread Local Storage value during or after destruction: {error:?}")
            }
        }
    }

    fn value(&'static self, make: impl FnOnce() -> T) -> Result<Rc<T>, AccessError> {
        let key = ::std::ptr::from_ref(self).addr();
        let place = engine::thread_local(key, || Rc::new(Place::<T>::new(Kept::Nothing)) as Rc<dyn Any>);
        let Some(place) = place.and_then(|place| place.downcast::<Place<T>>().ok()) else {
            engine::refuse("a thread-local is used outside of any thread, which is not modelled");
        };
        match &*place.borrow() {
            Kept::Nothing => {}
            Kept::Value(value) => return Ok(Rc::clone(value)),
            Kept::Destroyed => return Err(AccessError(())),
        }
        let value = Rc::new(make());
        // Making it may have made it already.
        let before = place.replace(Kept::Value(Rc::clone(&value)));
        if needs_drop::<T>() && matches!(before, Kept::Nothing) {
            destructors::register(place);
        }
        Ok(value)
    }
}

impl<T> Destroy for Place<T> {
    fn destroy(&self) {
        drop(self.replace(Kept::Destroyed));
    }
}

impl<T: 'static> LocalKey<Cell<T>> {
    /// As `std::thread::LocalKey::set`.
    pub fn set(&'static self, value: T) {
        let value = Cell::new(Some(value));
        self.make_with(|| Cell::new(given(&value)), |cell| value.take().map(|value| cell.set(value)));
    }

    /// As `std::thread::LocalKey::get`.
    pub fn get(&'static self) -> T
    where
        T: Copy,
    {
        self.with(Cell::get)
    }

    /// As `std::thread::LocalKey::take`.
    pub fn take(&'static self) -> T
    where
        T: Default,
    {
        self.with(Cell::take)
    }

    /// As `std::thread::LocalKey::replace`.
    pub fn replace(&'static self, value: T) -> T {
        self.with(|cell| cell.replace(value))
    }
}

impl<T: 'static> LocalKey<RefCell<T>> {
    /// As `std::thread::LocalKey::with_borrow`.
    pub fn with_borrow<R>(&'static self, f: impl FnOnce(&T) -> R) -> R {
        self.with(|cell| f(&cell.borrow()))
    }

    /// As `std::thread::LocalKey::with_borrow_mut`.
    pub fn with_borrow_mut<R>(&'static self, f: impl FnOnce(&mut T) -> R) -> R {
        self.with(|cell| f(&mut cell.borrow_mut()))
    }

    /// As `std::thread::LocalKey::set`.
    pub fn set(&'static self, value: T) {
        let value = Cell::new(Some(value));
        let set = |cell: &RefCell<T>| value.take().map(|value| *cell.borrow_mut() = value);
        self.make_with(|| RefCell::new(given(&value)), set);
    }

    /// As `std::thread::LocalKey::take`.
    pub fn take(&'static self) -> T
    where
        T: Default,
    {
        self.with(RefCell::take)
    }

    /// As `std::thread::LocalKey::replace`.
    pub fn replace(&'static self, value: T) -> T {
        self.with(|cell| cell.replace(value))
    }
}

/// What is set the first time is not made by the key.
fn given<T>(value: &Cell<Option<T>>) -> T {
    value.take().expect("a value is made once")
}

impl<T: 'static> fmt::Debug for LocalKey<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("LocalKey").finish_non_exhaustive()
    }
}

impl fmt::Debug for AccessError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("AccessError")
    }
}

impl fmt::Display for AccessError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad("already destroyed")
    }
}

impl Error for AccessError {}
