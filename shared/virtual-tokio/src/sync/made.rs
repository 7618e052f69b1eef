//! A value that is set once.

use crate::waiter::{Waiter, poll_waiting};
use engine::verb;
use engine::{Operation, Owner, Owns, Shared, Site, State};
use std::collections::BTreeMap;
use std::marker::PhantomData;
use std::sync::OnceLock;
use std::task::{Context, Poll};
use virtual_std::__data::{Data, Readable};

/// A value that is set once.
pub(crate) struct Made<T> {
    state: Owner<Whether>,
    value: Readable<Option<T>>,
    /// Has the bounds of the real one.
    like: PhantomData<OnceLock<T>>,
}

/// Whether it is set, and who waits for that.
#[derive(Clone, Hash)]
struct Whether {
    /// Stands for the value.
    token: Option<u64>,
    waiting: BTreeMap<u64, Waiter>,
}

impl State for Whether {
    fn digest(&self) -> u64 {
        engine::digest(self)
    }
}

impl Owns for Whether {
    fn content(&self) -> u64 {
        engine::digest(self.token)
    }

    fn rewrite(&mut self, token: u64) {
        self.token = self.token.and(Some(token));
    }
}

impl<T> Made<T> {
    #[track_caller]
    pub const fn unset() -> Made<T> {
        let state = Shared::new("cell", Whether { token: None, waiting: BTreeMap::new() });
        Made { state: Owner::of::<T>(state), value: Readable(Data::new(None)), like: PhantomData }
    }

    /// Brings it into being now, with a value if there is one.
    pub fn with(self, value: Option<T>) -> Made<T> {
        self.state.register();
        if let Some(value) = value {
            self.state.update(|whether| whether.token = Some(engine::token()));
            *self.value.0.write() = Some(value);
        }
        self
    }

    pub fn get(&self, site: Site) -> Option<&T> {
        let operation = Operation::new(verb::ASKED_WHETHER_IT_IS_MADE).at(site).reads().peeks();
        let token = self.state.operate(operation, |whether| (whether.token, engine::digest(whether.token)));
        token.and_then(|_| self.value())
    }

    #[track_caller]
    pub fn get_mut(&mut self) -> Option<&mut T> {
        self.state.lend_out(|_| ());
        self.value.0.get_mut().as_mut()
    }

    /// Sets it, and tells those who wait.
    ///
    /// # Errors
    /// Gives the value back when there is one.
    pub fn set(&self, value: T, site: Site) -> Result<(), T> {
        self.state.operate(Operation::new(verb::MADE_IT).at(site).peeks(), |whether| {
            if whether.token.is_some() {
                return (Err(value), 1);
            }
            whether.token = Some(engine::token());
            *self.value.0.write() = Some(value);
            for (_, waiter) in std::mem::take(&mut whether.waiting) {
                waiter.wake();
            }
            (Ok(()), 0)
        })
    }

    /// Waits until it is set, under a key.
    pub fn poll(&self, cx: &Context<'_>, key: &mut Option<u64>, site: Site) -> Poll<&T> {
        let operation = Operation::new(verb::FOUND_IT_MADE).at(site).awaits("a value");
        let polled = poll_waiting(&self.state, cx, operation, |whether, waiter| {
            if let Some(key) = key.take() {
                whether.waiting.remove(&key);
            }
            if whether.token.is_some() {
                return (Poll::Ready(()), engine::digest(whether.token));
            }
            whether.waiting.insert(*key.insert(waiter.token()), waiter);
            (Poll::Pending, 0)
        });
        polled.map(|()| self.value().expect("it is set"))
    }

    /// It is not written again as long as somebody may see it.
    fn value(&self) -> Option<&T> {
        self.value.0.read().leak().as_ref()
    }

    /// Somebody does not wait any more.
    pub fn wait_no_more(&self, key: u64) {
        self.state.update(|whether| whether.waiting.remove(&key));
    }

    #[track_caller]
    pub fn into_inner(self) -> Option<T> {
        self.state.take_out(|_| ());
        self.value.0.into_inner()
    }
}
