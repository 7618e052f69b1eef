//! What is `Send`, `Sync` or safe to unwind through here is so in the real `std`, and the other way round.

use std::cell::Cell;
use std::marker::PhantomData;
use std::panic::{RefUnwindSafe, UnwindSafe};
use std::rc::Rc;

/// What holds of types for which the inherent constants of the same names are not there.
trait No {
    const SEND: bool = false;
    const SYNC: bool = false;
    const UNWIND: bool = false;
    const REF_UNWIND: bool = false;
}

macro_rules! bounds {
    ($type:ty) => {{
        struct Send_<T: ?Sized>(PhantomData<T>);
        struct Sync_<T: ?Sized>(PhantomData<T>);
        struct Unwind_<T: ?Sized>(PhantomData<T>);
        struct RefUnwind_<T: ?Sized>(PhantomData<T>);
        impl<T: ?Sized> No for Send_<T> {}
        impl<T: ?Sized> No for Sync_<T> {}
        impl<T: ?Sized> No for Unwind_<T> {}
        impl<T: ?Sized> No for RefUnwind_<T> {}
        #[allow(dead_code)]
        impl<T: ?Sized + Send> Send_<T> {
            const SEND: bool = true;
        }
        #[allow(dead_code)]
        impl<T: ?Sized + Sync> Sync_<T> {
            const SYNC: bool = true;
        }
        #[allow(dead_code)]
        impl<T: ?Sized + UnwindSafe> Unwind_<T> {
            const UNWIND: bool = true;
        }
        #[allow(dead_code)]
        impl<T: ?Sized + RefUnwindSafe> RefUnwind_<T> {
            const REF_UNWIND: bool = true;
        }
        (
            Send_::<$type>::SEND,
            Sync_::<$type>::SYNC,
            Unwind_::<$type>::UNWIND,
            RefUnwind_::<$type>::REF_UNWIND,
        )
    }};
}

/// Compares `virtual_std::$path<$inner>` with `std::$path<$inner>`.
macro_rules! same {
    ($($($path:ident)::+ $(<$($inner:ty),*>)?;)*) => {$(
        assert_eq!(
            bounds!(virtual_std::$($path)::+ $(<$($inner),*>)?),
            bounds!(std::$($path)::+ $(<$($inner),*>)?),
            stringify!($($path)::+ $(<$($inner),*>)?)
        );
    )*};
}

macro_rules! for_contents {
    ($($($path:ident)::+;)*) => {$(
        // Both; Send only; Sync only; neither.
        same! {
            $($path)::+<i32>;
            $($path)::+<Cell<i32>>;
            $($path)::+<std::sync::MutexGuard<'static, i32>>;
            $($path)::+<Rc<i32>>;
            $($path)::+<&'static mut i32>;
        }
    )*};
}

#[test]
fn locks_and_channels_have_the_same_bounds() {
    for_contents! {
        sync::Mutex;
        sync::RwLock;
        sync::OnceLock;
        sync::mpsc::Sender;
        sync::mpsc::SyncSender;
        sync::mpsc::Receiver;
    }
    same! {
        sync::Condvar;
        sync::Barrier;
        sync::Once;
        sync::atomic::AtomicUsize;
        sync::atomic::AtomicBool;
        sync::atomic::AtomicPtr<i32>;
        sync::LazyLock<i32>;
        thread::Thread;
        thread::ThreadId;
        thread::Builder;
        thread::JoinHandle<i32>;
        time::Instant;
        io::Stdout;
    }
}

#[test]
fn guards_have_the_same_bounds_for_what_a_lock_can_share() {
    macro_rules! guards {
        ($($inner:ty),*) => {$(
            same! {
                sync::MutexGuard<$inner>;
                sync::RwLockReadGuard<$inner>;
                sync::RwLockWriteGuard<$inner>;
            }
        )*};
    }
    guards!(i32, Cell<i32>, Rc<i32>);
}

#[test]
fn the_comparison_can_fail() {
    assert_ne!(bounds!(virtual_std::sync::Mutex<i32>), bounds!(Rc<i32>));
    assert_ne!(bounds!(virtual_std::sync::mpsc::Receiver<i32>), bounds!(std::sync::Mutex<i32>));
}
