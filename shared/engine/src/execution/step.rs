//! One step of an execution: whoever is picked goes on to its next operation.

use crate::execution::scheduler::{Point, Scheduler};
use crate::parts::choice::{Actor, Choice, Step};
use crate::parts::clock::{Place, Target};
use crate::parts::end::End;
use crate::parts::footprint::{self, Access};
use crate::parts::happened::{Happened, milliseconds};
use crate::parts::settings::Settings;
use crate::parts::task::Hook;
use crate::parts::{place, pulse, verb};
use crate::world;

/// One step; the end if there is none or if it was the last. What the step before it did takes the place of what is in `last`.
pub fn step(
    scheduler: &mut dyn Scheduler,
    steps: &mut u64,
    last: &mut Step,
    settings: &Settings,
) -> Option<End> {
    last.clear();
    let moves = world::with(|world| {
        world.note_ready();
        std::mem::swap(&mut world.step, last);
        world.moves()
    })?;
    let keep = |end| {
        world::with(|world| world.step = last.clone());
        Some(end)
    };
    if moves.is_empty() {
        if let Some(left) = world::with(|world| world.left.join(". ")).filter(|left| !left.is_empty()) {
            return keep(End::GivenUp(left));
        }
        let reasons = world::with(|world| world.hang_reasons());
        return keep(End::Hangs(reasons.unwrap_or_default()));
    }
    if *steps == settings.max_steps {
        return keep(End::StillRunning("the number of steps"));
    }
    if pulse::is_halted() {
        return keep(End::StillRunning("what exploring may take"));
    }
    *steps += 1;
    let point = Point { moves: &moves, step: last };
    let Some(choice) = scheduler.next(&point) else {
        return keep(End::Stopped);
    };
    if !moves.iter().any(|m| m.choice == choice) {
        return keep(End::Diverged);
    }
    match choice.actor {
        Actor::Clock if choice.place == Place::Tick as u32 => tick(),
        Actor::Clock => fire(if choice.place == 0 { Place::First } else { Place::FirstOfAThread }),
        Actor::Task(canon) => resume(canon, choice),
    }
    world::with(|world| {
        if matches!(world.end, Some(End::Refused(_))) {
            return world.end.take();
        }
        if world.learned {
            return Some(End::Learned);
        }
        if world.clock.now > settings.max_time {
            return Some(End::StillRunning("virtual time"));
        }
        world.end.take()
    })
    .flatten()
}

/// Has those leave the panic hook who are there when the execution ends: they hold a lock of `std`'s.
pub fn leave_hooks() {
    loop {
        let fiber = world::with(|world| {
            let index = world.tasks.iter().position(|task| task.hook == Hook::Inside)?;
            world.running = Some(index);
            world.tasks[index].fiber.take()
        });
        let Some(mut fiber) = fiber.flatten() else { return };
        fiber.resume();
        world::with(|world| {
            if let Some(me) = world.me() {
                (me.hook, me.fiber) = (Hook::Outside, Some(fiber));
            }
        });
    }
}

fn tick() {
    world::with(|world| {
        world.clock.tick();
        world.reach_everybody();
        world.step.footprint.touch(footprint::now(), Access::Write);
    });
}

fn fire(place: Place) {
    let target = world::with(|world| {
        let before = world.clock.now;
        let timer = world.clock.fire(place)?;
        if world.clock.now != before {
            world.reach_everybody();
        }
        let footprint = &mut world.step.footprint;
        if world.clock.now != before {
            footprint.touch(footprint::now(), Access::Write);
        }
        let silent = world.clock.is_silent(&timer.target);
        let (key, access) = world.clock.touched(timer.deadline, silent);
        footprint.touch(key, access);
        if let Target::Thread(task) = timer.target {
            footprint.touch(footprint::flags_of(task.canon), Access::Write);
            world.tasks[task.index].fired = true;
        }
        Some(timer.target)
    });
    // A waker is foreign code, so it is woken when the world is free again.
    if let Some(Target::Waker(waker)) = target.flatten() {
        waker.wake();
    }
}

fn resume(canon: u64, choice: Choice) {
    let fiber = world::with(|world| {
        let index = world.tasks.iter().position(|t| t.id.canon == canon)?;
        world.running = Some(index);
        world.place = choice.place as usize;
        let pending = world.tasks[index].pending.take();
        if pending.as_ref().is_some_and(|p| p.for_future) {
            world.forget_what_is_awaited(None);
        }
        if let Some(pending) = &pending {
            world.about = pending.object;
            let place = place::Place::of_ours(pending.site);
            pulse::goes_on_at(if place.file.is_none() { place.line } else { 0 });
        }
        pulse::learn(world.tasks[index].history);
        let since = world.tasks[index].ready_since.take();
        if let (Some(pending), Some(since)) = (pending, since.filter(|since| *since < world.clock.now)) {
            let late = world.clock.now - since;
            let about = milliseconds(late);
            world.record(verb::WENT_ON_LATE, pending.site, |_| Happened { about, ..Happened::default() });
        }
        Some((index, world.tasks[index].fiber.take()?))
    });
    let Some((index, mut fiber)) = fiber.flatten() else { return };
    pulse::beat();
    fiber.resume();
    pulse::beat();
    world::with(|world| {
        world.end_trial();
        world.running = None;
        world.tasks[index].fiber = Some(fiber);
    });
}
