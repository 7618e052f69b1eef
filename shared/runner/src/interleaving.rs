//! Whether lines are an interleaving of voices.

use std::collections::BTreeSet;

use catalogue::{Close, Pattern, Voice};

/// How far each voice has come: the number of lines it has said of its own.
type Position = Vec<usize>;

/// So many positions fit only what voices say that have nearly all of their lines in common.
const MOST: usize = 20_000;

/// Why lines are not an interleaving of the voices, as far as that can be told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NotAnInterleaving {
    /// Up to the line with this index there are more ways to divide them among the voices than can be followed.
    TooManyWays { index: usize },
    /// The line with this index can't stand there; these could.
    Line { index: usize, instead: Vec<String> },
    /// It ends too early: one of these had to follow.
    Incomplete { missing: Vec<String> },
}

/// Which end of its lines a run has to reach.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reach<'a> {
    /// Each voice that may not be cut has said all of its lines.
    End,
    /// The same, and the last words are the beginning of a line that was cut off with its voice.
    Words(&'a str),
    /// It may stop anywhere.
    Anywhere,
}

/// Checks that every line is the next one of some voice, and that they reach as far as they must.
///
/// Two voices can have lines in common, so this keeps all positions that fit what was read.
pub fn check(voices: &[Voice], close: Close, lines: &[&str], reach: Reach) -> Result<(), NotAnInterleaving> {
    let mut positions = BTreeSet::from([vec![0; voices.len()]]);
    let is_over = |position: &Position| {
        close == Close::First && (0..voices.len()).any(|voice| position[voice] == voices[voice].lines.len())
    };
    let wrong = |index, positions: &BTreeSet<Position>| {
        let going_on = positions.iter().filter(|position| !is_over(position));
        NotAnInterleaving::Line { index, instead: possible(voices, going_on) }
    };
    for (index, line) in lines.iter().enumerate() {
        let mut after = BTreeSet::new();
        for position in positions.iter().filter(|position| !is_over(position)) {
            after.extend(step(voices, position, line));
            if after.len() > MOST {
                return Err(NotAnInterleaving::TooManyWays { index });
            }
        }
        if after.is_empty() {
            return Err(wrong(index, &positions));
        }
        positions = after;
    }
    if let Reach::Words(words) = reach {
        let cut_off = |position: &Position| {
            (0..voices.len()).filter(|&voice| voices[voice].cut).any(|voice| {
                next(voices, position, voice).is_some_and(|pattern| pattern.can_start_with(words))
            })
        };
        if !positions.iter().any(cut_off) {
            return Err(wrong(lines.len(), &positions));
        }
    }
    let finished = |position: &Position| match close {
        Close::All => (0..voices.len()).all(|voice| is_done(voices, position, voice)),
        Close::First => is_over(position),
    };
    if reach == Reach::Anywhere || positions.iter().any(finished) {
        return Ok(());
    }
    Err(NotAnInterleaving::Incomplete { missing: possible(voices, positions.iter()) })
}

/// The positions after `line`, from one position.
fn step(voices: &[Voice], position: &Position, line: &str) -> Vec<Position> {
    let says = |&voice: &usize| next(voices, position, voice).is_some_and(|pattern| pattern.matches(line));
    let advance = |voice: usize| {
        let mut after = position.clone();
        after[voice] += 1;
        // A voice that repeats is always at its start or within its lines, never behind them.
        if voices[voice].repeats && after[voice] == voices[voice].lines.len() {
            after[voice] = 0;
        }
        after
    };
    let mut after: Vec<Position> = (0..voices.len()).filter(says).map(advance).collect();
    // Once a voice has started, those that it waited for are over.
    for position in &mut after {
        for voice in 0..voices.len() {
            if position[voice] > 0 {
                close(voices, position, voice);
            }
        }
    }
    after
}

/// Puts the voices that `voice` came after behind their last line.
fn close(voices: &[Voice], position: &mut Position, voice: usize) {
    for &before in &voices[voice].after {
        position[before] = voices[before].lines.len();
    }
}

/// The line that a voice says next, if it may say one.
fn next<'a>(voices: &'a [Voice], position: &Position, voice: usize) -> Option<&'a Pattern> {
    let free = voices[voice].after.iter().all(|&before| is_done(voices, position, before));
    voices[voice].lines.get(position[voice]).filter(|_| free)
}

/// Whether a voice may say nothing more.
fn is_done(voices: &[Voice], position: &Position, voice: usize) -> bool {
    let Voice { lines, cut, repeats, .. } = &voices[voice];
    *cut || position[voice] == lines.len() || (*repeats && position[voice] == 0)
}

