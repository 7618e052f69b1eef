//! What a running task knows after an operation. Who forgets something here takes two different pasts for one.

use crate::calls::announce::announce;
use crate::calls::me::token;
use crate::calls::suspend::stop;
use crate::parts::digest::digest;
use crate::parts::end::End;
use crate::parts::fatal::Fatal;
use crate::parts::footprint::{self, Access};
use crate::parts::happened::Happened;
use crate::parts::looks_again::{LooksAgain, Where};
use crate::parts::pending::Pending;
use crate::parts::rounds::Watched;
use crate::parts::site::{Site, key};
use crate::parts::task::Awaited;
use crate::parts::verb::{self, Verb};
use crate::world;
use std::time::Duration;

/// Adds a performed operation to the task's history.
pub(crate) fn settle(done: Verb, object: Option<usize>, site: Site, observed: u64) {
    note(done, object, site);
    learn(done.past(), object, site, observed);
}

/// Notes an operation that the running task has performed, for events.
fn note(done: Verb, object: Option<usize>, site: Site) {
    world::with(|world| {
        world.operations += 1;
        let (what, about) = world.turned_out.take().unwrap_or((Some(done), None));
        let value = world.value.take();
        let Some(what) = what else { return };
        world.record(what, site, |world| Happened {
            about: about.or_else(|| object.map(|index| world.objects[index].name())).unwrap_or_default(),
            object,
            branch: world.branch(),
            value,
            ..Happened::default()
        });
    });
}

/// Adds a poll that found that it has to wait to the task's history.
pub(crate) fn settle_pending(awaited: Awaited, observed: u64) {
    note_awaited(awaited);
    let before = token();
    add(verb::HAS_TO_WAIT, Some(awaited.object), awaited.site, observed);
    world::with(|world| {
        let me = world.me()?;
        me.looks_again =
            me.polls_one.then(|| LooksAgain::waits(Where::Object(awaited.object), before, me.history));
        Some(())
    });
}

/// Notes, for sentences, what a poll found that it has to wait for.
pub(crate) fn note_awaited(awaited: Awaited) {
    world::with(|world| {
        let me = world.me()?;
        let awaited = Awaited { branch: me.branch, ..awaited };
        if !awaited.what.is_empty() && !me.awaits.contains(&awaited) {
            me.awaits.push(awaited);
        }
        world.branches.get_mut(awaited.branch?)?.waited = Some(awaited.site);
        Some(())
    });
}

/// Adds that it was woken, unless it only has to look once more for what its one future waits for.
pub(crate) fn settle_woken(done: Verb, object: Option<usize>, site: Site, observed: u64) {
    note(done, object, site);
    let looks_again = world::with(|world| {
        let me = world.me()?;
        let looks_again = me.looks_again.take()?.woken(me.history)?;
        (me.history, me.looks_again) = (looks_again.history(), Some(looks_again));
        Some(())
    });
    if looks_again.flatten().is_none() {
        learn(done.past(), object, site, observed);
    }
}

/// Has the running task know what it knew when it first came to an object, if it has only waited there since.
pub(crate) fn come_again(object: usize) {
    world::with(|world| {
        let me = world.me()?;
        me.history = me.looks_again.take()?.come_to(Where::Object(object), me.history)?;
        Some(())
    });
}

/// Adds what a task has done and seen to its history, which is more than that it has to wait.
pub(crate) fn learn(done: &'static str, object: Option<usize>, site: Site, observed: u64) {
    world::with(|world| {
        let canon = object.map(|index| world.objects[index].canon);
        world.note_learned(&(done, site, canon, observed));
    });
    add(done, object, site, observed);
}

/// The same for what makes no difference as long as it waits.
pub(crate) fn add(done: &'static str, object: Option<usize>, site: Site, observed: u64) {
    let fatal = world::with(|world| {
        world.step.done = done;
        let canon = object.map(|index| world.objects[index].canon);
        let fatal = world.remember(&(done, key(site), canon, observed));
        world.note_look(site, object, observed);
        fatal
    });
    if let Some(fatal) = fatal.flatten() {
        meet(fatal, site);
    }
}

/// Adds the time that it has looked at.
pub(crate) fn learn_time(site: Site, now: Duration) {
    let fatal = world::with(|world| {
        world.note_learned(&(site, now));
        let fatal = world.remember(&("looked at the time", key(site), now));
        world.note_look_at(Watched::Time(now), site, None, digest(now));
        fatal
    });
    if let Some(fatal) = fatal.flatten() {
        meet(fatal, site);
    }
}

/// Notes that the running task is past something from which it learned nothing.
pub fn went_past(what: &'static str, site: Site) {
    let fatal = world::with(|world| {
        world.note_learned(&(what, site));
        world.remember(&(what, key(site)))
    });
    if let Some(fatal) = fatal.flatten() {
        meet(fatal, site);
    }
}

/// Has what is known to come now come to pass instead of the real thing.
fn meet(fatal: Fatal, site: Site) {
    if let Fatal::Stays(sentence) = fatal {
        world::with(|world| {
            world.knowledge.not_followed.insert(sentence.clone().into());
            world.left.push(sentence);
        });
        return announce(Pending::never("", site));
    }
    // What others do before it can be seen.
    announce(Pending::new(site));
    world::with(|world| world.step.footprint.touch(footprint::output(), Access::Write));
    match fatal {
        Fatal::Aborts(sentence) => stop(End::Aborted(sentence)),
        Fatal::Stops(sentence) | Fatal::Stays(sentence) => {
            world::with(|world| world.knowledge.not_followed.insert(sentence.clone().into()));
            stop(End::GivenUp(sentence))
        }
    }
}
