//! What a guard has.

use super::{Gate, Use};
use engine::Site;
use std::cell::Cell;
use std::ptr::NonNull;
use virtual_std::__data::{is_sync, token_of};

/// Something that leads to a lock.
pub(crate) trait Lends {
    fn gate(&self) -> &Gate;
}

impl Lends for &Gate {
    fn gate(&self) -> &Gate {
        self
    }
}

/// What a guard has: a lock's data, or a part of it, until it is dropped.
pub(crate) struct Access<O: Lends, T: ?Sized> {
    /// `None` only while it is handed on.
    owner: Option<O>,
    data: NonNull<T>,
    purpose: Use,
    /// It may have been changed.
    touched: Cell<bool>,
    /// It is all that the lock guards.
    whole: bool,
    site: Site,
}

#[expect(
    unsafe_code,
    reason = "parts of lent data can be kept beside what keeps it alive only by their address"
)]
impl<O: Lends, T: ?Sized> Access<O, T> {
    /// For who has just got the permits.
    ///
    /// # Safety
    /// The data must be the lock's, which lives as long as its owner, and nobody may use it but through this.
    pub unsafe fn new(owner: O, data: NonNull<T>, purpose: Use, site: Site) -> Access<O, T> {
        owner.gate().begin(purpose);
        Access { owner: Some(owner), data, purpose, touched: Cell::new(false), whole: true, site }
    }

    /// The data.
    pub fn data(&self) -> &T {
        // What may not be shared may be changed by who only looks at it, as a `Cell`.
        if !is_sync::<T>() {
            self.touched.set(true);
        }
        // SAFETY: it lives as long as the owner, and nobody writes it, as this has permits.
        unsafe { self.data.as_ref() }
    }

    /// The data of one who may write.
    pub fn data_mut(&mut self) -> &mut T {
        assert!(self.purpose == Use::Writing, "who reads does not write");
        self.touched.set(true);
        // SAFETY: it lives as long as the owner, and nobody else uses it, as this has all permits.
        unsafe { self.data.as_mut() }
    }

    /// The lock.
    pub fn owner(&self) -> &O {
        self.owner.as_ref().expect("it is only taken when handed on")
    }

    /// Something else than the whole, of another owner of the same lock.
    pub fn with<P: Lends, U: ?Sized>(
        mut self,
        owner: impl FnOnce(O) -> P,
        part: impl FnOnce(&mut Self) -> NonNull<U>,
    ) -> Access<P, U> {
        let data = part(&mut self);
        let owner = owner(self.owner.take().expect("it is only taken when handed on"));
        let touched = Cell::new(self.touched.get());
        Access { owner: Some(owner), data, purpose: self.purpose, touched, whole: false, site: self.site }
    }

    /// Only reads from now on.
    pub fn downgrade(&mut self) {
        let token = self.token();
        self.purpose = Use::Reading;
        self.owner().gate().downgrade(token, self.site);
    }

    /// Stands for the data if it may have been changed.
    fn token(&self) -> Option<u64> {
        let is_known = self.touched.replace(false) && self.purpose == Use::Writing;
        is_known.then(|| if self.whole { token_of(self.data()) } else { engine::token() })
    }
}

impl<O: Lends, T: ?Sized> Drop for Access<O, T> {
    fn drop(&mut self) {
        if self.owner.is_none() {
            return;
        }
        let token = self.token();
        self.owner().gate().leave(self.purpose, token, self.site);
    }
}
