//! One run of a program under one schedule.

mod scheduler;
mod step;

pub use scheduler::{Point, Scheduler};

use crate::calls::learn::settle;
use crate::calls::leave::leave;
use crate::calls::panics;
use crate::parts::choice::Step;
use crate::parts::end::End;
use crate::parts::event::{Event, Printed};
use crate::parts::fiber::Fiber;
use crate::parts::joined::Joined;
use crate::parts::keeper::Stuck;
use crate::parts::knowledge::Knowledge;
use crate::parts::pending::Pending;
use crate::parts::settings::{Events, Settings};
use crate::parts::standing::Standing;
use crate::parts::task::Kind;
use crate::parts::{place, pulse, running, verb};
use crate::world::{self, World};
use std::panic::{AssertUnwindSafe, Location, catch_unwind};
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
    /// If it hangs, who waits for what.
    pub stuck: Vec<Stuck>,
    /// How everybody stands at the end, if events are kept.
    pub standings: Vec<Standing>,
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
    running::begin(stamp);
    place::runs(settings.files);
    let mut world = World::new(stamp, settings, std::mem::take(knowledge));
    let main = world.add_task(Some(settings.main.clone()), Kind::Thread);
    let fiber = Fiber::new(Box::new(move || {
        settle(verb::STARTED, None, site, 0);
        let end = match catch_unwind(AssertUnwindSafe(program)) {
            Ok(code) => End::Exited(code),
            Err(_) => End::Panicked,
        };
        leave(end, site)
    }));
    world.tasks[main].fiber = Some(fiber);
    world.tasks[main].pending = Some(Pending { alone: true, ..Pending::new(site) });
    world::replace(Some(Box::new(world)));

    let (mut steps, mut last) = (0, Step::default());
    let end = loop {
        match step::step(scheduler, &mut steps, &mut last, settings) {
            None => {}
            Some(end) => break end,
        }
    };
    let execution = conclude(end, steps, knowledge, scheduler);
    step::leave_hooks();
    let mut world = world::replace(None).expect("nobody else takes the world away");
    std::mem::forget(std::mem::take(&mut world.workers));
    for task in &mut world.tasks {
        // Like all that is left on the stacks.
        std::mem::forget((std::mem::take(&mut task.locals), std::mem::take(&mut task.thread)));
    }
    running::end(stamp);
    execution
}

/// What became of an execution that has come to its end.
fn conclude(end: End, steps: u64, knowledge: &mut Knowledge, scheduler: &mut dyn Scheduler) -> Execution {
    let concluded = world::with(|world| {
        *knowledge = std::mem::take(&mut world.knowledge);
        let refused = matches!(end, End::Refused(_));
        let end = if world.learned && !refused { End::Learned } else { end };
        world.over = true;
        let standings = if world.settings.events == Events::Kept { world.standings() } else { Vec::new() };
        let execution = Execution {
            end,
            time: world.clock.now,
            steps,
            printed: std::mem::take(&mut world.printed),
            events: std::mem::take(&mut world.events),
            tasks: world.tasks.iter().map(|task| (task.name.clone(), task.kind)).collect(),
            branches: std::mem::take(&mut world.branches),
            stuck: std::mem::take(&mut world.stuck),
            standings,
        };
        (execution, std::mem::take(&mut world.step))
    });
    let (execution, last) = concluded.expect("the world is there until its execution is over");
    if !matches!(execution.end, End::Learned | End::Stopped | End::Diverged) {
        scheduler.ended(&last);
    }
    execution
}