/// What could come next.
fn possible<'a>(voices: &[Voice], positions: impl Iterator<Item = &'a Position>) -> Vec<String> {
    let lines =
        positions.flat_map(|position| (0..voices.len()).filter_map(|voice| next(voices, position, voice)));
    let distinct: BTreeSet<String> = lines.map(Pattern::to_string).collect();
    distinct.into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn voice(lines: &[&str]) -> Voice {
        let lines = lines.iter().flat_map(|line| Pattern::expand(line).unwrap()).collect();
        Voice { from: "x".to_owned(), lines, cut: false, repeats: false, after: vec![], at_ms: vec![] }
    }

    fn holds(voices: &[Voice], lines: &[&str]) -> bool {
        check(voices, Close::All, lines, Reach::End).is_ok()
    }

    #[test]
    fn each_voice_keeps_its_own_order() {
        let voices = [voice(&["a{1..2}"]), voice(&["b{1..2}"])];
        assert!(holds(&voices, &["a1", "b1", "b2", "a2"]));
        assert!(!holds(&voices, &["a2", "a1", "b1", "b2"]));
    }

    #[test]
    fn a_line_too_few_too_many_or_of_nobody_is_found() {
        let voices = [voice(&["a{1..2}"]), voice(&["b1"])];
        let missing = check(&voices, Close::All, &["a1", "b1"], Reach::End);
        assert_eq!(missing, Err(NotAnInterleaving::Incomplete { missing: vec!["a2".to_owned()] }));
        let stranger = check(&voices, Close::All, &["a1", "c"], Reach::End);
        let instead = vec!["a2".to_owned(), "b1".to_owned()];
        assert_eq!(stranger, Err(NotAnInterleaving::Line { index: 1, instead }));
        assert!(!holds(&voices, &["a1", "a2", "b1", "b1"]));
    }

    #[test]
    fn only_a_voice_that_is_cut_may_stop_early() {
        let cut = Voice { cut: true, ..voice(&["a{1..3}"]) };
        assert!(holds(&[cut.clone(), voice(&["b1"])], &["a1", "b1"]));
        assert!(!holds(&[cut, voice(&["b1"])], &["a1", "a2"]));
    }

    #[test]
    fn only_a_voice_that_is_cut_may_end_within_a_line() {
        let voices = [Voice { cut: true, ..voice(&["hi {1..3}"]) }, voice(&["b1"])];
        assert!(check(&voices, Close::All, &["hi 1", "b1"], Reach::Words("hi ")).is_ok());
        assert!(check(&voices, Close::All, &["hi 1", "b1"], Reach::Words("hi 2")).is_ok());
        assert!(check(&voices, Close::All, &["hi 1", "b1"], Reach::Words("hi 3")).is_err());
        assert!(check(&voices, Close::All, &["hi 1"], Reach::Words("b")).is_err());
        assert!(check(&voices, Close::All, &["hi 1"], Reach::Words("hi")).is_err());
    }

    #[test]
    fn a_voice_after_another_waits_for_it() {
        let last = Voice { after: vec![0, 1], ..voice(&["end"]) };
        let voices = [voice(&["a"]), voice(&["b"]), last];
        assert!(holds(&voices, &["b", "a", "end"]));
        assert!(!holds(&voices, &["b", "end", "a"]));
    }

    #[test]
    fn a_voice_that_repeats_is_over_once_its_successor_speaks() {
        let polls = Voice { repeats: true, ..voice(&["nothing yet"]) };
        let voices = [polls, Voice { after: vec![0], ..voice(&["Got: hi"]) }];
        assert!(holds(&voices, &["nothing yet", "nothing yet", "Got: hi"]));
        assert!(holds(&voices, &["Got: hi"]));
        assert!(!holds(&voices, &["Got: hi", "nothing yet"]));
        assert!(!holds(&voices, &["nothing yet"]));
    }

    #[test]
    fn voices_that_race_end_with_the_first_that_is_done() {
        let voices = [voice(&["a{1..2}"]), voice(&["b{1..2}"])];
        let holds = |lines: &[&str]| check(&voices, Close::First, lines, Reach::End).is_ok();
        assert!(holds(&["a1", "b1", "a2"]) && holds(&["b1", "b2"]));
        assert!(!holds(&["a1", "b1"]) && !holds(&["a1", "a2", "b1"]) && !holds(&[]));
    }

    #[test]
    fn voices_that_nobody_can_tell_apart_take_no_more_than_so_much_memory() {
        let same: Vec<Voice> = (0..20)
            .map(|n| {
                let mut lines = vec!["same"; 30];
                lines.push(if n % 2 == 0 { "even" } else { "odd" });
                voice(&lines)
            })
            .collect();
        let ended = check(&same, Close::All, &["same"; 600], Reach::End);
        assert!(matches!(ended, Err(NotAnInterleaving::TooManyWays { .. })), "{ended:?}");
    }

    #[test]
    fn lines_that_two_voices_share_are_tried_for_both() {
        let voices = [voice(&["same", "a"]), voice(&["same", "b"])];
        assert!(holds(&voices, &["same", "b", "same", "a"]));
        assert!(!holds(&voices, &["same", "b", "a", "same"]));
    }
}
