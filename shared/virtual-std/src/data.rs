//! The program's own data behind locks, and the only place of this crate that reaches it by pointer.
#![expect(unsafe_code, reason = "a lock lends its data out behind a shared reference, as std's does")]

use ::std::any::{TypeId, type_name};
use ::std::cell::{Cell, UnsafeCell};
use ::std::marker::PhantomData;
use ::std::mem::{MaybeUninit, size_of_val};
use ::std::ops::{Deref, DerefMut};
use ::std::panic::{RefUnwindSafe, UnwindSafe};
use ::std::ptr::{self, NonNull};
use ::std::sync::OnceLock;
use ::std::sync::atomic::{AtomicIsize, AtomicU32, Ordering::Relaxed};

/// Data that is borrowed as in a `RefCell`, but can be shared, as all tasks of an execution run on one OS thread.
///
/// Each execution finds it as it was made. What lives longer than an execution can only be part of a `static`
/// (programs are `fn`s that capture nothing, and what an execution leaves behind is out of everybody's reach), so it
/// was made by a constant, and a constant's bytes may be used any number of times.
pub struct Data<T: ?Sized> {
    /// The execution that used it last.
    stamp: AtomicU32,
    /// How often it is lent out; -1: to be written.
    lent: AtomicIsize,
    constant: OnceLock<Box<[MaybeUninit<u8>]>>,
    value: UnsafeCell<T>,
}

/// As a `Mutex` shares its data.
pub(crate) struct Exclusive<T: ?Sized>(pub Data<T>);

// SAFETY: `refresh` sees to it that only the OS thread of one execution uses the value; the bound is `std`'s.
unsafe impl<T: ?Sized + Send> Sync for Exclusive<T> {}

/// As a `RwLock` shares its data.
pub struct Readable<T: ?Sized>(pub Data<T>);

// SAFETY: as for `Exclusive`.
unsafe impl<T: ?Sized + Send + Sync> Sync for Readable<T> {}

impl<T: ?Sized> UnwindSafe for Data<T> {}
impl<T: ?Sized> RefUnwindSafe for Data<T> {}

impl<T> Data<T> {
    pub const fn new(value: T) -> Data<T> {
        Data {
            stamp: AtomicU32::new(0),
            lent: AtomicIsize::new(0),
            constant: OnceLock::new(),
            value: UnsafeCell::new(value),
        }
    }

    pub fn into_inner(self) -> T {
        self.value.into_inner()
    }
}

impl<T: ?Sized> Data<T> {
    pub fn get_mut(&mut self) -> &mut T {
        self.value.get_mut()
    }

    /// Where it is, for who sees to it that nobody uses it who may not.
    pub fn address(&self) -> NonNull<T> {
        self.refresh();
        // SAFETY: an `UnsafeCell`'s pointer is never null.
        unsafe { NonNull::new_unchecked(self.value.get()) }
    }

    /// Lends it out alone.
    pub fn write(&self) -> Written<'_, T> {
        self.refresh();
        assert_eq!(self.lent.load(Relaxed), 0, "a lock lends its data out once at a time");
        self.lent.store(-1, Relaxed);
        // SAFETY: an `UnsafeCell`'s pointer is never null.
        let value = unsafe { NonNull::new_unchecked(self.value.get()) };
        Written { value, lent: &self.lent, touched: Cell::new(false), lifetime: PhantomData }
    }

    /// Lends it out to be read.
    pub fn read(&self) -> Read<'_, T> {
        self.refresh();
        assert!(self.lent.load(Relaxed) >= 0, "a lock lends its data out to readers or to a writer");
        self.lent.store(self.lent.load(Relaxed) + 1, Relaxed);
        // SAFETY: an `UnsafeCell`'s pointer is never null.
        let value = unsafe { NonNull::new_unchecked(self.value.get()) };
        Read { value, lent: &self.lent, lifetime: PhantomData }
    }

    /// Puts it back to what it was made as if this execution has not used it yet.
    fn refresh(&self) {
        let now = engine::execution().expect("a lock's data is only used within an execution");
        let before = self.stamp.load(Relaxed);
        if before == now {
            return;
        }
        let adopted = self.stamp.compare_exchange(before, now, Relaxed, Relaxed);
        if engine::is_running(before) || adopted.is_err() {
            engine::refuse("a static is used by two explorations at the same time, which is not modelled");
        }
        let value = self.value.get();
        // SAFETY: nobody else uses the value: the execution that used it is over and has forgotten what it had borrowed,
        // and whoever comes next finds this one running.
        let size = unsafe { size_of_val(&*value) };
        let bytes = value.cast::<MaybeUninit<u8>>();
        // SAFETY: both are `size` bytes long and apart from each other; for the bytes' validity see the type.
        unsafe {
            if let Some(constant) = self.constant.get() {
                ptr::copy_nonoverlapping(constant.as_ptr(), bytes, size);
            } else {
                let mut constant = vec![MaybeUninit::uninit(); size].into_boxed_slice();
                ptr::copy_nonoverlapping(bytes, constant.as_mut_ptr(), size);
                let _ = self.constant.set(constant);
            }
        }
        self.lent.store(0, Relaxed);
    }
}

/// Data lent out alone.
pub struct Written<'a, T: ?Sized> {
    value: NonNull<T>,
    lent: &'a AtomicIsize,
    /// It may have been changed.
    touched: Cell<bool>,
    lifetime: PhantomData<&'a mut T>,
}

