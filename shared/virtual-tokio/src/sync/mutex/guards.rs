//! The guards of a mutex.

use super::Mutex;
use crate::sync::lent::{Gate, writing_guard};
use std::ptr::NonNull;
use virtual_std::sync::Arc;

writing_guard! {
    /// Has the lock until it is dropped.
    MutexGuard ['a, T: ?Sized] ['a, T: ?Sized] ['a, T] &'a Mutex<T>, T;
    Send: [T: Send] Sync: [T: Send + Sync]
}

writing_guard! {
    /// Has the lock until it is dropped, and the mutex with it.
    OwnedMutexGuard [T: ?Sized] [T: ?Sized] [T] Arc<Mutex<T>>, T;
    Send: [T: Send] Sync: [T: Send + Sync]
}

writing_guard! {
    /// Has the lock of a whole until it is dropped, for a part.
    MappedMutexGuard ['a, T: ?Sized] ['a, T: ?Sized] ['a, T] &'a Gate, T;
    Send: [T: Send] Sync: [T: Send + Sync]
}

writing_guard! {
    /// Has the lock of a whole until it is dropped, for a part, and the mutex with it.
    OwnedMappedMutexGuard [T: ?Sized, U: ?Sized] [T: ?Sized, U: ?Sized] [T, U] Arc<Mutex<T>>, U;
    Send: [T: Send, U: Send] Sync: [T: Send + Sync, U: Send + Sync]
}

impl<'a, T: ?Sized> MutexGuard<'a, T> {
    /// For a part of it.
    pub fn map<V: ?Sized, F>(this: Self, part: F) -> MappedMutexGuard<'a, V>
    where
        F: FnOnce(&mut T) -> &mut V,
    {
        MappedMutexGuard {
            access: this.access.with(|mutex| &mutex.gate, |access| NonNull::from(part(access.data_mut()))),
        }
    }

    /// For a part of it, if there is one.
    ///
    /// # Errors
    /// The guard itself when there is none.
    pub fn try_map<V: ?Sized, F>(mut this: Self, part: F) -> Result<MappedMutexGuard<'a, V>, Self>
    where
        F: FnOnce(&mut T) -> Option<&mut V>,
    {
        let Some(part) = part(this.access.data_mut()).map(NonNull::from) else { return Err(this) };
        Ok(MappedMutexGuard { access: this.access.with(|mutex| &mutex.gate, |_| part) })
    }

    /// The mutex.
    pub fn mutex(this: &Self) -> &'a Mutex<T> {
        this.access.owner()
    }
}

impl<T: ?Sized> OwnedMutexGuard<T> {
    /// For a part of it.
    pub fn map<V: ?Sized, F>(this: Self, part: F) -> OwnedMappedMutexGuard<T, V>
    where
        F: FnOnce(&mut T) -> &mut V,
    {
        OwnedMappedMutexGuard {
            access: this.access.with(|mutex| mutex, |access| NonNull::from(part(access.data_mut()))),
        }
    }

    /// For a part of it, if there is one.
    ///
    /// # Errors
    /// The guard itself when there is none.
    pub fn try_map<V: ?Sized, F>(mut this: Self, part: F) -> Result<OwnedMappedMutexGuard<T, V>, Self>
    where
        F: FnOnce(&mut T) -> Option<&mut V>,
    {
        let Some(part) = part(this.access.data_mut()).map(NonNull::from) else { return Err(this) };
        Ok(OwnedMappedMutexGuard { access: this.access.with(|mutex| mutex, |_| part) })
    }

    /// The mutex.
    pub fn mutex(this: &Self) -> &Arc<Mutex<T>> {
        this.access.owner()
    }
}

impl<'a, T: ?Sized> MappedMutexGuard<'a, T> {
    /// For a part of it.
    pub fn map<V: ?Sized, F>(this: Self, part: F) -> MappedMutexGuard<'a, V>
    where
        F: FnOnce(&mut T) -> &mut V,
    {
        MappedMutexGuard {
            access: this.access.with(|gate| gate, |access| NonNull::from(part(access.data_mut()))),
        }
    }

    /// For a part of it, if there is one.
    ///
    /// # Errors
    /// The guard itself when there is none.
    pub fn try_map<V: ?Sized, F>(mut this: Self, part: F) -> Result<MappedMutexGuard<'a, V>, Self>
    where
        F: FnOnce(&mut T) -> Option<&mut V>,
    {
        let Some(part) = part(this.access.data_mut()).map(NonNull::from) else { return Err(this) };
        Ok(MappedMutexGuard { access: this.access.with(|gate| gate, |_| part) })
    }
}

impl<T: ?Sized, U: ?Sized> OwnedMappedMutexGuard<T, U> {
    /// For a part of it.
    pub fn map<V: ?Sized, F>(this: Self, part: F) -> OwnedMappedMutexGuard<T, V>
    where
        F: FnOnce(&mut U) -> &mut V,
    {
        OwnedMappedMutexGuard {
            access: this.access.with(|mutex| mutex, |access| NonNull::from(part(access.data_mut()))),
        }
    }

    /// For a part of it, if there is one.
    ///
    /// # Errors
    /// The guard itself when there is none.
    pub fn try_map<V: ?Sized, F>(mut this: Self, part: F) -> Result<OwnedMappedMutexGuard<T, V>, Self>
    where
        F: FnOnce(&mut U) -> Option<&mut V>,
    {
        let Some(part) = part(this.access.data_mut()).map(NonNull::from) else { return Err(this) };
        Ok(OwnedMappedMutexGuard { access: this.access.with(|mutex| mutex, |_| part) })
    }
}
