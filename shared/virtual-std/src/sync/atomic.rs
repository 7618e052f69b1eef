//! Atomics, as `std::sync::atomic`. Whatever order is asked for, they are sequentially consistent.

mod flag;
mod number;
mod order;
mod pointer;

pub use ::std::sync::atomic::Ordering;
pub use flag::AtomicBool;
pub use number::{
    AtomicI8, AtomicI16, AtomicI32, AtomicI64, AtomicIsize, AtomicU8, AtomicU16, AtomicU32, AtomicU64,
    AtomicUsize,
};
pub use order::{compiler_fence, fence};
pub use pointer::AtomicPtr;

use ::std::hash::Hash;
use ::std::sync::{Mutex, PoisonError};
use engine::verb::{self, Verb};
use engine::{Operation, Shared, State};
use unstable::Made;

/// What all atomics are made of.
pub(crate) struct Atomic<V> {
    shared: Shared<Value<V>>,
    /// Where it was last lent out to be written; the next operation takes it from there.
    lent: Mutex<Option<V>>,
}

#[derive(Clone)]
struct Value<V>(V);

impl<V: Copy + Hash + 'static> State for Value<V> {
    fn digest(&self) -> u64 {
        engine::digest(self.0)
    }
}

impl<V: Copy + Eq + Hash + 'static> Atomic<V> {
    #[track_caller]
    pub const fn new(value: V) -> Atomic<V> {
        unstable::made(Atomic { shared: Shared::new("atomic", Value(value)), lent: Mutex::new(None) })
    }

    #[track_caller]
    pub fn load(&self) -> V {
        let operation = Operation::new(verb::LOADED).reads();
        self.operate(operation, |value| {
            engine::show(|| unstable::text_of(value));
            (*value, engine::digest(*value))
        })
    }

    #[track_caller]
    pub fn store(&self, new: V) {
        self.operate(Operation::new(verb::STORED), |value| {
            engine::show(|| unstable::text_of(&new));
            (*value = new, 0)
        });
    }

    #[track_caller]
    pub fn swap(&self, new: V) -> V {
        self.change(verb::SWAPPED, |_| new)
    }

    #[track_caller]
    pub fn compare_exchange(&self, expected: V, new: V) -> Result<V, V> {
        self.operate(Operation::new(verb::COMPARED_AND_EXCHANGED), |value| {
            let old = *value;
            if old == expected {
                *value = new;
            }
            (if old == expected { Ok(old) } else { Err(old) }, engine::digest(old))
        })
    }

    #[track_caller]
    pub fn change(&self, done: Verb, change: impl FnOnce(V) -> V) -> V {
        self.operate(Operation::new(done), |value| {
            let old = *value;
            *value = change(old);
            engine::show(|| unstable::text_of(value));
            (old, engine::digest(old))
        })
    }

    #[track_caller]
    pub fn into_inner(self) -> V {
        self.take_out()
    }

    #[track_caller]
    pub fn get_mut(&mut self) -> &mut V {
        let value = self.take_out();
        self.lent.get_mut().unwrap_or_else(PoisonError::into_inner).insert(value)
    }

    #[track_caller]
    fn take_out(&self) -> V {
        self.take_back();
        self.shared.learn("took out what is in", |value| (value.0, engine::digest(value.0)))
    }

    #[track_caller]
    fn operate<R>(&self, operation: Operation<Value<V>>, perform: impl FnOnce(&mut V) -> (R, u64)) -> R {
        self.take_back();
        self.shared.operate(operation, |value| perform(&mut value.0))
    }

    /// Whoever comes first takes back what was lent out. That it was different is known to all who can come: it was handed
    /// to them since.
    fn take_back(&self) {
        if let Some(written) = self.lent.lock().unwrap_or_else(PoisonError::into_inner).take() {
            self.shared.update(|value| value.0 = written);
        }
    }
}

impl<V: Copy + Eq + Hash + 'static> Made for Atomic<V> {
    fn made(self) -> Self {
        self.shared.register();
        self
    }
}

