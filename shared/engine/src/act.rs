//! What a running task can do: announce an operation and perform it, print, yield, end the process.

use crate::choice::Chunk;
use crate::digest::digest;
use crate::end::End;
use crate::event::{Printed, Stream};
use crate::fatal;
use crate::fiber;
use crate::footprint::{self, Access};
use crate::happened::Happened;
use crate::pending::{Pending, Site};
use crate::settings::Events;
use crate::spinning::{self, Watched};
use crate::task::Awaited;
use crate::verb::{self, Verb};
use crate::world::{self, World};
use std::panic::Location;
use std::time::Duration;

/// Lets others go first, then comes back when the announced operation may be performed.
pub(crate) fn announce(pending: Pending) {
    let inside = world::with(|world| {
        if !pending.is_ready(world) {
            let last_poll = world.me().filter(|_| pending.for_future).map(|me| me.awaits.clone());
            for awaited in last_poll.unwrap_or_default() {
                let (object, branch) = (Some(awaited.object), awaited.branch);
                let about = awaited.what.to_owned();
                let happened = Happened { about, object, branch, ..Happened::default() };
                world.record(verb::WAITS_FOR, awaited.site, |_| happened);
            }
            if !pending.for_future {
                world.record(verb::WAITS_FOR, pending.site, |world| {
                    Happened::waits_for(&pending, world.branch())
                });
            }
        }
        let over = world.over;
        world.about = pending.object;
        if let (Some(index), true) = (pending.object, pending.for_future) {
            world.objects[index].owner = world.running;
        }
        let me = world.me()?;
        let pause = me.rounds.pause.take();
        me.pending = Some(Pending { pause, ..pending });
        (!over || !me.reporting).then_some(())
    });
    if inside.flatten().is_some() {
        spinning::suspend();
    }
}

/// Adds a performed operation to the task's history.
pub(crate) fn settle(done: Verb, object: Option<usize>, site: Site, observed: u64) {
    world::with(|world| {
        world.operations += 1;
        let (what, about) = world.turned_out.take().unwrap_or((Some(done), None));
        let Some(what) = what else { return };
        world.record(what, site, |world| Happened {
            about: about.or_else(|| object.map(|index| world.objects[index].name())).unwrap_or_default(),
            object,
            branch: world.branch(),
            ..Happened::default()
        });
    });
    learn(done.past(), object, site, observed);
}

/// Adds a poll that found that it has to wait to the task's history.
pub(crate) fn settle_pending(awaited: Awaited, observed: u64) {
    world::with(|world| {
        let me = world.me()?;
        let awaited = Awaited { branch: me.branch, ..awaited };
        if !awaited.what.is_empty() && !me.awaits.contains(&awaited) {
            me.awaits.push(awaited);
        }
        Some(())
    });
    learn("has to wait", Some(awaited.object), awaited.site, observed);
}

/// Adds what a task has done and seen to its history.
pub(crate) fn learn(done: &'static str, object: Option<usize>, site: Site, observed: u64) {
    let fatal = world::with(|world| {
        let canon = object.map(|index| world.objects[index].canon);
        let fatal = world.remember(&(done, site, canon, observed));
        world.note_look(site, object, observed);
        fatal
    });
    if let Some(fatal) = fatal.flatten() {
        fatal::meet(fatal, site);
    }
}

/// Adds the time that it has looked at.
pub(crate) fn learn_time(site: Site, now: Duration) {
    let fatal = world::with(|world| {
        let fatal = world.remember(&("looked at the time", site, now));
        world.note_look_at(Watched::Time(now), site, None, digest(now));
        fatal
    });
    if let Some(fatal) = fatal.flatten() {
        fatal::meet(fatal, site);
    }
}

/// Notes that the running task is past something from which it learned nothing.
pub fn went_past(what: &'static str, site: Site) {
    if let Some(fatal) = world::with(|world| world.remember(&(what, site))).flatten() {
        fatal::meet(fatal, site);
    }
}

