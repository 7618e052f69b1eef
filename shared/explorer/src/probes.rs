//! Whether what a search leaves out makes no difference: some schedules are made up, without leaving anything out, and what they
//! print must be among the outputs that were found. An operation that is said to commute with all that others could do before it
//! went first each time in the search; here it often goes late.

use crate::automaton::word;
use crate::graph::Graph;
use crate::language::Language;
use crate::options::Options;
use crate::search::Program;
use engine::{Choice, Chunk, End, Knowledge, Move, Point, Scheduler, Settings, Step, digest};

/// How often, of so many times, what could go first is kept back; each execution has one of these.
const RELUCTANCE: [u64; 4] = [0, 4, 7, 8];
const TIMES: u64 = 8;

/// Runs a program under made-up schedules: does one lead to an output that was not found?
pub(crate) fn show_more(program: Program, options: &Options, graph: &Graph, knowledge: &Knowledge) -> bool {
    let mut language = Language::new(graph);
    let mut left = options.sample.steps as u64;
    (0..options.sample.probes as u64).any(|number| {
        let settings =
            Settings { max_steps: left.min(options.settings.max_steps), ..options.settings.clone() };
        let mut probe = Probe { number, step: 0, printed: Vec::new() };
        let run = engine::execute(program, &settings, &mut knowledge.clone(), &mut probe);
        left = left.saturating_sub(run.steps);
        // What only comes to light now, or does not come to an end, is no output.
        let is_output = !matches!(run.end, End::Learned | End::StillRunning(_));
        is_output && !language.has(&word(&probe.printed, &run.end))
    })
}

/// Makes a schedule up, another one for each number.
struct Probe {
    number: u64,
    step: u64,
    printed: Vec<Chunk>,
}

impl Probe {
    fn keeps_back(&self, one: &Move) -> bool {
        let reluctance = RELUCTANCE[self.number as usize % RELUCTANCE.len()];
        one.alone && digest((self.number, self.step, one.choice)) % TIMES < reluctance
    }
}

impl Scheduler for Probe {
    fn next(&mut self, point: &Point<'_>) -> Option<Choice> {
        self.printed.extend(point.step.printed.iter().cloned());
        self.step += 1;
        let free: Vec<&Move> = point.moves.iter().filter(|one| !self.keeps_back(one)).collect();
        let free = if free.is_empty() { point.moves.iter().collect() } else { free };
        let pick = digest((self.number, self.step)) as usize % free.len();
        free.get(pick).map(|one| one.choice)
    }

    fn ended(&mut self, last: &Step) {
        self.printed.extend(last.printed.iter().cloned());
    }
}
