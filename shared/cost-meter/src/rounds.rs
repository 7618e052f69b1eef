//! Measuring two things in turn.

use std::io;
use std::time::{Duration, Instant};

use crate::effort::Effort;
use crate::processor;

/// What the left and the right side cost, in each round.
pub type Rounds = Vec<[f64; 2]>;

/// Does something so many times.
pub type Side = Box<dyn FnMut(u64) -> io::Result<()>>;

/// About how long a side's part of a round takes: long enough that what comes once in it, such as a second thread, does
/// not count.
const TURN: Duration = Duration::from_millis(5);

/// Nanoseconds of processor time that each side takes to do its thing once. Sides take turns, each doing it as often as
/// fits into its turn.
///
/// Processor time is for how long our threads were running, be it in the system. On one processor that nobody else uses
/// that is the time that passes; if somebody does use it, it stays the same.
pub fn in_turn(effort: &Effort, mut sides: [Side; 2]) -> io::Result<Rounds> {
    let start = Instant::now();
    let often = [fitting(&mut sides[0])?, fitting(&mut sides[1])?];
    let mut rounds = Rounds::new();
    while rounds.len() < effort.rounds || start.elapsed() < effort.budget {
        let mut round = [0.0; 2];
        for (cost, (side, often)) in round.iter_mut().zip(sides.iter_mut().zip(often)) {
            *cost = time(|| side(often))?.as_nanos() as f64 / often as f64;
        }
        rounds.push(round);
    }
    Ok(rounds)
}

/// How much processor time that took; where the system does not tell, how much time passed.
pub fn time(work: impl FnOnce() -> io::Result<()>) -> io::Result<Duration> {
    let (start, before) = (Instant::now(), processor::time());
    work()?;
    let used = processor::time().zip(before).map(|(after, before)| after - before);
    Ok(used.unwrap_or_else(|| start.elapsed()))
}

/// How often it must be done to fill a turn. Doing that is also what warms a side up.
fn fitting(side: &mut Side) -> io::Result<u64> {
    let mut often = 1;
    // Nothing is so quick that it could be done that often.
    while often < 1 << 40 {
        let time = time(|| side(often))?;
        if time >= TURN {
            break;
        }
        // Once most of the way; a first try says little, so never more than tenfold.
        let missing = TURN.as_secs_f64() / time.as_secs_f64().max(1e-9);
        often = (often as f64 * missing.clamp(2.0, 10.0)) as u64;
    }
    Ok(often)
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;
    use std::rc::Rc;

    use super::*;

    /// Takes that much processor time for each, and says whose turn it was.
    fn side(name: char, each: Duration, turns: &Rc<Cell<String>>) -> Side {
        let turns = turns.clone();
        Box::new(move |often| {
            turns.set(turns.take() + &name.to_string());
            let mut used = Duration::ZERO;
            while used < each * u32::try_from(often).unwrap() {
                let before = processor::time().unwrap();
                while processor::time().unwrap() == before {}
                used += processor::time().unwrap() - before;
            }
            Ok(())
        })
    }

    #[test]
    fn sides_take_turns_and_a_longer_one_costs_more() {
        let turns = Rc::default();
        let sides =
            [side('l', Duration::from_micros(400), &turns), side('r', Duration::from_micros(100), &turns)];
        let rounds = in_turn(&Effort::QUICK, sides).unwrap();
        assert!(rounds.len() >= Effort::QUICK.rounds);
        // Both are lower bounds: time that is used can't be taken back.
        assert!(rounds.iter().all(|[left, right]| *left >= 400_000.0 && *right >= 100_000.0), "{rounds:?}");
        assert!(turns.take().ends_with("lrlrlr"));
    }

    #[test]
    fn a_side_that_fails_ends_it_with_its_error() {
        let failing: Side = Box::new(|_| Err(io::Error::other("no more threads")));
        let why = in_turn(&Effort::QUICK, [failing, Box::new(|_| Ok(()))]).unwrap_err();
        assert_eq!(why.to_string(), "no more threads");
    }
}
