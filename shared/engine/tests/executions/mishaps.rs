use crate::support::{Number, every, load, number, outputs, printed, run, say, spawn, store, wait_for};
use engine::{End, Operation, Settings, Shared, Stream, verb};
use std::collections::BTreeSet;
use std::panic::{AssertUnwindSafe, catch_unwind};

#[test]
fn who_unwinds_is_told_so_and_others_who_go_on_meanwhile_are_not() {
    static SEEN: Shared<Number> = number();
    struct Waits;
    impl Drop for Waits {
        fn drop(&mut self) {
            store(&SEEN, 1);
            wait_for(&SEEN, 2);
            say(&format!("unwinds {}\n", std::thread::panicking()));
        }
    }
    fn program() -> i32 {
        spawn(|| {
            wait_for(&SEEN, 1);
            say(&format!("looks on {}\n", std::thread::panicking()));
            store(&SEEN, 2);
        });
        let caught = catch_unwind(|| {
            let _waits = Waits;
            panic!("oh");
        });
        say(&format!("afterwards {} {}\n", caught.is_err(), std::thread::panicking()));
        0
    }
    let run = run(program, &Settings::default());
    let stdout: String =
        run.printed.iter().filter(|one| one.stream == Stream::Stdout).map(|one| one.text.as_str()).collect();
    assert_eq!(stdout, "looks on false\nunwinds true\nafterwards true false\n");
}

#[test]
fn a_panic_of_main_ends_the_process_and_one_of_another_task_does_not() {
    assert_eq!(run(|| panic!("oh"), &Settings::default()).end, End::Panicked);
    fn program() -> i32 {
        spawn(|| panic!("oh"));
        engine::yield_now();
        0
    }
    assert!(every(program, &Settings::default()).iter().all(|(_, end)| end == "Exited(0)"));
}

#[test]
fn others_may_print_before_a_panics_message_and_between_it_and_its_note() {
    fn program() -> i32 {
        spawn(|| say("<other>"));
        panic!("oh");
    }
    let place = |text: &str| {
        let other = text.find("<other>")?;
        Some((text.find("\noh\n")? < other, text.find("note: ")? < other))
    };
    let places: BTreeSet<_> =
        every(program, &Settings::default()).iter().map(|(text, _)| place(text)).collect();
    let (before, between, after) = (Some((false, false)), Some((true, false)), Some((true, true)));
    assert_eq!(places, BTreeSet::from([None, before, between, after]));
}

#[test]
fn no_other_panic_comes_between_the_first_ones_message_and_its_note() {
    fn program() -> i32 {
        spawn(|| panic!("other"));
        panic!("oh");
    }
    for (text, _) in every(program, &Settings::default()) {
        let before_note = text.find("note: ").map_or("", |note| &text[..note]);
        assert!(before_note.matches("panicked at").count() <= 1, "{text}");
        assert!(text.matches("note: ").count() <= 1, "{text}");
    }
}

#[test]
fn an_object_that_is_used_within_its_own_operation_panics() {
    static NUMBER: Shared<Number> = number();
    fn program() -> i32 {
        let used = catch_unwind(AssertUnwindSafe(|| NUMBER.look(|_| NUMBER.look(|number| number.0))));
        i32::from(used.is_err())
    }
    assert_eq!(run(program, &Settings::default()).end, End::Exited(1));
}

#[test]
fn what_is_for_later_comes_when_the_operation_is_over() {
    static NUMBER: Shared<Number> = number();
    fn program() -> i32 {
        NUMBER.operate(Operation::new(verb::STORED), |number| {
            engine::later(1, || say(&format!("later {} ", load(&NUMBER))));
            engine::print(Stream::Stdout, format!("within {} ", engine::is_behind()));
            number.0 = 5;
            ((), 0)
        });
        say(&format!("after {}", engine::is_behind()));
        0
    }
    assert_eq!(printed(&run(program, &Settings::default())), "within true later 5 after false");
}

#[test]
fn who_goes_round_goes_on_only_when_what_it_looked_at_has_changed() {
    static FLAG: Shared<Number> = number();
    fn ends() -> i32 {
        spawn(|| store(&FLAG, 1));
        while load(&FLAG) == 0 {}
        say("seen");
        0
    }
    fn never_ends() -> i32 {
        spawn(|| store(&FLAG, 0));
        while load(&FLAG) == 0 {}
        0
    }
    fn looks_at_nothing() -> i32 {
        loop {
            engine::yield_now();
        }
    }
    assert_eq!(outputs(ends, &Settings::default()), ["seen"]);
    for program in [never_ends, looks_at_nothing] {
        let End::Hangs(reasons) = run(program, &Settings::default()).end else { panic!("it does not hang") };
        assert!(reasons.iter().any(|reason| reason.starts_with("main goes round and round")), "{reasons:?}");
    }
}

#[test]
fn who_counts_its_rounds_comes_to_the_end_of_them() {
    static FLAG: Shared<Number> = number();
    fn program() -> i32 {
        let rounds = (0..20).take_while(|_| load(&FLAG) == 0).count();
        say(&rounds.to_string());
        0
    }
    assert_eq!(printed(&run(program, &Settings::default())), "20");
}
