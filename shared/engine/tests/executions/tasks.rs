use crate::support::{
    Given, Number, every, load, number, outputs, printed, run, say, spawn, store, wait_for,
};
use engine::{
    Choice, End, Events, Fatal, Knowledge, Operation, Point, Scheduler, Settings, Shared, Stream, verb,
};
use std::collections::HashMap;
use std::sync::Arc;

#[test]
fn tasks_go_on_in_every_order_and_what_is_left_at_the_end_never_does() {
    fn program() -> i32 {
        spawn(|| say("a"));
        say("m");
        0
    }
    assert_eq!(outputs(program, &Settings::default()), ["am", "m", "ma"]);
}

#[test]
fn a_task_goes_on_only_when_what_it_announced_can_be_performed() {
    static OPEN: Shared<Number> = number();
    fn program() -> i32 {
        spawn(|| {
            say("a");
            store(&OPEN, 1);
        });
        wait_for(&OPEN, 1);
        say("m");
        0
    }
    assert_eq!(outputs(program, &Settings::default()), ["am"]);
}

#[test]
fn where_nobody_can_go_on_each_says_what_it_waits_for() {
    static OPEN: Shared<Number> = number();
    fn program() -> i32 {
        spawn(|| wait_for(&OPEN, 2));
        store(&OPEN, 7);
        wait_for(&OPEN, 1);
        0
    }
    let End::Hangs(reasons) = run(program, &Settings::default()).end else { panic!("it does not hang") };
    let starts = ["main waits for a number at line ", "thread 1 waits for a number at line "];
    assert!(reasons.iter().zip(starts).all(|(reason, start)| reason.starts_with(start)), "{reasons:?}");
    assert!(reasons.iter().all(|reason| reason.ends_with(", which is 7")) && reasons.len() == 2);
}

#[test]
fn what_is_static_starts_afresh_in_each_execution() {
    static COUNT: Shared<Number> = number();
    fn program() -> i32 {
        store(&COUNT, load(&COUNT) + 1);
        say(&load(&COUNT).to_string());
        0
    }
    for _ in 0..2 {
        assert_eq!(printed(&run(program, &Settings::default())), "1");
    }
}

#[test]
fn a_process_ends_by_exit_abort_or_what_is_not_modelled_at_once() {
    fn exits() -> i32 {
        engine::at_exit(|| engine::print(Stream::Stdout, "first "));
        engine::exit(3)
    }
    fn aborts() -> i32 {
        engine::at_exit(|| engine::print(Stream::Stdout, "first "));
        engine::abort("it had to")
    }
    let ended = run(exits, &Settings::default());
    assert_eq!((printed(&ended).as_str(), ended.end), ("first ", End::Exited(3)));
    let ended = run(aborts, &Settings::default());
    assert_eq!((printed(&ended).as_str(), ended.end), ("", End::Aborted("it had to".to_owned())));
    assert_eq!(run(|| engine::refuse("no"), &Settings::default()).end, End::Refused("no".to_owned()));
}

#[test]
fn who_exits_ends_the_others_too() {
    fn program() -> i32 {
        spawn(|| engine::exit(4));
        say("m");
        0
    }
    let all = every(program, &Settings::default());
    let ends: Vec<(&str, &str)> = all.iter().map(|(text, end)| (text.as_str(), end.as_str())).collect();
    assert_eq!(ends, [("", "Exited(4)"), ("m", "Exited(0)"), ("m", "Exited(4)")]);
}

#[test]
fn arguments_are_those_of_the_settings() {
    let settings = Settings { args: vec!["me".to_owned(), "x".to_owned()], ..Settings::default() };
    fn program() -> i32 {
        say(&engine::arguments().join(" "));
        0
    }
    assert_eq!(printed(&run(program, &settings)), "me x");
}

#[test]
fn an_execution_ends_where_it_is_stopped_or_asked_for_what_is_not_on_offer() {
    struct Picks(Option<Choice>);
    impl Scheduler for Picks {
        fn next(&mut self, point: &Point<'_>) -> Option<Choice> {
            self.0.map(|choice| Choice { place: point.moves[0].choice.place + 9, ..choice })
        }
    }
    let execute =
        |mut picks| engine::execute(|| 0, &Settings::default(), &mut Knowledge::default(), &mut picks).end;
    assert_eq!(execute(Picks(None)), End::Stopped);
    assert_eq!(execute(Picks(Some(Choice { actor: engine::Actor::Clock, place: 0 }))), End::Diverged);
}

#[test]
fn an_execution_is_bounded_in_steps() {
    fn program() -> i32 {
        loop {
            say(".");
        }
    }
    let bounded = run(program, &Settings { max_steps: 10, ..Settings::default() });
    assert_eq!((bounded.steps, bounded.end), (10, End::StillRunning("the number of steps")));
}

#[test]
fn what_is_known_to_bring_the_process_down_comes_to_pass_without_it() {
    thread_local! {
        static BEFORE: std::cell::Cell<u64> = const { std::cell::Cell::new(0) };
    }
    fn program() -> i32 {
        say("a");
        BEFORE.set(engine::token());
        say("b");
        0
    }
    assert_eq!(printed(&run(program, &Settings::default())), "ab");
    let fatal = HashMap::from([(BEFORE.get(), Fatal::Aborts("boom".to_owned()))]);
    let died = run(program, &Settings { fatal: Arc::new(fatal), ..Settings::default() });
    assert_eq!((printed(&died).as_str(), died.end), ("a", End::Aborted("boom".to_owned())));
}

#[test]
fn events_are_kept_where_that_is_asked_for_and_say_what_an_operation_turned_out_to_be() {
    static NUMBER: Shared<Number> = number();
    fn program() -> i32 {
        NUMBER.operate(Operation::new(verb::TRIED_TO_LOCK), |_| {
            engine::turn_out(Some(verb::LOCKED), None);
            ((), 0)
        });
        0
    }
    let whats = |events| -> Vec<verb::Role> {
        let run = run(program, &Settings { events, ..Settings::default() });
        run.events.iter().map(|event| event.what.role()).collect()
    };
    assert!(whats(Events::Kept).contains(&verb::Role::Locked));
    assert_eq!(whats(Events::Dropped), []);
}

#[test]
fn the_points_of_an_execution_only_depend_on_the_choices() {
    fn program() -> i32 {
        spawn(|| say("a"));
        say("m");
        0
    }
    let states = || {
        let mut given = Given { places: vec![0, 0, 1], ..Given::default() };
        engine::execute(program, &Settings::default(), &mut Knowledge::default(), &mut given);
        given.states
    };
    assert_eq!(states(), states());
}
