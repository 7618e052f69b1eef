//! States that are one for a reader: they look the same, and the same moves lead from them to states that are one again. A program
//! knows more of its past than what it will ever show, so there are far fewer of these.

use answers::graph::{Move, State};
use std::collections::HashMap;

/// What decides which states are one; looks and moves are named by numbers, the same for equal ones.
#[derive(Debug)]
pub(super) struct Alike {
    looks: Vec<usize>,
    /// The moves of each state, and where they lead.
    moves: Vec<Vec<(usize, usize)>>,
}

/// How far a state is looked at.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Seen {
    Never,
    /// What follows it is looked at.
    Open,
    /// It is one with this state, which comes before it or is itself.
    Like(usize),
}

impl Alike {
    pub fn new(states: &[State]) -> Alike {
        let (mut looks, mut labels) = (HashMap::new(), HashMap::new());
        let look = |state: &State| {
            let next = looks.len();
            *looks.entry((state.ms, state.lanes.clone(), state.end.clone())).or_insert(next)
        };
        let mut move_of = |one: &Move| {
            let next = labels.len();
            (*labels.entry(Move { to: 0, ..one.clone() }).or_insert(next), one.to)
        };
        Alike {
            looks: states.iter().map(look).collect(),
            moves: states.iter().map(|state| state.moves.iter().map(&mut move_of).collect()).collect(),
        }
    }

    /// For each of the first so many states, the first one that it is one with. Of their moves count those that this is said of, by
    /// state and place there; none of them may lead to other states.
    pub fn firsts(&self, whole: usize, counts: &dyn Fn(usize, usize) -> bool) -> Vec<usize> {
        let mut seen = vec![Seen::Never; whole];
        let mut known = HashMap::new();
        for state in 0..whole {
            self.settle(state, counts, &mut seen, &mut known);
        }
        let found = seen.iter().enumerate();
        let mut firsts: Vec<usize> =
            found.map(|(state, seen)| if let Seen::Like(like) = seen { *like } else { state }).collect();
        // What follows is settled before, so the one that was met first need not be the first.
        let mut first_of = HashMap::new();
        for (state, like) in firsts.iter_mut().enumerate() {
            *like = *first_of.entry(*like).or_insert(state);
        }
        firsts
    }

    /// Finds out what a state is one with, and before that all that follow it.
    fn settle(
        &self,
        state: usize,
        counts: &dyn Fn(usize, usize) -> bool,
        seen: &mut [Seen],
        known: &mut HashMap<Key, usize>,
    ) {
        let mut open = vec![state];
        while let Some(&state) = open.last() {
            let all = self.moves[state].iter().enumerate();
            let moves = all.filter(|(place, _)| counts(state, *place)).map(|(_, one)| *one);
            match seen[state] {
                Seen::Never => {
                    seen[state] = Seen::Open;
                    open.extend(moves.map(|(_, to)| to).filter(|to| seen[*to] == Seen::Never));
                }
                Seen::Open => {
                    // Where it can go round, the state that this comes back to is one with no other.
                    let like = |to: usize| if let Seen::Like(like) = seen[to] { like } else { to };
                    let key = (self.looks[state], moves.map(|(label, to)| (label, like(to))).collect());
                    seen[state] = Seen::Like(*known.entry(key).or_insert(state));
                    open.pop();
                }
                Seen::Like(_) => drop(open.pop()),
            }
        }
    }
}

/// How a state looks, and its moves with the states that they lead to, or what these are one with.
type Key = (usize, Vec<(usize, usize)>);

#[cfg(test)]
mod tests {
    use super::*;
    use answers::graph::Deed;

    /// States that look like these letters, and the moves of each: what is done, and the state that it leads to.
    fn firsts(looks: &str, moves: &[&[(&str, usize)]]) -> Vec<usize> {
        alike(looks, moves).firsts(looks.len(), &|_, _| true)
    }

    fn alike(looks: &str, moves: &[&[(&str, usize)]]) -> Alike {
        let state = |(look, moves): (char, &&[(&str, usize)])| {
            let one = |(does, to): &(&str, usize)| Move {
                lane: Some(0),
                deed: Deed { does: (*does).to_owned(), ..Deed::default() },
                prints: Vec::new(),
                late: false,
                then: Vec::new(),
                to: *to,
            };
            State {
                ms: u64::from(look),
                lanes: Vec::new(),
                moves: moves.iter().map(one).collect(),
                end: None,
            }
        };
        let states: Vec<State> = looks.chars().zip(moves).map(state).collect();
        Alike::new(&states)
    }

    #[test]
    fn states_are_one_if_nobody_can_tell_them_apart_whatever_follows() {
        let same = firsts("abbcc", &[&[("x", 1), ("y", 2)], &[("z", 3)], &[("z", 4)], &[], &[]]);
        assert_eq!(same, [0, 1, 1, 3, 3]);
        let late = firsts("abbcd", &[&[("x", 1), ("y", 2)], &[("z", 3)], &[("z", 4)], &[], &[]]);
        assert_eq!(late, [0, 1, 2, 3, 4], "what follows is not the same");
        let done = firsts("abbcc", &[&[("x", 1), ("y", 2)], &[("z", 3)], &[("w", 4)], &[], &[]]);
        assert_eq!(done, [0, 1, 2, 3, 3], "what is done there is not the same");
    }

    #[test]
    fn states_that_are_come_back_to_stay_apart() {
        assert_eq!(firsts("abb", &[&[("x", 1), ("y", 2)], &[("z", 1)], &[("z", 2)]]), [0, 1, 2]);
    }

    #[test]
    fn moves_that_do_not_count_tell_nothing_apart() {
        let moves: [&[_]; 4] = [&[("x", 1), ("y", 2)], &[], &[("z", 3)], &[]];
        let states = alike("abbc", &moves);
        assert_eq!(states.firsts(4, &|_, _| true), [0, 1, 2, 3]);
        assert_eq!(states.firsts(3, &|state, _| state != 2), [0, 1, 1]);
    }
}
