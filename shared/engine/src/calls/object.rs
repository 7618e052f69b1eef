//! What tasks share: locks, channels, atomics and whatever a library adds.

use crate::calls::announce::announce;
use crate::calls::later;
use crate::calls::learn::{self, come_again, settle, settle_pending, settle_woken};
use crate::calls::operation::Operation;
use crate::calls::views;
use crate::parts::digest::digest;
use crate::parts::end::End;
use crate::parts::entry::{Entry, Name};
use crate::parts::footprint::Access;
use crate::parts::running::{self, is_running};
use crate::parts::site::{Site, key};
use crate::parts::state::State;
use crate::parts::task::Awaited;
use crate::world::{self, World};
use std::any::Any;
use std::hash::Hash;
use std::marker::PhantomData;
use std::panic::Location;
use std::rc::Rc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::task::Poll;

/// A handle to a shared object.
///
/// It can be made in a `static`: the object itself comes into being when an execution first uses it, so each execution
/// finds it as it was made. One program may be run by one OS thread at a time.
pub struct Shared<S> {
    initial: S,
    kind: &'static str,
    site: Site,
    /// The execution and the index there.
    slot: AtomicU64,
    /// A clone would be another object.
    unique: PhantomData<fn() -> S>,
}

impl<S: State> Shared<S> {
    /// An object in its initial state; `kind` is what sentences call it ("lock").
    #[track_caller]
    pub const fn new(kind: &'static str, initial: S) -> Shared<S> {
        Shared { initial, kind, site: Location::caller(), slot: AtomicU64::new(0), unique: PhantomData }
    }

    /// The same, made elsewhere: by the line on whose behalf it was.
    pub fn made_at(mut self, site: Site) -> Shared<S> {
        self.site = site;
        self
    }

    /// Where it was made.
    pub fn made(&self) -> Site {
        self.site
    }

    /// Brings the object into being now, as its maker's.
    pub fn registered(self) -> Shared<S> {
        self.register();
        self
    }

    /// The same for one that is part of something else. What is made by a constant or `static` can't be told so, and
    /// comes into being as soon as it is used.
    pub fn register(&self) {
        world::with(|world| {
            let name = Name::Given(digest((key(self.site), world.fresh())));
            self.enter(world, name);
        });
    }

    /// Announces an operation, waits until it is its turn, and performs it. `perform` gives the result and a hash of
    /// all that the caller learns from it; it may use other objects' [`Shared::update`].
    ///
    /// Outside of any execution it acts on a copy of the initial state.
    pub fn operate<R>(&self, operation: Operation<S>, perform: impl FnOnce(&mut S) -> (R, u64)) -> R {
        let Some(index) = self.index() else {
            running::notice(operation.site);
            return perform(&mut self.initial.clone()).0;
        };
        let (done, site, access) = (operation.done, operation.site, operation.access);
        let syncs = operation.syncs;
        let settle = if operation.for_future { settle_woken } else { settle };
        if operation.peeks {
            self.peek(index);
        }
        announce(operation.pending(index));
        views::come_to(index, syncs);
        let (result, observed) = self.change(index, access, perform);
        views::leave(index, syncs);
        settle(done, Some(index), site, observed);
        later::catch_up();
        result
    }

    /// Performs an operation of a future's poll. If it gives `Pending`, what the operation awaits is what the task
    /// waits for when it is not polled again.
    pub fn poll<R>(
        &self,
        mut operation: Operation<S>,
        perform: impl FnOnce(&mut S) -> (Poll<R>, u64),
    ) -> Poll<R> {
        let Some(index) = self.index() else {
            running::notice(operation.site);
            return perform(&mut self.initial.clone()).0;
        };
        let (done, site, what, access) =
            (operation.done, operation.site, operation.awaited, operation.access);
        let syncs = operation.syncs;
        if operation.is_unnoticed() {
            operation = operation.like_a_thread();
        } else if operation.peeks {
            self.peek(index);
        }
        announce(operation.pending(index));
        come_again(index);
        views::come_to(index, syncs);
        let (result, observed) = self.change(index, access, perform);
        views::leave(index, syncs);
        if result.is_ready() {
            settle(done, Some(index), site, observed);
        } else {
            settle_pending(Awaited { object: index, what, site, branch: None }, observed);
        }
        later::catch_up();
        result
    }

    /// Says that the running task's future has to wait for this, as it found out within the step that is being performed anyway.
    pub fn awaited(&self, what: &'static str, site: Site) {
        if let Some(object) = self.index() {
            learn::note_awaited(Awaited { object, what, site, branch: None });
        }
    }

