//! What a running task can do: announce an operation, print, sleep, spawn, exit.

use crate::choice::Chunk;
use crate::clock::{Target, TimerId};
use crate::digest::digest;
use crate::end::End;
use crate::event::{Printed, Stream};
use crate::fiber::{self, Fiber};
use crate::footprint::{self, Access};
use crate::pending::{Due, Pending, Ready, Site};
use crate::settings::{ClockMode, Events};
use crate::task::{Awaited, Kind, TaskId};
use crate::world;
use std::any::Any;
use std::panic::{AssertUnwindSafe, Location, catch_unwind};
use std::rc::Rc;
use std::time::Duration;

/// Lets others go first, then comes back when the announced operation may be performed.
pub(crate) fn announce(pending: Pending) {
    if std::thread::panicking() {
        // The panic count belongs to the OS thread, so nobody else may run until the unwinding is over.
        let stuck = world::with(|world| !pending.is_ready(world));
        if stuck == Some(true) {
            let task = current_name();
            refuse(&format!(
                "{task} waits for {} at line {} while it unwinds from a panic",
                pending.awaited,
                pending.site.line()
            ));
        }
        return;
    }
    let inside = world::with(|world| {
        if !pending.is_ready(world) {
            let last_poll = world.me().filter(|_| pending.for_future).map(|me| me.awaits.clone());
            for awaited in last_poll.unwrap_or_default() {
                world.record("waits for", |_| awaited.what.to_owned(), awaited.site);
            }
            if !pending.for_future {
                world.record("waits for", |_| pending.awaited.to_owned(), pending.site);
            }
        }
        if let Some(me) = world.me() {
            me.unwinding = false;
            me.pending = Some(pending);
        }
    });
    if inside.is_some() {
        fiber::suspend();
    }
}

/// Adds a performed operation to the task's history.
pub(crate) fn settle(done: &'static str, object: Option<usize>, site: Site, observed: u64) {
    world::with(|world| {
        let about = |world: &world::World| {
            object.map_or(String::new(), |index| {
                let entry = &world.objects[index];
                format!("the {} made at line {}", entry.kind, entry.site.line())
            })
        };
        world.record(done, about, site);
    });
    learn(done, object, site, observed);
}

/// Adds a poll that found that it has to wait to the task's history.
pub(crate) fn settle_pending(awaited: Awaited, observed: u64) {
    world::with(|world| {
        let me = world.me()?;
        if !awaited.what.is_empty() && !me.awaits.contains(&awaited) {
            me.awaits.push(awaited);
        }
        Some(())
    });
    learn("has to wait", Some(awaited.object), awaited.site, observed);
}

fn learn(done: &'static str, object: Option<usize>, site: Site, observed: u64) {
    let panics_next = world::with(|world| {
        let canon = object.map(|index| world.objects[index].canon);
        let history = world.me().map_or(0, |me| {
            me.history = digest((me.history, done, site, canon, observed));
            me.history
        });
        world.knowledge.panics.contains(&history)
    });
    if panics_next == Some(true) {
        let mut pending = Pending::new(site);
        pending.awaited = "its turn";
        announce(pending);
        world::with(|world| world.step.footprint.touch(footprint::output(), Access::Write));
    }
}

/// Prints within the step that is being performed; to let others go first is the caller's business, as a stream may be
/// locked.
pub fn print(stream: Stream, text: String) {
    world::with(|world| {
        world.step.footprint.touch(footprint::output(), Access::Write);
        let task = world.me().map_or(String::new(), |me| me.name.clone());
        world.printed.push(Printed { time: world.clock.now, task, stream, text: text.clone() });
        world.step.printed.push(Chunk { stream, text });
    });
}

/// Virtual time since the program's start. On a late clock time may pass just before.
#[track_caller]
pub fn now() -> Duration {
    let site = Location::caller();
    let late = world::with(|world| world.clock.mode == ClockMode::Late);
    if late == Some(true) {
        announce(Pending::new(site));
    }
    let now = world::with(|world| {
        look_at_time(world);
        world.step.footprint.touch(footprint::now(), Access::Read);
        world.clock.now
    });
    let now = now.unwrap_or_default();
    settle("looked at the time", None, site, digest(now));
    now
}