/// The methods that all atomics have.
macro_rules! common {
    ($name:ident, $type:ty $(, $param:ident)?) => {
        impl$(<$param>)? $name$(<$param>)? {
            /// As `std`'s.
            #[track_caller]
            pub fn load(&self, order: Ordering) -> $type {
                order::to_load(order);
                self.0.load().into()
            }

            /// As `std`'s.
            #[track_caller]
            pub fn store(&self, value: $type, order: Ordering) {
                order::to_store(order);
                self.0.store(value.into());
            }

            /// As `std`'s.
            #[track_caller]
            pub fn swap(&self, value: $type, order: Ordering) -> $type {
                order::asked(order);
                self.0.swap(value.into()).into()
            }

            /// As `std`'s.
            ///
            /// # Errors
            /// The value, when it is not the expected one.
            #[track_caller]
            pub fn compare_exchange(
                &self,
                current: $type,
                new: $type,
                success: Ordering,
                failure: Ordering,
            ) -> Result<$type, $type> {
                order::to_compare(success, failure);
                self.0.compare_exchange(current.into(), new.into()).map(Into::into).map_err(Into::into)
            }

            /// As `std`'s; it fails only when the value is not the expected one.
            ///
            /// # Errors
            /// The value, when it is not the expected one.
            #[track_caller]
            pub fn compare_exchange_weak(
                &self,
                current: $type,
                new: $type,
                success: Ordering,
                failure: Ordering,
            ) -> Result<$type, $type> {
                engine::rests_on("a weak compare-exchange fails only where the value is another one");
                self.compare_exchange(current, new, success, failure)
            }

            /// As `std`'s.
            ///
            /// # Errors
            /// The value, when the function gives none.
            #[track_caller]
            pub fn fetch_update<F>(
                &self,
                set_order: Ordering,
                fetch_order: Ordering,
                mut f: F,
            ) -> Result<$type, $type>
            where
                F: FnMut($type) -> Option<$type>,
            {
                let mut old = self.load(fetch_order);
                while let Some(new) = f(old) {
                    match self.compare_exchange(old, new, set_order, fetch_order) {
                        Ok(old) => return Ok(old),
                        Err(now) => old = now,
                    }
                }
                Err(old)
            }

            /// As `std`'s.
            #[track_caller]
            pub fn update(
                &self,
                set_order: Ordering,
                fetch_order: Ordering,
                mut f: impl FnMut($type) -> $type,
            ) -> $type {
                let updated = self.fetch_update(set_order, fetch_order, |old| Some(f(old)));
                updated.unwrap_or_else(|old| old)
            }

            /// As `std`'s.
            ///
            /// # Errors
            /// The value, when the function gives none.
            #[track_caller]
            pub fn try_update(
                &self,
                set_order: Ordering,
                fetch_order: Ordering,
                f: impl FnMut($type) -> Option<$type>,
            ) -> Result<$type, $type> {
                self.fetch_update(set_order, fetch_order, f)
            }

            /// As `std`'s.
            #[track_caller]
            #[deprecated(note = "use `compare_exchange` or `compare_exchange_weak` instead")]
            pub fn compare_and_swap(&self, current: $type, new: $type, order: Ordering) -> $type {
                let failure = order::of_failure(order);
                self.compare_exchange(current, new, order, failure).unwrap_or_else(|now| now)
            }

            /// As `std`'s.
            #[track_caller]
            pub fn into_inner(self) -> $type {
                self.0.into_inner().into()
            }

            /// As `std`'s, which is not modelled: what is done there can't be followed.
            pub fn as_ptr(&self) -> *mut $type {
                engine::refuse(concat!("`", stringify!($name), "::as_ptr` is not modelled by the explorer"))
            }

            /// As `std`'s, which is not modelled: what else is done there can't be followed.
            ///
            /// # Safety
            /// As of the real one.
            #[expect(unsafe_code, reason = "the real one's signature")]
            pub unsafe fn from_ptr<'a>(_pointer: *mut $type) -> &'a Self {
                engine::refuse(concat!("`", stringify!($name), "::from_ptr` is not modelled by the explorer"))
            }
        }

        impl$(<$param>)? From<$type> for $name$(<$param>)? {
            #[track_caller]
            fn from(value: $type) -> Self {
                Self::new(value)
            }
        }

        impl$(<$param>)? ::std::fmt::Debug for $name$(<$param>)? {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                ::std::fmt::Debug::fmt(&self.load(Ordering::Relaxed), f)
            }
        }
    };
}
pub(crate) use common;