    /// Changes the state within the step that is being performed anyway.
    pub fn update<R>(&self, change: impl FnOnce(&mut S) -> R) -> R {
        match self.index() {
            Some(index) => {
                let result = self.change(index, Access::Write, |state| (change(state), 0)).0;
                later::catch_up();
                result
            }
            None => change(&mut self.initial.clone()),
        }
    }

    /// Looks at the state within the step that is being performed anyway.
    pub fn look<R>(&self, look: impl FnOnce(&S) -> R) -> R {
        match self.index() {
            Some(index) => self.change(index, Access::Read, |state| (look(state), 0)).0,
            None => look(&self.initial),
        }
    }

    /// As a location of the memory it holds this from now on, which was written by the only one who had it; without a value it was
    /// only looked at.
    pub fn own<V: Copy + Hash + 'static>(&self, value: Option<V>) {
        if let Some(index) = self.index() {
            let value = value.map(|value| -> (Rc<dyn Any>, u64) { (Rc::new(value), digest(value)) });
            world::with(|world| world.own(index, value));
        }
    }

    /// Hands on what the running task knows to who acquires that at this object, within the step that is being performed.
    pub fn hand_on(&self) {
        if let Some(index) = self.index() {
            world::with(|world| world.hand_on_at(index));
        }
    }

    /// The same for who does nothing more with memory.
    pub fn hand_on_for_good(&self) {
        if let Some(index) = self.index() {
            world::with(|world| world.leave_at(index));
        }
    }

    /// Both, as by a read-modify-write that acquires and releases.
    pub fn meet(&self) {
        self.take_over();
        self.hand_on();
    }

    /// Has the running task know what was handed on at this object.
    pub fn take_over(&self) {
        if let Some(index) = self.index() {
            world::with(|world| world.take_over_at(index));
        }
    }

    /// Looks at the state, or changes it, where nobody else can have the object (`into_inner`, `get_mut`), so that nobody has
    /// to go first. The caller learns from it as from [`Shared::operate`].
    #[track_caller]
    pub fn learn<R>(&self, done: &'static str, perform: impl FnOnce(&mut S) -> (R, u64)) -> R {
        let Some(index) = self.index() else {
            return perform(&mut self.initial.clone()).0;
        };
        let site = Location::caller();
        let (result, observed) = self.change(index, Access::Write, perform);
        learn::learn(done, Some(index), site, observed);
        result
    }

    /// Whether somebody looks at this object without waiting; see [`crate::Knowledge`].
    pub fn is_peeked(&self) -> bool {
        let key = key(self.site);
        world::with(|world| world.knowledge.peeked.contains(&key)).unwrap_or(true)
    }

    fn peek(&self, _index: usize) {
        let key = key(self.site);
        world::with(|world| {
            if world.knowledge.peeked.insert(key) {
                world.learned = true;
            }
        });
    }

    fn change<R>(&self, index: usize, access: Access, change: impl FnOnce(&mut S) -> (R, u64)) -> (R, u64) {
        // It is taken out for the while, so that `change` can use other objects.
        let taken = world::with(|world| {
            world.touch(index, access);
            world.changing += 1;
            world.objects[index].state.take()
        });
        let mut state = taken.flatten().expect("an object is not used within its own operation");
        let any: &mut dyn Any = &mut *state;
        let result = change(any.downcast_mut().expect("an object keeps its type"));
        world::with(|world| {
            world.changing -= 1;
            world.objects[index].state = Some(state);
            world.count_object(index);
        });
        result
    }

    fn index(&self) -> Option<usize> {
        let slot = self.slot.load(Ordering::Relaxed);
        world::with(|world| {
            if slot >> 32 == u64::from(world.stamp) {
                let index = slot as u32 as usize;
                world.note_name(index);
                return index;
            }
            if is_running((slot >> 32) as u32) {
                let sentence = "a static is used by two explorations at the same time, which is not modelled";
                world.end.get_or_insert(End::Refused(sentence.to_owned()));
            }
            let name = world.name_unnamed(self.site);
            self.enter(world, name)
        })
    }

    fn enter(&self, world: &mut World, name: Name) -> usize {
        let index = world.add_object(Entry::new(name, self.kind, self.site, Box::new(self.initial.clone())));
        let slot = u64::from(world.stamp) << 32 | index as u64;
        self.slot.store(slot, Ordering::Relaxed);
        index
    }
}

impl<S> Drop for Shared<S> {
    fn drop(&mut self) {
        let slot = *self.slot.get_mut();
        // What it holds is dropped outside, as that may be something of the program's.
        let state = world::with(|world| {
            if slot >> 32 != u64::from(world.stamp) {
                return None;
            }
            let index = slot as u32 as usize;
            let state = world.objects[index].state.take();
            world.count_object(index);
            world.memory.forget(index);
            state
        });
        drop(state);
    }
}