/// When a delay that begins now will be over. On a late clock time may pass before it begins.
pub fn deadline(delay: Duration, site: Site) -> Duration {
    let late = world::with(|world| world.clock.mode == ClockMode::Late);
    if late == Some(true) {
        let mut pending = Pending::new(site);
        pending.sets = Some(Due::After(delay));
        announce(pending);
    }
    let deadline = world::with(|world| {
        look_at_time(world);
        let place = std::mem::take(&mut world.place);
        let (before, deadline) = (world.clock.now, world.clock.linger(delay, place));
        touch_now(world, before);
        deadline
    });
    let deadline = deadline.unwrap_or(delay);
    settle("looked at the time", None, site, digest(deadline));
    deadline
}

fn look_at_time(world: &mut world::World) {
    world.learned |= !std::mem::replace(&mut world.knowledge.time, true);
}

fn touch_now(world: &mut world::World, before: Duration) {
    let access = if world.clock.now == before { Access::Read } else { Access::Write };
    world.step.footprint.touch(footprint::now(), access);
    if world.clock.mode == ClockMode::Late {
        // How far the time may go depends on them.
        world.step.footprint.touch(footprint::timers(), Access::Read);
    }
}

/// Waits until a time; one that has come already costs nothing.
#[track_caller]
pub fn sleep(due: Due) {
    let Some(timer) = set_timer("slept", due) else {
        return;
    };
    let site = Location::caller();
    let me = current();
    let mut pending = Pending::new(site);
    pending.awaited = "its timer";
    pending.alone = true;
    pending.ready = Ready::When(Box::new(move |world| me.is_some_and(|me| world.tasks[me.index].fired)));
    announce(pending);
    clear_timer(timer);
    settle("woke", None, site, 0);
}

/// Sets the timer for which the calling task's next [`crate::Operation::or_timeout`] waits; `None` if it is due already.
#[track_caller]
pub fn set_timer(done: &'static str, due: Due) -> Option<TimerId> {
    let me = current()?;
    if due == Due::After(Duration::ZERO) {
        return None;
    }
    set(done, due, Target::Thread(me), Location::caller())
}

/// Sets a timer that wakes a waker, on behalf of a line of the program; `None` if it is due already. One that is set
/// for no time at all is not: the clock may fire it at once, but it is the clock that does.
///
/// A visible operation, on a late clock also a choice of how late it is set: call it once a timer, not at each poll.
pub fn set_waker(done: &'static str, due: Due, waker: std::task::Waker, site: Site) -> Option<TimerId> {
    set(done, due, Target::Waker(waker), site)
}

fn set(done: &'static str, due: Due, target: Target, site: Site) -> Option<TimerId> {
    let silent = world::with(|world| world.clock.is_silent(&target)).unwrap_or_default();
    let mut pending = Pending::new(site);
    pending.sets = Some(due);
    pending.alone = silent;
    announce(pending);
    let timer = world::with(|world| {
        let before = world.clock.now;
        let behind = std::mem::take(&mut world.place);
        world.clock.let_pass(due, behind);
        let none_left = due != Due::After(Duration::ZERO) && due.from(world.clock.now) <= world.clock.now;
        if none_left {
            touch_now(world, before);
            return None;
        }
        let id = world.timer_id();
        if world.settings.events == Events::Kept {
            world.wanted.insert(id, (due.from(world.clock.now), site));
        }
        let deadline = world.clock.set(id, due, behind, target);
        touch_now(world, before);
        let (key, access) = world.clock.touched(deadline, silent);
        world.step.footprint.touch(key, access);
        Some((id, deadline))
    });
    let timer = timer.flatten();
    settle(done, None, site, digest(timer.is_some()));
    timer.map(|(id, _)| id)
}

/// Forgets a timer, also one that has fired, as soon as whoever waited for it goes on; true if it had fired for the
/// calling thread.
pub fn clear_timer(timer: TimerId) -> bool {
    let fired = world::with(|world| {
        if let Some(timer) = world.clock.cancel(timer) {
            let silent = world.clock.is_silent(&timer.target);
            let (key, access) = world.clock.touched(timer.deadline, silent);
            world.step.footprint.touch(key, access);
            return false;
        }
        if let Some((wanted, site)) = world.wanted.remove(&timer)
            && world.clock.now > wanted
        {
            let late = world.clock.now - wanted;
            world.record("woke late", |_| format!("{late:?}"), site);
        }
        let Some(me) = world.me() else { return false };
        let (fired, canon) = (std::mem::take(&mut me.fired), me.id.canon);
        world.step.footprint.touch(footprint::flags_of(canon), Access::Write);
        fired
    });
    fired == Some(true)
}

