use crate::support::{Given, number, outputs, printed, run, say, spawn, wait_for};
use engine::{End, Kind, Knowledge, Operation, Settings, Shared, Stream, verb};
use std::cell::Cell;
use std::panic::Location;
use std::rc::Rc;

#[test]
fn what_is_left_to_chance_goes_each_way() {
    fn program() -> i32 {
        let first = engine::choose(3);
        say(&format!("{first}{}", engine::choose(2)));
        0
    }
    assert_eq!(outputs(program, &Settings::default()), ["00", "01", "10", "11", "20", "21"]);
}

#[test]
fn an_operation_goes_each_of_the_ways_that_its_state_has() {
    static NUMBER: Shared<crate::support::Number> = Shared::new("number", crate::support::Number(3));
    fn program() -> i32 {
        let operation =
            Operation::new(verb::LOADED).among(|number: &crate::support::Number| number.0 as usize);
        let way = NUMBER.operate(operation, |_| {
            let way = engine::picked();
            (way, way as u64)
        });
        say(&way.to_string());
        0
    }
    assert_eq!(outputs(program, &Settings::default()), ["0", "1", "2"]);
}

/// How often it was asked for under this key.
fn count(kept: Option<Rc<dyn std::any::Any>>) -> u32 {
    let kept = kept.unwrap();
    let count: &Cell<u32> = kept.downcast_ref().unwrap();
    count.set(count.get() + 1);
    count.get()
}

#[test]
fn each_task_keeps_things_of_its_own_and_a_thread_what_tasks_share_that_run_on_it() {
    static DONE: Shared<crate::support::Number> = number();
    fn new() -> Rc<dyn std::any::Any> {
        Rc::new(Cell::new(0_u32))
    }
    fn look(worker: usize) {
        let (own, none) = (count(engine::local(1, new)), count(engine::thread_local(1, new)));
        engine::swap_locals(worker);
        let shared = count(engine::thread_local(1, new));
        engine::swap_locals(worker);
        engine::print(Stream::Stdout, format!("{own}{none}{shared} "));
    }
    fn program() -> i32 {
        let worker = engine::add_worker();
        look(worker);
        look(worker);
        engine::spawn(
            None,
            Kind::Thread,
            Box::new(move || {
                look(worker);
                crate::support::store(&DONE, 1);
            }),
        );
        wait_for(&DONE, 1);
        0
    }
    assert_eq!(printed(&run(program, &Settings::default())), "111 222 113 ");
}

#[test]
fn a_fact_that_is_found_out_ends_its_execution_and_is_known_from_then_on() {
    fn program() -> i32 {
        let site = Location::caller();
        let known = engine::is_known("a fact", site);
        engine::learn_fact("a fact", site);
        say(&known.to_string());
        0
    }
    let mut knowledge = Knowledge::default();
    let mut execute =
        || engine::execute(program, &Settings::default(), &mut knowledge, &mut Given::default());
    assert_eq!(execute().end, End::Learned);
    let again = execute();
    assert_eq!((printed(&again).as_str(), again.end), ("true", End::Exited(0)));
}

#[test]
fn what_an_answer_rests_on_is_said_once_however_often_it_happens() {
    fn program() -> i32 {
        spawn(|| engine::rests_on("this"));
        engine::rests_on("this");
        engine::not_followed("that");
        0
    }
    let mut knowledge = Knowledge::default();
    engine::execute(program, &Settings::default(), &mut knowledge, &mut Given::default());
    assert!(knowledge.rests_on.iter().eq(["this"]) && knowledge.not_followed.iter().eq(["that"]));
}
