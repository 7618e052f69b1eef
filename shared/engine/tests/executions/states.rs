use crate::support::{Given, Number, load, number, spawn, store, wait_for};
use engine::{End, Footprint, Knowledge, Operation, Polling, Settings, Shared, verb};
use std::cell::Cell;
use std::collections::BTreeSet;
use std::task::Poll;

/// Follows a schedule, as soon as all is known that there is to find out on it.
fn given(program: fn() -> i32, knowledge: &mut Knowledge, places: &[usize]) -> Given {
    given_with(&Settings::default(), program, knowledge, places)
}

fn given_with(
    settings: &Settings,
    program: fn() -> i32,
    knowledge: &mut Knowledge,
    places: &[usize],
) -> Given {
    loop {
        let mut given = Given { places: places.to_vec(), ..Given::default() };
        match engine::execute(program, settings, knowledge, &mut given).end {
            End::Learned => {}
            end => {
                assert_eq!(end, End::Exited(0));
                return given;
            }
        }
    }
}

/// The states in which a program ends, in all orders.
fn last_states(program: fn() -> i32) -> BTreeSet<u64> {
    let mut states = BTreeSet::new();
    let (mut places, mut knowledge) = (Vec::new(), Knowledge::default());
    loop {
        let given = given(program, &mut knowledge, &places);
        states.extend(given.states.last());
        places.resize(given.widths.len(), 0);
        let Some(place) = (0..places.len()).rev().find(|&place| places[place] + 1 < given.widths[place])
        else {
            return states;
        };
        places[place] += 1;
        places.truncate(place + 1);
    }
}

static LEFT: Shared<Number> = number();
static RIGHT: Shared<Number> = number();
static SAME: Shared<Number> = number();

/// Two threads store beside each other, and main waits until they have.
fn beside(left: fn(), right: fn()) -> i32 {
    spawn(move || {
        left();
        store(&LEFT, 1);
    });
    spawn(move || {
        right();
        store(&RIGHT, 1);
    });
    wait_for(&LEFT, 1);
    wait_for(&RIGHT, 1);
    0
}

#[test]
fn orders_that_make_no_difference_lead_to_one_state_and_others_to_several() {
    assert_eq!(last_states(|| beside(|| (), || ())).len(), 1);
    assert_eq!(last_states(|| beside(|| store(&SAME, 5), || store(&SAME, 5))).len(), 1);
    assert_eq!(last_states(|| beside(|| store(&SAME, 1), || store(&SAME, 2))).len(), 2);
}

#[test]
fn an_object_that_nobody_has_used_makes_no_difference() {
    fn makes<const MAKES: bool>() -> i32 {
        let made = MAKES.then(|| number().registered());
        engine::yield_now();
        std::mem::forget(made);
        0
    }
    assert_eq!(last_states(makes::<true>), last_states(makes::<false>));
}

thread_local! {
    static TOKEN: Cell<u64> = const { Cell::new(0) };
}

#[test]
fn a_token_stands_for_all_that_a_task_has_learned_and_for_nothing_else() {
    static NUMBER: Shared<Number> = number();
    fn looks() -> i32 {
        spawn(|| store(&NUMBER, 1));
        load(&NUMBER);
        TOKEN.set(engine::token());
        0
    }
    fn passes() -> i32 {
        spawn(|| store(&NUMBER, 1));
        engine::yield_now();
        TOKEN.set(engine::token());
        0
    }
    let tokens = |program: fn() -> i32| -> BTreeSet<u64> {
        let token = |places: &[usize]| {
            given(program, &mut Knowledge::default(), places);
            TOKEN.get()
        };
        // Main goes on at once, or after the thread has begun, or after it has stored.
        (0..8).map(|order| token(&[0, 0, order & 1, order >> 1 & 1, order >> 2 & 1])).collect()
    };
    assert_eq!((tokens(looks).len(), tokens(passes).len()), (2, 1));
}

#[test]
fn a_task_knows_what_its_parent_knew_when_it_was_spawned() {
    static NUMBER: Shared<Number> = number();
    static DONE: Shared<Number> = number();
    fn program() -> i32 {
        spawn(|| store(&NUMBER, 1));
        load(&NUMBER);
        spawn(|| {
            TOKEN.set(engine::token());
            store(&DONE, 1);
        });
        wait_for(&DONE, 1);
        0
    }
    let token = |places: &[usize]| {
        given(program, &mut Knowledge::default(), places);
        TOKEN.get()
    };
    let tokens: BTreeSet<u64> = (0..4).map(|order| token(&[0, 0, order & 1, order >> 1])).collect();
    assert_eq!(tokens.len(), 2);
}

/// Waits for a number as a future does, which may be polled once or twice.
fn polls(poll: impl Fn(&dyn Fn() -> Poll<()>) -> Poll<()>) -> i32 {
    static NUMBER: Shared<Number> = number();
    static WOKEN: Shared<Number> = number();
    spawn(|| {
        store(&NUMBER, 1);
        store(&WOKEN, 1);
    });
    let look = || {
        NUMBER.poll(Operation::new(verb::LOADED).awaits("a number"), |number| match number.0 {
            0 => (Poll::Pending, 0),
            value => (Poll::Ready(()), value),
        })
    };
    while poll(&look).is_pending() {
        let operation = Operation::new(verb::WAS_POLLED).for_future();
        let operation = operation.when("to be woken", |woken: &Number| woken.0 == 1);
        WOKEN.operate(operation, |_| ((), 0));
    }
    TOKEN.set(engine::token());
    wait_for(&WOKEN, 1);
    0
}

#[test]
fn a_task_that_waits_for_one_future_knows_no_more_for_having_waited_unless_somebody_counts_polls() {
    let tokens = |polling, program: fn() -> i32| -> BTreeSet<u64> {
        let settings = Settings { polling, ..Settings::default() };
        let token = |places: &[usize]| {
            given_with(&settings, program, &mut Knowledge::default(), places);
            TOKEN.get()
        };
        (0..8).map(|order| token(&[0, 0, order & 1, order >> 1 & 1, order >> 2 & 1])).collect()
    };
    let one: fn() -> i32 = || polls(|look| engine::poll_one(look));
    assert_eq!(tokens(Polling::Ours, one).len(), 1);
    assert_eq!(tokens(Polling::Anybody, one).len(), 2);
    let beside: fn() -> i32 = || polls(|look| engine::poll_one(|| engine::poll_beside(look)));
    assert_eq!(tokens(Polling::Ours, beside).len(), 2);
}

#[test]
fn steps_commute_unless_one_writes_what_the_other_touches() {
    static NUMBER: Shared<Number> = number();
    static OTHER: Shared<Number> = number();
    fn program() -> i32 {
        load(&NUMBER);
        load(&NUMBER);
        store(&NUMBER, 1);
        store(&OTHER, 1);
        engine::yield_now();
        0
    }
    let steps = given(program, &mut Knowledge::default(), &[]).steps;
    let touched = |done: &str, count: usize| -> Footprint {
        let mut such = steps.iter().filter(|step| step.done == done);
        such.nth(count).unwrap().footprint.clone()
    };
    let (first, second) = (touched("loaded", 0), touched("loaded", 1));
    let (one, other) = (touched("stored", 0), touched("stored", 1));
    assert!(first.commutes_with(&second) && one.commutes_with(&other) && first.commutes_with(&other));
    assert!(!first.commutes_with(&one) && !one.commutes_with(&one));
}