// SAFETY: it is a `&mut T` to whoever has a reference to it.
unsafe impl<T: ?Sized + Sync> Sync for Written<'_, T> {}

impl<T: ?Sized> UnwindSafe for Written<'_, T> {}
impl<T: ?Sized> RefUnwindSafe for Written<'_, T> {}

impl<T: ?Sized> Deref for Written<'_, T> {
    type Target = T;

    fn deref(&self) -> &T {
        // What may not be shared may be changed by who only looks at it, as a `Cell`.
        if !unstable::is_sync::<T>() {
            self.touched.set(true);
        }
        // SAFETY: `lent` says that nobody else has it.
        unsafe { self.value.as_ref() }
    }
}

impl<T: ?Sized> DerefMut for Written<'_, T> {
    fn deref_mut(&mut self) -> &mut T {
        self.touched.set(true);
        // SAFETY: `lent` says that nobody else has it.
        unsafe { self.value.as_mut() }
    }
}

impl<T: ?Sized> Drop for Written<'_, T> {
    fn drop(&mut self) {
        self.lent.store(0, Relaxed);
    }
}

impl<'a, T: ?Sized> Written<'a, T> {
    /// Stands for the data if it may have been changed: a hash of it if there is one, else of what its holder knows.
    pub fn token(&self) -> Option<u64> {
        let touched = self.touched.get();
        touched.then(|| fingerprint(&**self).unwrap_or_else(engine::token))
    }

    /// Goes on as the first of those who read.
    pub fn downgrade(self) -> Read<'a, T> {
        let (value, lent) = (self.value, self.lent);
        drop(self);
        lent.store(1, Relaxed);
        Read { value, lent, lifetime: PhantomData }
    }
}

/// Whence data is lent out alone, again and again.
pub(crate) struct Lender<'a, T: ?Sized>(pub &'a Data<T>);

// SAFETY: nothing of it can be reached but by a `&mut` to the guard that has it.
unsafe impl<T: ?Sized + Sync> Sync for Lender<'_, T> {}

impl<'a, T: ?Sized> Lender<'a, T> {
    pub fn lend(&mut self) -> Written<'a, T> {
        self.0.write()
    }
}

/// Data lent out to be read.
pub struct Read<'a, T: ?Sized> {
    value: NonNull<T>,
    lent: &'a AtomicIsize,
    lifetime: PhantomData<&'a T>,
}

// SAFETY: it is a `&T` to whoever has a reference to it.
unsafe impl<T: ?Sized + Sync> Sync for Read<'_, T> {}

impl<'a, T: ?Sized> Read<'a, T> {
    /// Lends it out for good.
    pub fn leak(self) -> &'a T {
        let value = self.value;
        ::std::mem::forget(self);
        // SAFETY: `lent` is never counted down again, so that nobody can write.
        unsafe { value.as_ref() }
    }
}

impl<T: ?Sized> Deref for Read<'_, T> {
    type Target = T;

    fn deref(&self) -> &T {
        // SAFETY: `lent` says that nobody writes.
        unsafe { self.value.as_ref() }
    }
}

impl<T: ?Sized> Drop for Read<'_, T> {
    fn drop(&mut self) {
        self.lent.store(self.lent.load(Relaxed) - 1, Relaxed);
    }
}

/// What stands for a value that the running task hands on: a hash of it if there is one, else of what the task knows.
pub fn token_of<T: ?Sized>(value: &T) -> u64 {
    if size_of_val(value) == 0 { 0 } else { fingerprint(value).unwrap_or_else(engine::token) }
}

/// A hash of a value of a primitive type, which says more about it than who wrote it last: states in which different
/// pasts led to the same value are then the same. `None` for other types.
pub(crate) fn fingerprint<T: ?Sized>(value: &T) -> Option<u64> {
    macro_rules! primitives {
        ($($type:ty),*) => {
            $(if type_name::<T>() == type_name::<$type>() && size_of_val(value) == size_of::<$type>() {
                // SAFETY: only the primitive type itself has a name without a path.
                let value = unsafe { *ptr::from_ref(value).cast::<$type>() };
                return Some(engine::digest((TypeId::of::<$type>(), value)));
            })*
        };
    }
    primitives!((), bool, char, i8, i16, i32, i64, i128, isize, u8, u16, u32, u64, u128, usize);
    None
}

/// Forgets how long a closure's borrows last.
///
/// # Safety
/// The closure must be gone before they end.
pub(crate) unsafe fn outlive<'a>(body: Box<dyn FnOnce() + 'a>) -> Box<dyn FnOnce() + 'static> {
    // SAFETY: the types differ in a lifetime only; the rest is the caller's promise.
    unsafe { ::std::mem::transmute(body) }
}

/// A pointer as an atomic keeps it.
pub(crate) struct Address<T>(pub *mut T);

// SAFETY: `std`'s `AtomicPtr` is sent and shared whatever it points to.
unsafe impl<T> Send for Address<T> {}
// SAFETY: as above.
unsafe impl<T> Sync for Address<T> {}

impl<T> Clone for Address<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Address<T> {}

impl Address<()> {
    /// The same to somebody who knows what it points to.
    pub fn of_type<T>(&mut self) -> &mut *mut T {
        // SAFETY: pointers to types with a size are alike.
        unsafe { &mut *ptr::from_mut(&mut self.0).cast() }
    }
}
