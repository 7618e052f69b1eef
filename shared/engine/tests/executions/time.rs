use crate::support::{Number, number, outputs, printed, run, say, spawn, wait_for};
use engine::{ClockMode, Due, End, Operation, Settings, Shared, verb};
use std::panic::Location;
use std::sync::Arc;
use std::task::Wake;
use std::time::Duration;

const fn ms(count: u64) -> Duration {
    Duration::from_millis(count)
}

fn late() -> Settings {
    Settings { clock: ClockMode::Late, ..Settings::default() }
}

fn sleep(count: u64) {
    engine::sleep(Due::After(ms(count)));
}

#[test]
fn code_takes_no_time_and_a_sleep_what_it_says() {
    fn program() -> i32 {
        let before = engine::now();
        sleep(5);
        say(&format!("{:?} {:?}", before, engine::now()));
        0
    }
    let slept = run(program, &Settings::default());
    assert_eq!((printed(&slept).as_str(), slept.time), ("0ns 5ms", ms(5)));
}

#[test]
fn wake_ups_come_in_the_order_of_their_deadlines_and_only_on_a_late_clock_too_late() {
    fn program() -> i32 {
        spawn(|| {
            sleep(1);
            say("a");
        });
        sleep(2);
        say("m");
        0
    }
    assert_eq!(outputs(program, &Settings::default()), ["am"]);
    assert_eq!(outputs(program, &late()), ["am", "m", "ma"]);
}

#[test]
fn who_is_due_at_the_same_instant_may_go_on_in_either_order() {
    fn program() -> i32 {
        spawn(|| {
            sleep(2);
            say("a");
        });
        sleep(2);
        say("m");
        0
    }
    assert_eq!(outputs(program, &Settings::default()), ["am", "m", "ma"]);
}

#[test]
fn a_timed_operation_goes_on_when_its_timer_fires_and_one_that_is_cleared_does_not_fire() {
    static NEVER: Shared<Number> = number();
    fn program() -> i32 {
        let timer = engine::set_timer(verb::SLEPT, Due::After(ms(3))).unwrap();
        let operation =
            Operation::new(verb::LOADED).when("a number", |number: &Number| number.0 == 1).or_timeout();
        NEVER.operate(operation, |number| ((), number.0));
        let fired = engine::clear_timer(timer);
        let other = engine::set_timer(verb::SLEPT, Due::After(ms(9))).unwrap();
        let too_early = engine::clear_timer(other);
        say(&format!("{fired} {too_early} {:?}", engine::now()));
        0
    }
    assert_eq!(printed(&run(program, &Settings::default())), "true false 3ms");
}

static RANG: Shared<Number> = number();

struct Bell;

impl Wake for Bell {
    fn wake(self: Arc<Self>) {
        RANG.update(|number| number.0 = 1);
    }
}

#[test]
fn the_first_timer_that_is_due_wakes_a_waker_and_none_does_once_it_is_cleared() {
    fn wakes() -> i32 {
        for delay in [9, 4] {
            engine::set_waker(verb::SLEPT, Due::After(ms(delay)), Arc::new(Bell).into(), Location::caller());
        }
        wait_for(&RANG, 1);
        0
    }
    fn is_cleared() -> i32 {
        let waker = Arc::new(Bell).into();
        let timer = engine::set_waker(verb::SLEPT, Due::After(ms(4)), waker, Location::caller()).unwrap();
        engine::clear_timer(timer);
        wait_for(&RANG, 1);
        0
    }
    let woken = run(wakes, &Settings::default());
    assert_eq!((woken.end, woken.time), (End::Exited(0), ms(4)));
    assert!(matches!(run(is_cleared, &Settings::default()).end, End::Hangs(_)));
}

#[test]
fn an_execution_is_bounded_in_virtual_time() {
    fn program() -> i32 {
        loop {
            sleep(10);
        }
    }
    let bounded = run(program, &Settings { max_time: ms(25), ..Settings::default() });
    assert_eq!((bounded.end, bounded.time), (End::StillRunning("virtual time"), ms(30)));
}
