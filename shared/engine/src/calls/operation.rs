//! An operation on a shared object, as a library describes it.

use crate::calls::polling::polls_one;
use crate::parts::footprint::Access;
use crate::parts::memory::{Aim, Syncs};
use crate::parts::pending::{Chances, Pending, Ready};
use crate::parts::site::Site;
use crate::parts::state::State;
use crate::parts::verb::Verb;
use std::any::Any;
use std::marker::PhantomData;
use std::panic::Location;

/// What a task is about to do to an object.
pub struct Operation<S> {
    pub(crate) done: Verb,
    pub(crate) site: Site,
    pub(crate) access: Access,
    pub(crate) peeks: bool,
    pub(crate) awaited: &'static str,
    alone: bool,
    in_turn: bool,
    pub(crate) for_future: bool,
    timed: bool,
    ready: Ready,
    /// When it need not wait, if nobody can notice that somebody waits.
    unnoticed: Option<Ready>,
    chances: Chances,
    aim: Option<Aim>,
    pub(crate) syncs: Syncs,
    /// What it is about.
    state: PhantomData<fn(&S)>,
}

impl<S: State> Operation<S> {
    /// An operation that can always be performed, at the caller's line; `done` says what it is.
    #[track_caller]
    pub fn new(done: Verb) -> Operation<S> {
        Operation {
            done,
            site: Location::caller(),
            access: Access::Write,
            peeks: false,
            awaited: "",
            alone: false,
            in_turn: false,
            for_future: false,
            timed: false,
            ready: Ready::Always,
            unnoticed: None,
            chances: Chances::Of(1),
            aim: None,
            syncs: Syncs::Undeclared,
            state: PhantomData,
        }
    }

    /// At another line than the caller's.
    pub fn at(mut self, site: Site) -> Self {
        self.site = site;
        self
    }

    /// Its line.
    pub fn site(&self) -> Site {
        self.site
    }

    /// It can only be performed in some states; until then its task waits for what `awaited` names ("a message").
    pub fn when(mut self, awaited: &'static str, condition: impl Fn(&S) -> bool + 'static) -> Self {
        self.awaited = awaited;
        self.ready = ready_in(condition);
        self
    }

    /// It goes one of so many ways, of which chance picks one ([`crate::picked`]).
    pub fn among(mut self, ways: impl Fn(&S) -> usize + 'static) -> Self {
        self.chances = Chances::In(Box::new(move |state: &dyn Any| state.downcast_ref().map_or(0, &ways)));
        self
    }

    /// It can always be performed, but it may turn out that its future has to wait for what `awaited` names; see
    /// [`crate::Shared::poll`].
    pub fn awaits(mut self, awaited: &'static str) -> Self {
        self.awaited = awaited;
        self
    }

    /// In these states it need not wait; and if it has to, nobody can notice that somebody waits, or in what order. Then who polls one
    /// future at a time goes on in such a state, like a thread ([`crate::poll_one`]).
    pub fn waits_unnoticed(mut self, condition: impl Fn(&S) -> bool + 'static) -> Self {
        self.unnoticed = Some(ready_in(condition));
        self
    }

    /// Who has waited so for the same object since an earlier moment goes first. Of those who came at the same moment anybody may, as if
    /// it had come first.
    pub fn in_turn(mut self) -> Self {
        self.in_turn = true;
        self
    }

    /// It waits for the next poll of a future. What a reader is told then is what the last poll had to wait for.
    pub fn for_future(mut self) -> Self {
        self.for_future = true;
        self
    }

    /// It can also be performed once the timer that the task set last has fired; see [`crate::set_timer`].
    pub fn or_timeout(mut self) -> Self {
        self.timed = true;
        self
    }

    /// It commutes with others of its kind on the same object.
    pub fn reads(mut self) -> Self {
        self.access = Access::Read;
        self
    }

    /// If `alone`, nothing that other tasks could do before it makes a difference to it or it to them, so that no
    /// other order needs to be looked at. A wrong claim loses outputs.
    pub fn alone(mut self, alone: bool) -> Self {
        self.alone = alone;
        self
    }

    /// It tells states apart for which others only wait ([`crate::Knowledge`]).
    pub fn peeks(mut self) -> Self {
        self.peeks = true;
        self
    }

    /// It comes to know what was handed on at its object.
    pub fn acquires(mut self) -> Self {
        self.syncs = if self.syncs == Syncs::Releases { Syncs::Both } else { Syncs::Acquires };
        self
    }

    /// It hands on what its task knows to who acquires that at its object.
    pub fn releases(mut self) -> Self {
        self.syncs = if self.syncs == Syncs::Acquires { Syncs::Both } else { Syncs::Releases };
        self
    }

    /// It hands nothing on but what it says itself ([`crate::Shared::hand_on`], [`crate::Shared::take_over`]).
    pub fn relaxed(mut self) -> Self {
        self.syncs = Syncs::Nothing;
        self
    }

    pub(crate) fn aims(mut self, aim: Aim) -> Self {
        (self.aim, self.syncs) = (Some(aim), Syncs::Nothing);
        self
    }

    /// Whether it is waited for as a thread does.
    pub fn is_unnoticed(&self) -> bool {
        self.unnoticed.is_some() && polls_one()
    }

    pub(crate) fn like_a_thread(mut self) -> Self {
        self.ready = self.unnoticed.take().unwrap_or(self.ready);
        self
    }

    pub(crate) fn pending(self, index: usize) -> Pending {
        let waits = !matches!(self.ready, Ready::Always);
        Pending {
            awaited: self.awaited,
            chances: self.chances,
            aim: self.aim,
            object: Some(index),
            ready: self.ready,
            timed: self.timed,
            alone: self.alone,
            in_turn: self.in_turn && waits,
            for_future: self.for_future,
            ..Pending::new(self.site)
        }
    }
}

fn ready_in<S: State>(condition: impl Fn(&S) -> bool + 'static) -> Ready {
    Ready::In(Box::new(move |state: &dyn Any| state.downcast_ref().is_some_and(&condition)))
}
