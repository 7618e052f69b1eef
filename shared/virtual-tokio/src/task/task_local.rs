//! What a task keeps to itself while one of its futures is polled.

use pin_project_lite::pin_project;
use std::any::Any;
use std::cell::RefCell;
use std::error::Error;
use std::fmt;
use std::marker::{PhantomData, PhantomPinned};
use std::mem;
use std::pin::Pin;
use std::rc::Rc;
use std::task::{Context, Poll};

/// Declares values that a task keeps to itself while one of its futures is polled.
#[macro_export]
macro_rules! task_local {
    () => {};
    ($(#[$attribute:meta])* $visibility:vis static $name:ident: $type:ty $(; $($rest:tt)*)?) => {
        $(#[$attribute])*
        $visibility static $name: $crate::task::LocalKey<$type> = $crate::task::LocalKey::new();
        $($crate::task_local!($($rest)*);)?
    };
}

/// The name of such a value.
pub struct LocalKey<T: 'static> {
    /// Its address tells it from others.
    place: u8,
    value: PhantomData<fn() -> T>,
}

/// A value that was asked for where it is not set.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct AccessError(());

const BORROWED: &str = "cannot enter a task-local scope while the task-local storage is borrowed";
const DESTROYED: &str =
    "cannot enter a task-local scope during or after destruction of the underlying thread-local";

impl<T: 'static> LocalKey<T> {
    /// For the macro.
    #[doc(hidden)]
    pub const fn new() -> LocalKey<T> {
        LocalKey { place: 0, value: PhantomData }
    }

    /// Sets it each time a future is polled, and while it is dropped.
    pub fn scope<F: Future>(&'static self, value: T, future: F) -> TaskLocalFuture<T, F> {
        TaskLocalFuture { local: self, slot: Some(value), future: Some(future), pinned: PhantomPinned }
    }

    /// Sets it while a function runs.
    ///
    /// # Panics
    /// While somebody looks at it.
    #[track_caller]
    pub fn sync_scope<F: FnOnce() -> R, R>(&'static self, value: T, function: F) -> R {
        self.swapped(&mut Some(value), function).unwrap_or_else(|sentence| panic!("{sentence}"))
    }

    /// Looks at it.
    ///
    /// # Panics
    /// Where it is not set.
    #[track_caller]
    pub fn with<F: FnOnce(&T) -> R, R>(&'static self, look: F) -> R {
        let Ok(seen) = self.try_with(look) else {
            panic!("cannot access a task-local storage value without setting it first");
        };
        seen
    }

    /// Looks at it.
    ///
    /// # Errors
    /// Where it is not set.
    pub fn try_with<F: FnOnce(&T) -> R, R>(&'static self, look: F) -> Result<R, AccessError> {
        self.kept(|kept| kept.borrow().as_ref().map(look)).flatten().ok_or(AccessError(()))
    }

    fn kept<R>(&'static self, use_it: impl FnOnce(&RefCell<Option<T>>) -> R) -> Option<R> {
        let nothing = || Rc::new(RefCell::new(None::<T>)) as Rc<dyn Any>;
        let kept = engine::local(&raw const self.place as usize, nothing)?;
        kept.downcast_ref().map(use_it)
    }

    /// Calls a function while the value is in its place.
    fn swapped<R>(
        &'static self,
        slot: &mut Option<T>,
        function: impl FnOnce() -> R,
    ) -> Result<R, &'static str> {
        let swapped = self.kept(|kept| kept.try_borrow_mut().map(|mut kept| mem::swap(slot, &mut kept)));
        swapped.ok_or(DESTROYED)?.map_err(|_| BORROWED)?;
        let _back = Back { local: self, slot };
        Ok(function())
    }
}

impl<T: Clone + 'static> LocalKey<T> {
    /// A copy of it.
    ///
    /// # Panics
    /// Where it is not set.
    #[track_caller]
    pub fn get(&'static self) -> T {
        self.with(T::clone)
    }

    /// A copy of it.
    ///
    /// # Errors
    /// Where it is not set.
    pub fn try_get(&'static self) -> Result<T, AccessError> {
        self.try_with(T::clone)
    }
}

/// Puts what was there before back when it is dropped.
struct Back<'a, T: 'static> {
    local: &'static LocalKey<T>,
    slot: &'a mut Option<T>,
}

impl<T: 'static> Drop for Back<'_, T> {
    fn drop(&mut self) {
        self.local.kept(|kept| mem::swap(self.slot, &mut *kept.borrow_mut()));
    }
}

pin_project! {
    /// Sets a value each time a future is polled, and while it is dropped.
    pub struct TaskLocalFuture<T: 'static, F> {
        local: &'static LocalKey<T>,
        slot: Option<T>,
        #[pin]
        future: Option<F>,
        #[pin]
        pinned: PhantomPinned,
    }

    impl<T: 'static, F> PinnedDrop for TaskLocalFuture<T, F> {
        fn drop(this: Pin<&mut Self>) {
            let mut this = this.project();
            if mem::needs_drop::<F>() && this.future.is_some() {
                // Where it can't be set, the future is dropped without.
                let _ = this.local.swapped(this.slot, || this.future.set(None));
            }
        }
    }
}

impl<T: 'static, F> TaskLocalFuture<T, F> {
    /// The value, so that it is not set any more.
    pub fn take_value(self: Pin<&mut Self>) -> Option<T> {
        self.project().slot.take()
    }
}

impl<T: 'static, F: Future> Future for TaskLocalFuture<T, F> {
    type Output = F::Output;

    #[track_caller]
    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<F::Output> {
        let mut this = self.project();
        let polled = this.local.swapped(this.slot, || {
            let polled = this.future.as_mut().as_pin_mut()?.poll(cx);
            if polled.is_ready() {
                this.future.set(None);
            }
            Some(polled)
        });
        match polled {
            Ok(polled) => polled.expect("`TaskLocalFuture` polled after completion"),
            Err(sentence) => panic!("{sentence}"),
        }
    }
}

impl<T: 'static> fmt::Debug for LocalKey<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad("LocalKey { .. }")
    }
}

impl<T: fmt::Debug + 'static, F> fmt::Debug for TaskLocalFuture<T, F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let missing: &dyn fmt::Debug = &format_args!("<missing>");
        let value = self.slot.as_ref().map_or(missing, |value| value);
        f.debug_struct("TaskLocalFuture").field("value", value).finish()
    }
}

impl fmt::Debug for AccessError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("AccessError").finish()
    }
}

impl fmt::Display for AccessError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        "task-local value not set".fmt(f)
    }
}

impl Error for AccessError {}
