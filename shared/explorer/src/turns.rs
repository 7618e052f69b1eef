//! A schedule for people to look at: everybody takes turns.

use crate::exploration::Exploration;
use crate::outcome::{Output, name, why};
use crate::replay::{Replay, replay};
use engine::{Actor, Choice, Chunk, End, Events, Knowledge, Point, Scheduler, Step, Stream};
use std::collections::HashMap;

/// After how many steps in all to give up.
const STEPS: u64 = 200_000;

impl Exploration {
    /// A run that leads to an output and in which, as far as that allows, whoever could go on first goes on first, as if each
    /// thread had a processor of its own. `None` if it is not soon found.
    pub(crate) fn in_turns(&self, output: &Output) -> Option<Replay> {
        let mut knowledge = self.knowledge.clone();
        let mut forks: Vec<Fork> = Vec::new();
        let mut steps = 0;
        while steps < STEPS {
            let mut turns = Turns::new(&mut forks, output);
            let run = engine::execute(self.program, &self.options.settings, &mut knowledge, &mut turns);
            steps += run.steps;
            let fits = turns.fits && turns.printed.lines == turns.wanted.len();
            if run.end == End::Learned {
                continue;
            }
            if fits && name(&run.end) == output.end && why(&run.end, &run.tasks) == output.why {
                return self.shown(&knowledge, &turns.schedule, output);
            }
            backtrack(&mut forks)?;
        }
        None
    }

    fn shown(&self, knowledge: &Knowledge, schedule: &[Choice], output: &Output) -> Option<Replay> {
        let run = replay(self.program, &self.options, knowledge, schedule, Events::Kept).ok()?;
        let texts = |lines: &[answers::Line]| -> Vec<_> {
            lines.iter().map(|line| (line.stream, line.text.clone())).collect()
        };
        (texts(&run.lines) == texts(&output.lines)).then_some(run)
    }
}

/// A point where several could go on, those who waited longest first.
struct Fork {
    choices: Vec<Choice>,
    taken: usize,
}

/// Goes back to the last point where something else can be tried; `None` if there is none.
fn backtrack(forks: &mut Vec<Fork>) -> Option<()> {
    while let Some(fork) = forks.last_mut() {
        fork.taken += 1;
        if fork.taken < fork.choices.len() {
            return Some(());
        }
        forks.pop();
    }
    None
}

struct Turns<'a> {
    forks: &'a mut Vec<Fork>,
    /// How many of them have been passed.
    passed: usize,
    schedule: Vec<Choice>,
    /// At which step somebody could go on for the first time since its last turn.
    since: HashMap<Actor, usize>,
    /// At which step it had its last turn.
    ran: HashMap<Actor, usize>,
    wanted: Vec<(Stream, &'a str)>,
    printed: Printed,
    fits: bool,
}

#[derive(Default)]
struct Printed {
    /// How many lines are complete.
    lines: usize,
    stdout: String,
    stderr: String,
}

impl<'a> Turns<'a> {
    fn new(forks: &'a mut Vec<Fork>, output: &'a Output) -> Turns<'a> {
        let wanted = output.lines.iter().map(|line| match line.stream {
            answers::Stream::Stderr => (Stream::Stderr, line.text.as_str()),
            answers::Stream::Stdout => (Stream::Stdout, line.text.as_str()),
        });
        Turns {
            forks,
            passed: 0,
            schedule: Vec::new(),
            since: HashMap::new(),
            ran: HashMap::new(),
            wanted: wanted.collect(),
            printed: Printed::default(),
            fits: true,
        }
    }

    fn note(&mut self, step: &Step) {
        for Chunk { stream, text, .. } in &step.printed {
            let partial = match stream {
                Stream::Stdout => &mut self.printed.stdout,
                Stream::Stderr => &mut self.printed.stderr,
            };
            partial.push_str(text);
            while let Some((line, rest)) = partial.split_once('\n') {
                self.fits &= self.wanted.get(self.printed.lines) == Some(&(*stream, line));
                self.printed.lines += 1;
                *partial = rest.to_owned();
            }
        }
    }

    /// Those who waited longest come first.
    fn queue(&mut self, point: &Point<'_>) -> Vec<Choice> {
        let step = self.schedule.len();
        let alone = point.moves.iter().any(|m| m.alone);
        let mut choices: Vec<Choice> =
            point.moves.iter().filter(|m| m.alone || !alone).map(|m| m.choice).collect();
        for m in point.moves {
            self.since.entry(m.choice.actor).or_insert(step);
        }
        choices.sort_by_key(|choice| (self.since[&choice.actor], self.ran.get(&choice.actor), *choice));
        // It makes no difference which of them goes first.
        choices.truncate(if alone { 1 } else { choices.len() });
        choices
    }
}

impl Scheduler for Turns<'_> {
    fn next(&mut self, point: &Point<'_>) -> Option<Choice> {
        self.note(point.step);
        if !self.fits {
            return None;
        }
        let queue = self.queue(point);
        let choice = match queue.as_slice() {
            [only] => *only,
            _ => {
                if self.passed == self.forks.len() {
                    self.forks.push(Fork { choices: queue, taken: 0 });
                }
                self.passed += 1;
                let fork = &self.forks[self.passed - 1];
                fork.choices[fork.taken]
            }
        };
        self.since.remove(&choice.actor);
        self.ran.insert(choice.actor, self.schedule.len());
        self.schedule.push(choice);
        Some(choice)
    }

    fn ended(&mut self, last: &Step) {
        self.note(last);
        for (stream, partial) in
            [(Stream::Stderr, &self.printed.stderr), (Stream::Stdout, &self.printed.stdout)]
        {
            if !partial.is_empty() && self.wanted.get(self.printed.lines) == Some(&(stream, partial)) {
                self.printed.lines += 1;
            }
        }
    }
}