/// Prints within the step that is being performed; to let others go first is the caller's business, as a stream may be
/// locked.
pub fn print(stream: Stream, text: impl AsRef<str>) {
    let text = text.as_ref();
    world::with(|world| {
        world.operations += 1;
        world.step.footprint.touch(footprint::output(), Access::Write);
        world.note_effect();
        if let (Some(chunk), Some(printed)) = (world.step.printed.last_mut(), world.printed.last_mut())
            && chunk.stream == stream
            && !chunk.flushed
        {
            chunk.text.push_str(text);
            printed.text.push_str(text);
            return;
        }
        world.put(stream, text, false);
    });
}

/// Has what was printed to a stream shown, also where its last line has no end; as [`print()`].
pub fn flush(stream: Stream) {
    world::with(|world| {
        world.step.footprint.touch(footprint::output(), Access::Write);
        world.put(stream, "", true);
    });
}

impl World {
    fn put(&mut self, stream: Stream, text: &str, flushed: bool) {
        let task = self.me().map_or(String::new(), |me| me.name.clone());
        let text = text.to_owned();
        self.printed.push(Printed { time: self.clock.now, task, stream, text: text.clone(), flushed });
        self.step.printed.push(Chunk { stream, text, flushed });
    }
}

/// Says for events what the operation that is being performed turned out to be, such as "received" where it only tried
/// to, and, if not its object, what about. With no verb nothing is noted: see [`tell`].
pub fn turn_out(done: Option<Verb>, about: Option<&str>) {
    world::with(|world| {
        if world.settings.events == Events::Kept {
            world.turned_out = Some((done, about.map(str::to_owned)));
        }
    });
}

/// Notes for events what the running task has done, and what about.
pub fn tell(done: Verb, about: &str, site: Site) {
    world::with(|world| {
        let branch = world.branch();
        world.record(done, site, |_| Happened { about: about.to_owned(), branch, ..Happened::default() });
    });
}

/// Lets others run.
#[track_caller]
pub fn yield_now() {
    let site = Location::caller();
    let mut pending = Pending::new(site);
    pending.alone = true;
    announce(pending);
    settle(verb::YIELDED, None, site, 0);
}

/// Ends the process.
#[track_caller]
pub fn exit(code: i32) -> ! {
    leave(End::Exited(code), Location::caller())
}

/// Has the process aborted; the sentence says by what.
#[track_caller]
pub fn abort(sentence: &str) -> ! {
    leave(End::Aborted(sentence.to_owned()), Location::caller())
}

pub(crate) fn leave(end: End, site: Site) -> ! {
    announce(Pending::new(site));
    if !matches!(end, End::Aborted(_)) {
        finish(site);
    }
    world::with(|world| {
        world.step.footprint.touch(footprint::output(), Access::Write);
        world.record(verb::EXITED, site, |_| Happened::default());
    });
    stop(end)
}

/// Does what the task does before it ends the process, if nobody else has begun to.
fn finish(site: Site) {
    match world::with(|world| (world.leaving, world.running)) {
        Some((Some(leaving), me)) if Some(leaving) == me => {
            refuse(
                "`std::process::exit` is called while the process ends, which aborts it: that is not modelled",
            );
        }
        Some((Some(_), _)) => announce(Pending::never("the process to end", site)),
        _ => {}
    }
    let Some(first) = world::with(|world| world.me()?.at_exit.take()).flatten() else { return };
    world::with(|world| {
        world.step.footprint.touch(footprint::output(), Access::Write);
        world.leaving = world.running;
    });
    learn("begins to exit", None, site, 0);
    first();
    announce(Pending::new(site));
}

/// Ends the exploration: the program does something that is not modelled, which the sentence names.
pub fn refuse(sentence: &str) -> ! {
    stop(End::Refused(sentence.to_owned()))
}

pub(crate) fn stop(end: End) -> ! {
    world::with(|world| {
        world.end_trial();
        world.end.get_or_insert(end);
    });
    loop {
        fiber::suspend();
    }
}
