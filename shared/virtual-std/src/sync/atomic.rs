//! Atomics, as `std::sync::atomic`.

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
use engine::{MemoryAccess as Access, Operation, Shared, Site, State};
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
    pub fn load(&self, order: Ordering) -> V {
        self.access(Operation::new(verb::LOADED).reads(), |site| Access::load(order, site), |old| old)
    }

    #[track_caller]
    pub fn store(&self, new: V, order: Ordering) {
        self.access(Operation::new(verb::STORED), |site| Access::store(order, site), |_| new);
    }

    #[track_caller]
    pub fn swap(&self, new: V, order: Ordering) -> V {
        self.change(verb::SWAPPED, order, |_| new)
    }

    #[track_caller]
    pub fn compare_exchange(
        &self,
        expected: V,
        new: V,
        success: Ordering,
        failure: Ordering,
    ) -> Result<V, V> {
        let operation = Operation::new(verb::COMPARED_AND_EXCHANGED);
        let old = self.access(operation, |site| Access::compare(expected, success, failure, site), |_| new);
        if old == expected { Ok(old) } else { Err(old) }
    }

    #[track_caller]
    pub fn change(&self, done: Verb, order: Ordering, change: impl FnOnce(V) -> V) -> V {
        self.access(Operation::new(done), |site| Access::change(order, site), change)
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
        self.shared.own::<V>(None);
        self.shared.learn("took out what is in", |value| (value.0, engine::digest(value.0)))
    }

    /// Reads and writes as is said; gives what was read.
    #[track_caller]
    fn access(
        &self,
        operation: Operation<Value<V>>,
        access: impl FnOnce(Site) -> Access<V>,
        change: impl FnOnce(V) -> V,
    ) -> V {
        self.take_back();
        let access = access(operation.site());
        self.shared.operate(access.of(operation), |last| {
            let (old, new) = access.perform(&mut last.0, change);
            engine::show(|| unstable::text_of(&new.unwrap_or(old)));
            (old, access.observed(old))
        })
    }

    /// Whoever comes first takes back what was lent out. That it was different is known to all who can come: it was handed
    /// to them since.
    fn take_back(&self) {
        if let Some(written) = self.lent.lock().unwrap_or_else(PoisonError::into_inner).take() {
            self.shared.update(|value| value.0 = written);
            self.shared.own(Some(written));
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
                self.0.load(order).into()
            }

            /// As `std`'s.
            #[track_caller]
            pub fn store(&self, value: $type, order: Ordering) {
                order::to_store(order);
                self.0.store(value.into(), order);
            }

            /// As `std`'s.
            #[track_caller]
            pub fn swap(&self, value: $type, order: Ordering) -> $type {
                self.0.swap(value.into(), order).into()
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
                order::to_compare(failure);
                let exchanged = self.0.compare_exchange(current.into(), new.into(), success, failure);
                exchanged.map(Into::into).map_err(Into::into)
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
