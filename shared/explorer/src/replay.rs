//! One schedule, run again.

use crate::error::Error;
use crate::options::Options;
use crate::search::Program;
use answers::Line;
use engine::{
    Choice, Event, Events, Execution, Joined, Kind, Knowledge, Point, Printed, Scheduler, Settings, Stream,
    Stuck,
};
use std::time::Duration;

/// A schedule: who goes first, second, third….
pub type Schedule = Vec<Choice>;

/// What a schedule leads to.
#[derive(Clone, Debug)]
pub struct Replay {
    /// How it ends.
    pub end: engine::End,
    /// Virtual time at the end.
    pub time: Duration,
    /// What is printed.
    pub lines: Vec<Line>,
    /// What happens.
    pub events: Vec<Event>,
    /// Who does it: the threads and tasks by their numbers.
    pub tasks: Vec<(String, Kind)>,
    /// The futures that they poll side by side.
    pub branches: Vec<Joined>,
    /// If it hangs, who waits for what.
    pub stuck: Vec<Stuck>,
}

/// Runs a program under a schedule; who only wants the lines need not keep events.
pub(crate) fn replay(
    program: Program,
    options: &Options,
    knowledge: &Knowledge,
    schedule: &[Choice],
    events: Events,
) -> Result<Replay, Error> {
    let settings = Settings { events, ..options.settings.clone() };
    let mut knowledge = knowledge.clone();
    // Whether a task leaves a loop by itself may only be tried here: which of its looks were alike is no part of a state.
    let run = loop {
        let known = knowledge.verdicts();
        let mut follower = Follower { schedule: schedule.iter() };
        let run = engine::execute(program, &settings, &mut knowledge, &mut follower);
        if run.end != engine::End::Learned || knowledge.verdicts() == known {
            break run;
        }
    };
    match run.end {
        engine::End::Diverged | engine::End::Learned => {
            Err(Error::Undetermined("repeating a schedule led to something else".to_owned()))
        }
        _ => Ok(Replay {
            lines: lines(&run),
            end: run.end,
            time: run.time,
            events: run.events,
            tasks: run.tasks,
            branches: run.branches,
            stuck: run.stuck,
        }),
    }
}

struct Follower<'a> {
    schedule: std::slice::Iter<'a, Choice>,
}

impl Scheduler for Follower<'_> {
    fn next(&mut self, _point: &Point<'_>) -> Option<Choice> {
        self.schedule.next().copied()
    }
}

/// Puts what was printed together to lines, in the order in which a reader sees them.
pub(crate) fn lines(run: &Execution) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut partial: [Option<Line>; 2] = [None, None];
    // How much of the line under way on standard output is not held back.
    let mut shown = 0;
    for Printed { time, task, stream, text, flushed } in &run.printed {
        let (slot, name) = match stream {
            Stream::Stdout => (0, answers::Stream::Stdout),
            Stream::Stderr => (1, answers::Stream::Stderr),
        };
        for piece in text.split_inclusive('\n') {
            let line = partial[slot].get_or_insert_with(|| Line {
                ms: 0,
                task: String::new(),
                stream: name,
                text: String::new(),
            });
            line.ms = u64::try_from(time.as_millis()).unwrap_or(u64::MAX);
            line.task.clone_from(task);
            line.text.push_str(piece.trim_end_matches('\n'));
            if piece.ends_with('\n') {
                lines.extend(partial[slot].take());
            }
        }
        if *stream == Stream::Stdout {
            let under_way = partial[slot].as_ref().map_or(0, |line| line.text.len());
            let is_new = text.contains('\n');
            shown = if *flushed {
                under_way
            } else if is_new {
                0
            } else {
                shown
            };
        }
    }
    let flushed = matches!(run.end, engine::End::Exited(_) | engine::End::Panicked);
    let [mut stdout, stderr] = partial;
    if let Some(line) = stdout.as_mut().filter(|_| !flushed) {
        line.text.truncate(shown);
    }
    lines.extend(stderr);
    lines.extend(stdout.filter(|line| !line.text.is_empty()));
    lines
}
