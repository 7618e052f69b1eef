//! The guards of a lock that one writer or many readers have.

use super::RwLock;
use crate::sync::lent::{Gate, guard, writing_guard};
use std::ptr::NonNull;
use virtual_std::sync::Arc;

guard! {
    /// May read until it is dropped.
    RwLockReadGuard ['a, T: ?Sized] ['a, T: ?Sized] ['a, T] &'a Gate, T;
    Send: [T: Sync] Sync: [T: Send + Sync]
}

writing_guard! {
    /// May write until it is dropped.
    RwLockWriteGuard ['a, T: ?Sized] ['a, T: ?Sized] ['a, T] &'a RwLock<T>, T;
    Send: [T: Send + Sync] Sync: [T: Send + Sync]
}

writing_guard! {
    /// May write a part until it is dropped.
    RwLockMappedWriteGuard ['a, T: ?Sized] ['a, T: ?Sized] ['a, T] &'a Gate, T;
    Send: [T: Send + Sync] Sync: [T: Send + Sync]
}

guard! {
    /// May read a part until it is dropped, and keeps the lock.
    OwnedRwLockReadGuard [T: ?Sized, U: ?Sized = T] [T: ?Sized, U: ?Sized] [T, U] Arc<RwLock<T>>, U;
    Send: [T: Send + Sync, U: Sync] Sync: [T: Send + Sync, U: Send + Sync]
}

writing_guard! {
    /// May write until it is dropped, and keeps the lock.
    OwnedRwLockWriteGuard [T: ?Sized] [T: ?Sized] [T] Arc<RwLock<T>>, T;
    Send: [T: Send + Sync] Sync: [T: Send + Sync]
}

writing_guard! {
    /// May write a part until it is dropped, and keeps the lock.
    OwnedRwLockMappedWriteGuard [T: ?Sized, U: ?Sized = T] [T: ?Sized, U: ?Sized] [T, U] Arc<RwLock<T>>, U;
    Send: [T: Send + Sync, U: Send + Sync] Sync: [T: Send + Sync, U: Send + Sync]
}

impl<'a, T: ?Sized> RwLockReadGuard<'a, T> {
    /// For a part of it.
    pub fn map<V: ?Sized, F>(this: Self, part: F) -> RwLockReadGuard<'a, V>
    where
        F: FnOnce(&T) -> &V,
    {
        RwLockReadGuard { access: this.access.with(|gate| gate, |access| NonNull::from(part(access.data()))) }
    }

    /// For a part of it, if there is one.
    ///
    /// # Errors
    /// The guard itself when there is none.
    pub fn try_map<V: ?Sized, F>(this: Self, part: F) -> Result<RwLockReadGuard<'a, V>, Self>
    where
        F: FnOnce(&T) -> Option<&V>,
    {
        let Some(part) = part(this.access.data()).map(NonNull::from) else { return Err(this) };
        Ok(RwLockReadGuard { access: this.access.with(|gate| gate, |_| part) })
    }
}

impl<'a, T: ?Sized> RwLockWriteGuard<'a, T> {
    /// For a part of it.
    pub fn map<V: ?Sized, F>(this: Self, part: F) -> RwLockMappedWriteGuard<'a, V>
    where
        F: FnOnce(&mut T) -> &mut V,
    {
        RwLockMappedWriteGuard {
            access: this.access.with(|lock| &lock.gate, |access| NonNull::from(part(access.data_mut()))),
        }
    }

    /// For a part of it, if there is one.
    ///
    /// # Errors
    /// The guard itself when there is none.
    pub fn try_map<V: ?Sized, F>(mut this: Self, part: F) -> Result<RwLockMappedWriteGuard<'a, V>, Self>
    where
        F: FnOnce(&mut T) -> Option<&mut V>,
    {
        let Some(part) = part(this.access.data_mut()).map(NonNull::from) else { return Err(this) };
        Ok(RwLockMappedWriteGuard { access: this.access.with(|lock| &lock.gate, |_| part) })
    }

    /// Lets others read too.
    pub fn downgrade(mut self) -> RwLockReadGuard<'a, T> {
        self.access.downgrade();
        RwLockReadGuard { access: self.access.with(|lock| &lock.gate, |access| NonNull::from(access.data())) }
    }

    /// Lets others read too, and reads only a part, which is chosen before.
    pub fn downgrade_map<V: ?Sized, F>(this: Self, part: F) -> RwLockReadGuard<'a, V>
    where
        F: FnOnce(&T) -> &V,
    {
        let part = NonNull::from(part(&*this));
        let whole = this.downgrade();
        RwLockReadGuard { access: whole.access.with(|owner| owner, |_| part) }
    }

    /// Lets others read too, and reads only a part, if there is one.
    ///
    /// # Errors
    /// The guard itself when there is none.
    pub fn try_downgrade_map<V: ?Sized, F>(this: Self, part: F) -> Result<RwLockReadGuard<'a, V>, Self>
    where
        F: FnOnce(&T) -> Option<&V>,
    {
        let Some(part) = part(&*this).map(NonNull::from) else { return Err(this) };
        let whole = this.downgrade();
        Ok(RwLockReadGuard { access: whole.access.with(|owner| owner, |_| part) })
    }

    /// The same as a guard of a part, which is all of it.
    pub fn into_mapped(this: Self) -> RwLockMappedWriteGuard<'a, T> {
        RwLockMappedWriteGuard {
            access: this.access.with(|lock| &lock.gate, |access| NonNull::from(access.data_mut())),
        }
    }
}

impl<'a, T: ?Sized> RwLockMappedWriteGuard<'a, T> {
    /// For a part of it.
    pub fn map<V: ?Sized, F>(this: Self, part: F) -> RwLockMappedWriteGuard<'a, V>
    where
        F: FnOnce(&mut T) -> &mut V,
    {
        RwLockMappedWriteGuard {
            access: this.access.with(|gate| gate, |access| NonNull::from(part(access.data_mut()))),
        }
    }

    /// For a part of it, if there is one.
    ///
    /// # Errors
    /// The guard itself when there is none.
    pub fn try_map<V: ?Sized, F>(mut this: Self, part: F) -> Result<RwLockMappedWriteGuard<'a, V>, Self>
    where
        F: FnOnce(&mut T) -> Option<&mut V>,
    {
        let Some(part) = part(this.access.data_mut()).map(NonNull::from) else { return Err(this) };
        Ok(RwLockMappedWriteGuard { access: this.access.with(|gate| gate, |_| part) })
    }
}

impl<T: ?Sized, U: ?Sized> OwnedRwLockReadGuard<T, U> {
    /// For a part of it.
    pub fn map<V: ?Sized, F>(this: Self, part: F) -> OwnedRwLockReadGuard<T, V>
    where
        F: FnOnce(&U) -> &V,
    {
        OwnedRwLockReadGuard {
            access: this.access.with(|lock| lock, |access| NonNull::from(part(access.data()))),
        }
    }

    /// For a part of it, if there is one.
    ///
    /// # Errors
    /// The guard itself when there is none.
    pub fn try_map<V: ?Sized, F>(this: Self, part: F) -> Result<OwnedRwLockReadGuard<T, V>, Self>
    where
        F: FnOnce(&U) -> Option<&V>,
    {
        let Some(part) = part(this.access.data()).map(NonNull::from) else { return Err(this) };
        Ok(OwnedRwLockReadGuard { access: this.access.with(|lock| lock, |_| part) })
    }

    /// The lock.
    pub fn rwlock(this: &Self) -> &Arc<RwLock<T>> {
        this.access.owner()
    }
}

impl<T: ?Sized> OwnedRwLockWriteGuard<T> {
    /// For a part of it.
    pub fn map<V: ?Sized, F>(this: Self, part: F) -> OwnedRwLockMappedWriteGuard<T, V>
    where
        F: FnOnce(&mut T) -> &mut V,
    {
        OwnedRwLockMappedWriteGuard {
            access: this.access.with(|lock| lock, |access| NonNull::from(part(access.data_mut()))),
        }
    }

    /// For a part of it, if there is one.
    ///
    /// # Errors
    /// The guard itself when there is none.
    pub fn try_map<V: ?Sized, F>(mut this: Self, part: F) -> Result<OwnedRwLockMappedWriteGuard<T, V>, Self>
    where
        F: FnOnce(&mut T) -> Option<&mut V>,
    {
        let Some(part) = part(this.access.data_mut()).map(NonNull::from) else { return Err(this) };
        Ok(OwnedRwLockMappedWriteGuard { access: this.access.with(|lock| lock, |_| part) })
    }

    /// Lets others read too.
    pub fn downgrade(mut self) -> OwnedRwLockReadGuard<T> {
        self.access.downgrade();
        OwnedRwLockReadGuard { access: self.access.with(|lock| lock, |access| NonNull::from(access.data())) }
    }

    /// Lets others read too, and reads only a part, which is chosen before.
    pub fn downgrade_map<V: ?Sized, F>(this: Self, part: F) -> OwnedRwLockReadGuard<T, V>
    where
        F: FnOnce(&T) -> &V,
    {
        let part = NonNull::from(part(&*this));
        let whole = this.downgrade();
        OwnedRwLockReadGuard { access: whole.access.with(|owner| owner, |_| part) }
    }

    /// Lets others read too, and reads only a part, if there is one.
    ///
    /// # Errors
    /// The guard itself when there is none.
    pub fn try_downgrade_map<V: ?Sized, F>(this: Self, part: F) -> Result<OwnedRwLockReadGuard<T, V>, Self>
    where
        F: FnOnce(&T) -> Option<&V>,
    {
        let Some(part) = part(&*this).map(NonNull::from) else { return Err(this) };
        let whole = this.downgrade();
        Ok(OwnedRwLockReadGuard { access: whole.access.with(|owner| owner, |_| part) })
    }

    /// The same as a guard of a part, which is all of it.
    pub fn into_mapped(this: Self) -> OwnedRwLockMappedWriteGuard<T> {
        OwnedRwLockMappedWriteGuard {
            access: this.access.with(|lock| lock, |access| NonNull::from(access.data_mut())),
        }
    }

    /// The lock.
    pub fn rwlock(this: &Self) -> &Arc<RwLock<T>> {
        this.access.owner()
    }
}

impl<T: ?Sized, U: ?Sized> OwnedRwLockMappedWriteGuard<T, U> {
    /// For a part of it.
    pub fn map<V: ?Sized, F>(this: Self, part: F) -> OwnedRwLockMappedWriteGuard<T, V>
    where
        F: FnOnce(&mut U) -> &mut V,
    {
        OwnedRwLockMappedWriteGuard {
            access: this.access.with(|lock| lock, |access| NonNull::from(part(access.data_mut()))),
        }
    }

    /// For a part of it, if there is one.
    ///
    /// # Errors
    /// The guard itself when there is none.
    pub fn try_map<V: ?Sized, F>(mut this: Self, part: F) -> Result<OwnedRwLockMappedWriteGuard<T, V>, Self>
    where
        F: FnOnce(&mut U) -> Option<&mut V>,
    {
        let Some(part) = part(this.access.data_mut()).map(NonNull::from) else { return Err(this) };
        Ok(OwnedRwLockMappedWriteGuard { access: this.access.with(|lock| lock, |_| part) })
    }

    /// The lock.
    pub fn rwlock(this: &Self) -> &Arc<RwLock<T>> {
        this.access.owner()
    }
}
