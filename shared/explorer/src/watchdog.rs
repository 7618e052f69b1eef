//! Sees from a thread of its own what can't be seen from inside an execution: a program that never comes to another operation or
//! takes all memory, and that the time for a search is over.

use crate::bound::Bound;
use crate::mouth::Mouth;
use crate::pulse::{Sample, State};
use answers::{Answer, Crash, Death};
use std::sync::LazyLock;
use std::sync::atomic::{AtomicU8, AtomicU64, Ordering};
use std::thread;
use std::time::{Duration, Instant};

/// How often it looks.
const PAUSE: Duration = Duration::from_millis(50);
/// How much processor time a program may use from one visible operation to the next, and how long it may wait for something that
/// the explorer does not know.
const PATIENCE: Duration = Duration::from_secs(2);
/// How much memory a program may take from one operation to the next, in bytes.
const STEP: u64 = 1 << 30;
/// A program that takes so many bytes more does not just compute: memory is what it will run out of.
const GROWTH: u64 = STEP / 8;
/// With how much memory in use a search ends, and with how much the process: to tell of a run, it has to be run again.
const ENOUGH: u64 = 5 << 28;
const TOO_MUCH: u64 = 11 << 28;

/// Why executions have to stop: an index into [`BOUNDS`], or none of them.
static WHY: AtomicU8 = AtomicU8::new(UNKNOWN);
const BOUNDS: [Bound; 2] = [Bound::Time, Bound::Full];

/// They do not have to.
const UNKNOWN: u8 = u8::MAX;
/// The search is over.
const TOLD: u8 = u8::MAX - 1;
/// How long it may take to tell what was found, in milliseconds, where the time is limited.
const TELLING: u64 = 5_000;

static START: LazyLock<Instant> = LazyLock::new(Instant::now);

/// When the time is over, in milliseconds from the start.
static DEADLINE: AtomicU64 = AtomicU64::new(u64::MAX);

/// Why executions have been told to stop.
pub(crate) fn bound() -> Option<Bound> {
    BOUNDS.get(usize::from(WHY.load(Ordering::Relaxed))).copied()
}

/// Has executions stop so long after the process has begun.
pub(crate) fn stop_after(seconds: f64) {
    DEADLINE.store((seconds * 1e3) as u64, Ordering::Relaxed);
}

/// Lets executions run again, for what is left to be told of what was found. That has its time, too.
pub(crate) fn go_on() {
    WHY.store(TOLD, Ordering::Relaxed);
    let deadline = DEADLINE.load(Ordering::Relaxed);
    if deadline < u64::MAX {
        let now = u64::try_from(START.elapsed().as_millis()).unwrap_or(u64::MAX);
        DEADLINE.store(now.saturating_add(TELLING), Ordering::Relaxed);
    }
    engine::halt(false);
}

fn halt(why: u8) {
    let _ = WHY.compare_exchange(UNKNOWN, why, Ordering::Relaxed, Ordering::Relaxed);
    engine::halt(true);
}

/// Looks from a thread of its own; when it has to end the process, it answers first.
pub(crate) fn start(mouth: impl AsRef<Mouth> + Send + 'static) {
    LazyLock::force(&START);
    thread::spawn(move || {
        let mut watch = Watch::new();
        loop {
            thread::sleep(PAUSE);
            if START.elapsed().as_millis() >= DEADLINE.load(Ordering::Relaxed).into() {
                halt(0);
            }
            let now = Sample::now();
            if now.resident > ENOUGH && WHY.load(Ordering::Relaxed) == UNKNOWN {
                halt(1);
            }
            if let Some(death) = watch.look(now) {
                mouth.as_ref().say(&died(death));
                std::process::exit(2);
            }
            if now.resident > TOO_MUCH {
                let sentence = "what was found takes too much memory to be told".to_owned();
                mouth.as_ref().say(&Answer::Refused(sentence));
                std::process::exit(2);
            }
        }
    });
}

/// The program is at something that the process does not survive.
pub(crate) fn died(death: Death) -> Answer {
    let crash = Crash { history: engine::history(), death, line: engine::last_line() };
    Answer::Died { crash, schedules: u64::from(engine::executions()).saturating_sub(1) }
}

/// What was seen of the step under way.
struct Watch {
    /// When it began.
    first: Sample,
    /// When it last did more than compute.
    last: Sample,
    /// For how long it has only waited.
    waits: Duration,
    previous: Sample,
}

impl Watch {
    fn new() -> Watch {
        let now = Sample::now();
        Watch { first: now, last: now, waits: Duration::ZERO, previous: now }
    }

    fn look(&mut self, now: Sample) -> Option<Death> {
        let previous = std::mem::replace(&mut self.previous, now);
        let within_a_step = now.beat % 2 == 1;
        if now.beat != self.first.beat || !within_a_step {
            (self.first, self.last, self.waits) = (now, now, Duration::ZERO);
            return None;
        }
        if now.resident > self.first.resident + STEP {
            return Some(Death::Boundless);
        }
        if now.resident > self.last.resident + GROWTH {
            self.last = now;
        }
        let rests = now.state == State::Waits
            && previous.state == State::Waits
            && now.used.saturating_sub(previous.used) < PAUSE / 10;
        self.waits = if rests { self.waits + PAUSE } else { Duration::ZERO };
        match () {
            () if now.used.saturating_sub(self.last.used) > PATIENCE => Some(Death::Endless),
            () if self.waits > PATIENCE => Some(Death::Blocked),
            () => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What comes of a step in which each look sees so much more processor time and memory.
    fn seen(state: State, used: Duration, bytes: u64, beat: u64) -> Option<Death> {
        let sample = |n: u32| Sample { beat, used: used * n, resident: bytes * u64::from(n), state };
        let first = sample(0);
        let mut watch = Watch { first, last: first, waits: Duration::ZERO, previous: first };
        (1..100).find_map(|n| watch.look(sample(n)))
    }

    #[test]
    fn a_step_that_only_waits_is_blocked_and_one_that_computes_is_endless() {
        assert_eq!(seen(State::Waits, Duration::ZERO, 0, 1), Some(Death::Blocked));
        assert_eq!(seen(State::Runs, PAUSE, 0, 1), Some(Death::Endless));
        assert_eq!(seen(State::Runs, PAUSE, STEP / 20, 1), Some(Death::Boundless));
    }

    #[test]
    fn who_gets_no_processor_or_is_between_two_steps_is_let_be() {
        assert_eq!(seen(State::Runs, Duration::ZERO, 0, 1), None);
        assert_eq!(seen(State::Waits, Duration::ZERO, 0, 2), None);
        assert_eq!(seen(State::Runs, PAUSE, STEP, 2), None);
    }
}
