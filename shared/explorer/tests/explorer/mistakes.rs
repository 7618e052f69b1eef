use crate::support::options;
use engine::{ClockMode, Kind, Operation, Shared, State, Stream, verb};
use explorer::{Exploration, Program, Reduction, Sample, explore};

/// A number, as a model that makes mistakes keeps it.
#[derive(Clone)]
struct Number(u64);

impl State for Number {
    fn digest(&self) -> u64 {
        self.0
    }
}

fn store(number: &Shared<Number>, value: u64, alone: bool) {
    number.operate(Operation::new(verb::STORED).alone(alone), |number| {
        number.0 = value;
        ((), 0)
    });
}

/// What a task learns from it, if that is not forgotten.
fn load(number: &Shared<Number>, is_forgotten: bool) -> u64 {
    number.operate(Operation::new(verb::LOADED).reads(), |number| {
        (number.0, if is_forgotten { 0 } else { number.0 })
    })
}

fn say(text: &str) {
    engine::yield_now();
    engine::went_past("said", std::panic::Location::caller());
    engine::print(Stream::Stdout, text);
}

fn spawn(body: impl FnOnce() + 'static) {
    engine::spawn(None, Kind::Thread, Box::new(body));
}

/// A thread stores while main loads.
fn stores_alone<const ALONE: bool>() -> i32 {
    static NUMBER: Shared<Number> = Shared::new("number", Number(0));
    spawn(|| store(&NUMBER, 1, ALONE));
    say(&format!("{}\n", load(&NUMBER, false)));
    0
}

/// A thread stores while main loads, beside others that keep on storing elsewhere.
fn forgets<const FORGETS: bool>() -> i32 {
    static NUMBER: Shared<Number> = Shared::new("number", Number(0));
    static OTHER: Shared<Number> = Shared::new("number", Number(0));
    spawn(|| store(&NUMBER, 1, false));
    for value in 0..2 {
        spawn(move || (0..4).for_each(|round| store(&OTHER, 10 * value + round, false)));
    }
    let loaded = load(&NUMBER, FORGETS);
    store(&NUMBER, 2, false);
    // Until the store would have come, too.
    (0..4).for_each(|_| store(&OTHER, 3, false));
    say(&format!("{loaded}\n"));
    0
}

fn tried(program: Program, sample: Sample) -> Exploration {
    explore(program, &explorer::Options { sample, ..options(ClockMode::Exact, Reduction::Pruned) }).unwrap()
}

#[test]
fn an_operation_that_wrongly_goes_first_takes_the_word_exhaustive_away() {
    let right = tried(stores_alone::<false>, Sample::default());
    assert_eq!((right.count(), right.exhaustive), (2, true));
    let wrong = tried(stores_alone::<true>, Sample::default());
    assert_eq!((wrong.count(), wrong.exhaustive), (1, false));
    let untried = tried(stores_alone::<true>, Sample { probes: 0, ..Sample::default() });
    assert!(untried.exhaustive);
}

#[test]
fn what_is_rarely_forgotten_takes_the_word_exhaustive_away_too() {
    let right = tried(forgets::<false>, Sample::default());
    assert!(right.exhaustive);
    let wrong = tried(forgets::<true>, Sample::default());
    assert!(!wrong.exhaustive);
    let untried = tried(forgets::<true>, Sample { merges: 0, ..Sample::default() });
    assert!(untried.exhaustive);
}
