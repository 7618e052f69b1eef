//! A scheduler that makes the choices that it is given, one for each point, and programs' smallest parts.

use engine::{
    Choice, End, Execution, Kind, Knowledge, Operation, Point, Scheduler, Settings, Shared, State, Step,
    Stream, Wait, verb,
};
use std::collections::BTreeSet;
use std::panic::Location;

/// A number that tasks share.
#[derive(Clone)]
pub struct Number(pub u64);

impl State for Number {
    fn digest(&self) -> u64 {
        self.0
    }

    fn waiting(&self, wait: &Wait<'_>) -> String {
        format!("{}, which is {}", wait.sentence(), self.0)
    }
}

#[track_caller]
pub const fn number() -> Shared<Number> {
    Shared::new("number", Number(0))
}

#[track_caller]
pub fn load(number: &Shared<Number>) -> u64 {
    number.operate(Operation::new(verb::LOADED).reads(), |number| (number.0, number.0))
}

#[track_caller]
pub fn store(number: &Shared<Number>, value: u64) {
    number.operate(Operation::new(verb::STORED), |number| {
        number.0 = value;
        ((), 0)
    });
}

/// Waits until it is this.
#[track_caller]
pub fn wait_for(number: &Shared<Number>, value: u64) {
    let operation = Operation::new(verb::LOADED).when("a number", move |number: &Number| number.0 == value);
    number.operate(operation, |number| ((), number.0));
}

/// Prints, where others can go first.
#[track_caller]
pub fn say(text: &str) {
    engine::yield_now();
    engine::print(Stream::Stdout, text);
    engine::went_past("said", Location::caller());
}

pub fn spawn(body: impl FnOnce() + 'static) {
    engine::spawn(None, Kind::Thread, Box::new(body));
}

/// Takes the move of this place at each point, or the last where there are fewer, and then always the first; what there was to choose from is kept.
#[derive(Default)]
pub struct Given {
    pub places: Vec<usize>,
    pub widths: Vec<usize>,
    /// What was done before each point.
    pub steps: Vec<Step>,
    /// The state at each point.
    pub states: Vec<u64>,
}

impl Scheduler for Given {
    fn next(&mut self, point: &Point<'_>) -> Option<Choice> {
        let place =
            self.places.get(self.widths.len()).copied().unwrap_or_default().min(point.moves.len() - 1);
        self.widths.push(point.moves.len());
        self.steps.push(point.step.clone());
        self.states.push(point.state());
        Some(point.moves[place].choice)
    }
}

/// Runs a program in which always the first move is made.
pub fn run(program: fn() -> i32, settings: &Settings) -> Execution {
    let mut knowledge = Knowledge::default();
    loop {
        let run = engine::execute(program, settings, &mut knowledge, &mut Given::default());
        if run.end != End::Learned {
            return run;
        }
    }
}

pub fn printed(run: &Execution) -> String {
    run.printed.iter().map(|printed| printed.text.as_str()).collect()
}

/// What is printed, and the end, in every order that there is.
pub fn every(program: fn() -> i32, settings: &Settings) -> BTreeSet<(String, String)> {
    let mut knowledge = Knowledge::default();
    let mut seen = BTreeSet::new();
    let mut places = Vec::new();
    loop {
        let mut given = Given { places: places.clone(), ..Given::default() };
        let run = engine::execute(program, settings, &mut knowledge, &mut given);
        if run.end == End::Learned {
            continue;
        }
        seen.insert((printed(&run), format!("{:?}", run.end)));
        places.resize(given.widths.len(), 0);
        while let Some(last) = places.last_mut() {
            *last += 1;
            if *last < given.widths[places.len() - 1] {
                break;
            }
            places.pop();
        }
        if places.is_empty() {
            return seen;
        }
    }
}

/// The same where each ends with code 0.
#[track_caller]
pub fn outputs(program: fn() -> i32, settings: &Settings) -> Vec<String> {
    let all = every(program, settings);
    assert!(all.iter().all(|(_, end)| end == "Exited(0)"), "{all:?}");
    all.into_iter().map(|(text, _)| text).collect()
}
