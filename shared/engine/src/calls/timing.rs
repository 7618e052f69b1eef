//! What a running task can do about time: look at it, sleep, set timers.

use crate::calls::announce::announce;
use crate::calls::learn::{learn_time, settle};
use crate::calls::me::current;
use crate::parts::clock::{Due, Target, TimerId};
use crate::parts::digest::digest;
use crate::parts::footprint::{self, Access};
use crate::parts::happened::{Happened, milliseconds};
use crate::parts::pending::Pending;
use crate::parts::settings::{ClockMode, Events};
use crate::parts::site::Site;
use crate::parts::verb::{self, Verb};
use crate::world::{self, World};
use std::panic::Location;
use std::time::Duration;

/// Virtual time since the program's start. On a late clock time may pass just before.
#[track_caller]
pub fn now() -> Duration {
    let site = Location::caller();
    let waits = world::with(|world| world.clock.mode == ClockMode::Late || world.must_give_way());
    if waits == Some(true) {
        announce(Pending::new(site));
    }
    let now = world::with(|world| {
        look_at_time(world);
        world.step.footprint.touch(footprint::now(), Access::Read);
        world.clock.now
    });
    let now = now.unwrap_or_default();
    learn_time(site, now);
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
    settle(verb::LOOKED_AT_THE_TIME, None, site, digest(deadline));
    deadline
}

fn look_at_time(world: &mut World) {
    world.learned |= !std::mem::replace(&mut world.knowledge.time, true);
}

fn touch_now(world: &mut World, before: Duration) {
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
    // Told apart from a future's sleep, as a future that does this keeps all others of its task from going on.
    let Some(timer) = set_timer(verb::SLEPT_AS_A_THREAD, due) else {
        return;
    };
    let site = Location::caller();
    announce(Pending { timed: true, alone: true, ..Pending::never("its timer", site) });
    clear_timer(timer);
    settle(verb::WOKE, None, site, 0);
}

/// Sets the timer for which the calling task's next [`crate::Operation::or_timeout`] waits; `None` if it is due already.
#[track_caller]
pub fn set_timer(done: Verb, due: Due) -> Option<TimerId> {
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
pub fn set_waker(done: Verb, due: Due, waker: std::task::Waker, site: Site) -> Option<TimerId> {
    set(done, due, Target::Waker(waker), site)
}

fn set(done: Verb, due: Due, target: Target, site: Site) -> Option<TimerId> {
    let silent = world::with(|world| world.clock.is_silent(&target)).unwrap_or_default();
    let mut pending = Pending::new(site);
    pending.sets = Some(due);
    pending.alone = silent;
    announce(pending);
    let timer = world::with(|world| {
        let before = world.clock.now;
        let late = std::mem::take(&mut world.place);
        world.clock.let_pass(due, late);
        let none_left = due != Due::After(Duration::ZERO) && due.from(world.clock.now) <= world.clock.now;
        if none_left {
            touch_now(world, before);
            return None;
        }
        let id = world.timer_id();
        world.note_effect();
        if world.settings.events == Events::Kept {
            world.wanted.insert(id, (due.from(world.clock.now), site));
        }
        let deadline = world.clock.set(id, due, late, target);
        touch_now(world, before);
        let (key, access) = world.clock.touched(deadline, silent);
        world.step.footprint.touch(key, access);
        Some((id, deadline))
    });
    let timer = timer.flatten();
    settle(done, None, site, digest(timer.is_some()));
    timer.map(|(id, _)| id)
}

/// Whether a timer may fire before the calling task performs its next operation, if it can.
pub fn may_fire_now(timer: TimerId) -> bool {
    world::with(|world| world.clock.may_fire_now(timer)).unwrap_or_default()
}

/// Forgets a timer, also one that has fired, as soon as whoever waited for it goes on; true if it had fired for the
/// calling thread.
pub fn clear_timer(timer: TimerId) -> bool {
    // A timer that is cancelled is dropped outside, as its waker may own objects.
    let cancelled = world::with(|world| {
        let timer = world.clock.cancel(timer)?;
        let silent = world.clock.is_silent(&timer.target);
        let (key, access) = world.clock.touched(timer.deadline, silent);
        world.step.footprint.touch(key, access);
        Some(timer)
    });
    if cancelled.flatten().is_some() {
        return false;
    }
    let fired = world::with(|world| {
        let Some(me) = world.me() else { return false };
        let (fired, canon) = (std::mem::take(&mut me.fired), me.id.canon);
        world.step.footprint.touch(footprint::flags_of(canon), Access::Write);
        if fired {
            note_lateness(world, timer);
        }
        fired
    });
    fired == Some(true)
}

/// Somebody goes on because a timer of a waker has fired; for events.
pub fn woken_by(timer: TimerId) {
    world::with(|world| note_lateness(world, timer));
}

fn note_lateness(world: &mut World, timer: TimerId) {
    let Some((wanted, site)) = world.wanted.remove(&timer) else { return };
    if let Some(late) = world.clock.now.checked_sub(wanted).filter(|late| !late.is_zero()) {
        let (about, branch) = (milliseconds(late), world.branch());
        world.record(verb::WOKE_LATE, site, |_| Happened { about, branch, ..Happened::default() });
    }
}