/// Lets others run.
#[track_caller]
pub fn yield_now() {
    let site = Location::caller();
    let mut pending = Pending::new(site);
    pending.alone = true;
    announce(pending);
    settle("yielded", None, site, 0);
}

/// Starts a task; without a name it is called after its kind and number.
#[track_caller]
pub fn spawn(name: Option<String>, kind: Kind, body: Box<dyn FnOnce()>) -> Option<TaskId> {
    let site = Location::caller();
    let mut pending = Pending::new(site);
    pending.alone = world::with(|world| !world.knowledge.numbers).unwrap_or_default();
    announce(pending);
    let id = world::with(|world| {
        world.step.footprint.touch(footprint::numbers(), numbering(world));
        let index = world.add_task(name, kind);
        let id = world.tasks[index].id;
        let fiber = Fiber::new(Box::new(move || {
            settle("started", None, site, 0);
            // A panic that gets here is its library's to report, not the engine's.
            drop(catch_unwind(AssertUnwindSafe(body)));
            world::with(|world| world.tasks[id.index].finished = true);
        }));
        let mut pending = Pending::new(site);
        pending.alone = true;
        world.tasks[index].fiber = Some(fiber);
        world.tasks[index].pending = Some(pending);
        world.record("spawned", |world| world.name_of(id), site);
        id
    });
    // Whoever spawns a task may ask for its number.
    let number = world::with(|world| world.knowledge.numbers.then_some(id.map(|id| id.index)));
    settle("spawned", None, site, digest(number));
    id
}

/// Spawning commutes with spawning unless somebody asks for numbers.
fn numbering(world: &world::World) -> Access {
    if world.knowledge.numbers { Access::Write } else { Access::Read }
}

/// Ends the process.
#[track_caller]
pub fn exit(code: i32) -> ! {
    leave(End::Exited(code), Location::caller())
}

pub(crate) fn leave(end: End, site: Site) -> ! {
    announce(Pending::new(site));
    world::with(|world| {
        world.step.footprint.touch(footprint::output(), Access::Write);
        world.record("exited", |_| String::new(), site);
    });
    stop(end)
}

/// Ends the exploration: the program does something that is not modelled, which the sentence names.
pub fn refuse(sentence: &str) -> ! {
    stop(End::Refused(sentence.to_owned()))
}

fn stop(end: End) -> ! {
    world::with(|world| {
        world.end.get_or_insert(end);
    });
    loop {
        fiber::suspend();
    }
}

/// The task that runs; `None` outside of any execution.
pub fn current() -> Option<TaskId> {
    world::with(|world| world.me().map(|me| me.id)).flatten()
}

/// Its name.
pub fn current_name() -> String {
    world::with(|world| world.me().map(|me| me.name.clone())).flatten().unwrap_or_default()
}

/// A hash of all that the running task has done and seen: two tokens are equal only if what the task knows is.
pub fn token() -> u64 {
    world::with(|world| world.me().map(|me| me.history)).flatten().unwrap_or_default()
}

/// What the running task keeps to itself under a key, made when it is first asked for; `None` outside of any task.
pub fn local(key: usize, make: impl FnOnce() -> Rc<dyn Any>) -> Option<Rc<dyn Any>> {
    let kept = world::with(|world| Some(world.me()?.locals.get(&key).cloned())).flatten()?;
    Some(kept.unwrap_or_else(|| {
        let made = make();
        world::with(|world| Some(world.me()?.locals.insert(key, made.clone())));
        made
    }))
}

/// Takes away all that the running task keeps to itself.
pub fn take_locals() -> Vec<Rc<dyn Any>> {
    let locals = world::with(|world| Some(std::mem::take(&mut world.me()?.locals)));
    locals.flatten().unwrap_or_default().into_values().collect()
}

/// Which execution this is, a different number for each one; `None` outside of any.
pub fn execution() -> Option<u32> {
    world::with(|world| world.stamp)
}

/// What `env::args` gives.
pub fn arguments() -> Vec<String> {
    world::with(|world| world.settings.args.clone()).unwrap_or_default()
}
