//! What the types of the real `std` are called that are others here.

use crate::{sync, thread, time};
use ::std as real;
use ::std::any::type_name;

/// What some types are called here, and what the real ones are called.
macro_rules! pairs {
    ($($($path:ident)::+ $([$($parameters:tt)*])?,)*) => {
        vec![$((
            type_name::<$($path)::+$(<$($parameters)*>)?>(),
            type_name::<real::$($path)::+$(<$($parameters)*>)?>(),
        )),*]
    };
}

/// A name of a type in which ours are called as the real ones.
pub fn real_names(name: &str) -> String {
    let mut pairs: Vec<(&str, &str)> = pairs! {
        sync::Arc[()],
        sync::Weak[()],
        sync::Mutex[()],
        sync::MutexGuard['_, ()],
        sync::RwLock[()],
        sync::RwLockReadGuard['_, ()],
        sync::RwLockWriteGuard['_, ()],
        sync::OnceLock[()],
        sync::LazyLock[()],
        sync::Condvar,
        sync::Barrier,
        sync::Once,
        sync::atomic::AtomicBool,
        sync::atomic::AtomicI8,
        sync::atomic::AtomicI16,
        sync::atomic::AtomicI32,
        sync::atomic::AtomicI64,
        sync::atomic::AtomicIsize,
        sync::atomic::AtomicU8,
        sync::atomic::AtomicU16,
        sync::atomic::AtomicU32,
        sync::atomic::AtomicU64,
        sync::atomic::AtomicUsize,
        sync::mpsc::Sender[()],
        sync::mpsc::SyncSender[()],
        sync::mpsc::Receiver[()],
        thread::JoinHandle[()],
        thread::Thread,
        thread::ThreadId,
        time::Instant,
        time::SystemTime,
    };
    // One name can be the beginning of another one.
    pairs.sort_by_key(|(ours, _)| usize::MAX - ours.len());
    let plain = |name: &'static str| name.split('<').next().unwrap_or(name);
    pairs.into_iter().fold(name.to_owned(), |name, (ours, real)| match ours.strip_suffix("<()>") {
        Some(ours) => name.replace(ours, plain(real)),
        None if ours.contains('<') => name.replace(plain(ours), plain(real)),
        None => name.replace(ours, real),
    })
}
