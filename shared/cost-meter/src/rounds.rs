//! Measuring two things in turn.

use std::io;
use std::time::{Duration, Instant};

use crate::effort::Effort;
use crate::processor;

/// What the left and the right side cost, in each round.
pub type Rounds = Vec<[f64; 2]>;

/// Does something so many times.
pub type Side = Box<dyn FnMut(u64) -> io::Result<()>>;

/// Which time is measured.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Clock {
    /// That for which our threads were running. On one processor that nobody else uses it is the time that passes; if
    /// somebody does, it stays the same.
    Processor,
    /// That which passes.
    Wall,
}

/// Nanoseconds that each side takes to do its thing once. Sides take turns, each turn doing it as often as fits.
pub fn in_turn(clock: Clock, effort: &Effort, mut sides: [Side; 2]) -> io::Result<Rounds> {
    let start = Instant::now();
    let often = [fitting(clock, effort.turn, &mut sides[0])?, fitting(clock, effort.turn, &mut sides[1])?];
    let mut rounds = Rounds::new();
    while rounds.len() < effort.rounds || start.elapsed() < effort.budget {
        let mut round = [0.0; 2];
        for (cost, (side, often)) in round.iter_mut().zip(sides.iter_mut().zip(often)) {
            *cost = clock.time(|| side(often))?.as_nanos() as f64 / often as f64;
        }
        rounds.push(round);
    }
    Ok(rounds)
}

/// How often it must be done to take a turn's time. Doing that is also what warms a side up.
fn fitting(clock: Clock, turn: Duration, side: &mut Side) -> io::Result<u64> {
    let mut often = 1;
    // Nothing that is measured is so quick that it could be done that often in a turn.
    while often < 1 << 40 {
        let time = clock.time(|| side(often))?;
        if time >= turn {
            break;
        }
        // Twice, or at once most of the way; a first try says little, so never more than tenfold.
        let missing = turn.as_secs_f64() / time.as_secs_f64().max(1e-9);
        often = (often as f64 * missing.clamp(2.0, 10.0)) as u64;
    }
    Ok(often)
}

impl Clock {
    pub fn time(self, work: impl FnOnce() -> io::Result<()>) -> io::Result<Duration> {
        let (wall, processor) = (Instant::now(), processor::time());
        work()?;
        let used = processor::time().zip(processor).map(|(after, before)| after - before);
        Ok(match (self, used) {
            (Clock::Processor, Some(used)) => used,
            _ => wall.elapsed(),
        })
    }
}
