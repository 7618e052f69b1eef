//! One run of a program under one schedule.

use crate::act;
use crate::branch::Joined;
use crate::choice::{Actor, Choice, Point, Scheduler};
use crate::clock::{Place, Target};
use crate::end::End;
use crate::event::{Event, Printed};
use crate::fiber::Fiber;
use crate::footprint::{self, Access};
use crate::happened::{Happened, milliseconds};
use crate::knowledge::Knowledge;
use crate::panics;
use crate::pending::Pending;
use crate::pulse;
use crate::settings::Settings;
use crate::task::Kind;
use crate::verb;
use crate::world::{self, World};
use std::panic::{AssertUnwindSafe, Location, catch_unwind};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

/// What became of one run.
#[derive(Debug)]
pub struct Execution {
    /// How it ended.
    pub end: End,
    /// Virtual time at the end.
    pub time: Duration,
    /// How many steps it took.
    pub steps: u64,
    /// What was printed, in order.
    pub printed: Vec<Printed>,
    /// What happened, if that is kept ([`Settings::events`]).
    pub events: Vec<Event>,
    /// The threads and tasks by their numbers: what a reader calls them, and what they are.
    pub tasks: Vec<(String, Kind)>,
    /// The futures that tasks polled side by side.
    pub branches: Vec<Joined>,
}

/// Those that have not ended yet.
static RUNNING: Mutex<Vec<u32>> = Mutex::new(Vec::new());

/// Whether an execution, on whatever OS thread, has not ended yet.
pub fn is_running(execution: u32) -> bool {
    RUNNING.lock().unwrap_or_else(PoisonError::into_inner).contains(&execution)
}

/// Runs a program's `main`, which gives the exit code, on this OS thread.
pub fn execute(
    program: impl FnOnce() -> i32 + 'static,
    settings: &Settings,
    knowledge: &mut Knowledge,
    scheduler: &mut dyn Scheduler,
) -> Execution {
    panics::install_hook();
    // Not the caller's: histories contain it, and must be the same whoever runs the program.
    let site = Location::caller();
    let stamp = pulse::begin_execution();
    RUNNING.lock().unwrap_or_else(PoisonError::into_inner).push(stamp);
    let mut world = World::new(stamp, settings, std::mem::take(knowledge));
    let main = world.add_task(Some("main".to_owned()), Kind::Thread);
    let fiber = Fiber::new(Box::new(move || {
        act::settle(verb::STARTED, None, site, 0);
        let end = match catch_unwind(AssertUnwindSafe(program)) {
            Ok(code) => End::Exited(code),
            Err(_) => End::Panicked,
        };
        act::leave(end, site)
    }));
    world.tasks[main].fiber = Some(fiber);
    world.tasks[main].pending = Some(Pending { alone: true, ..Pending::new(site) });
    world::replace(Some(Box::new(world)));

    let mut steps = 0;
    let end = loop {
        match step(scheduler, &mut steps, settings) {
            None => {}
            Some(end) => break end,
        }
    };
    let execution = conclude(end, steps, knowledge, scheduler);
    leave_hooks();
    let mut world = world::replace(None).expect("nobody else takes the world away");
    std::mem::forget(std::mem::take(&mut world.workers));
    for task in &mut world.tasks {
        // Like all that is left on the stacks.
        std::mem::forget((std::mem::take(&mut task.locals), std::mem::take(&mut task.thread)));
    }
    RUNNING.lock().unwrap_or_else(PoisonError::into_inner).retain(|running| *running != stamp);
    execution
}

/// What became of an execution that has come to its end.
fn conclude(end: End, steps: u64, knowledge: &mut Knowledge, scheduler: &mut dyn Scheduler) -> Execution {
    let concluded = world::with(|world| {
        *knowledge = std::mem::take(&mut world.knowledge);
        let refused = matches!(end, End::Refused(_));
        let end = if world.learned && !refused { End::Learned } else { end };
        world.over = true;
        let execution = Execution {
            end,
            time: world.clock.now,
            steps,
            printed: std::mem::take(&mut world.printed),
            events: std::mem::take(&mut world.events),
            tasks: world.tasks.iter().map(|task| (task.name.clone(), task.kind)).collect(),
            branches: std::mem::take(&mut world.branches),
        };
        (execution, std::mem::take(&mut world.step))
    });
    let (execution, last) = concluded.expect("the world is there until its execution is over");
    if !matches!(execution.end, End::Learned | End::Stopped | End::Diverged) {
        scheduler.ended(&last);
    }
    execution
}

/// One step; the end if there is none or if it was the last.
fn step(scheduler: &mut dyn Scheduler, steps: &mut u64, settings: &Settings) -> Option<End> {
    let (moves, last) = world::with(|world| {
        world.note_ready();
        (world.moves(), std::mem::take(&mut world.step))
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
    let point = Point { moves: &moves, step: &last };
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
fn leave_hooks() {
    loop {
        let fiber = world::with(|world| {
            let index = world.tasks.iter().position(|task| task.reporting)?;
            world.running = Some(index);
            world.tasks[index].fiber.take()
        });
        let Some(mut fiber) = fiber.flatten() else { return };
        fiber.resume();
        world::with(|world| {
            if let Some(me) = world.me() {
                (me.reporting, me.fiber) = (false, Some(fiber));
            }
        });
    }
}

fn tick() {
    world::with(|world| {
        world.clock.tick();
        world.step.footprint.touch(footprint::now(), Access::Write);
    });
}

fn fire(place: Place) {
    let target = world::with(|world| {
        let before = world.clock.now;
        let timer = world.clock.fire(place)?;
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
            world.tasks[index].awaits.clear();
        }
        if let Some(pending) = &pending {
            world.about = pending.object;
            pulse::goes_on_at(world.line_of(pending.site));
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
