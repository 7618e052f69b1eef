//! Objects that stand for data of the program.

use crate::calls::me::token;
use crate::calls::object::Shared;
use crate::parts::state::State;
use std::mem::needs_drop;
use std::ops::Deref;

/// The state of an object that stands for data.
pub trait Owns: State {
    /// A hash of all that there is to learn from the data, and from what goes with it.
    fn content(&self) -> u64;

    /// Has the data be known by this token from now on.
    fn rewrite(&mut self, token: u64);
}

/// An object beside the data for which it stands: to take the data out is to learn it, and so is to drop it where that
/// has a destructor, which may tell what it finds.
pub struct Owner<S: Owns> {
    shared: Shared<S>,
    drops: bool,
}

impl<S: Owns> Owner<S> {
    /// Stands for data of type `T`.
    pub const fn of<T: ?Sized>(shared: Shared<S>) -> Owner<S> {
        Owner { shared, drops: needs_drop::<T>() }
    }

    /// The data is taken out, by the only one who has it; gives something of the state.
    #[track_caller]
    pub fn take_out<R>(&self, look: impl FnOnce(&S) -> R) -> R {
        self.shared.learn("took out what is in", |state| (look(state), state.content()))
    }

    /// The data is lent out to be written, to the only one who has it; gives something of the state.
    #[track_caller]
    pub fn lend_out<R>(&mut self, look: impl FnOnce(&S) -> R) -> R {
        let looked = self.take_out(look);
        self.shared.update(|state| state.rewrite(token()));
        looked
    }
}

impl<S: Owns> Deref for Owner<S> {
    type Target = Shared<S>;

    fn deref(&self) -> &Shared<S> {
        &self.shared
    }
}

impl<S: Owns> Drop for Owner<S> {
    fn drop(&mut self) {
        if self.drops {
            self.shared.learn("dropped what is in", |state| ((), state.content()));
        }
    }
}
