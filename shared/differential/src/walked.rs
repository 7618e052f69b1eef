//! What somebody sees who walks through a program's graph of choices.

use crate::random::Random;
use crate::seen::Seen;
use answers::graph::{End, Graph, Move};
use answers::{Line, Output, Stream};
use std::collections::{BTreeSet, HashSet};

/// With more states and screens than this, not all ends are looked for.
const PLACES: usize = 50_000;

/// Whole lines, each with whether it went to standard error, and what is under way on either stream.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
struct Screen {
    lines: Vec<(bool, String)>,
    open: [String; 2],
}

impl Screen {
    fn after(&self, one: &Move) -> Screen {
        let mut screen = self.clone();
        for print in &one.prints {
            let is_error = print.stream == Stream::Stderr;
            let open = &mut screen.open[usize::from(is_error)];
            open.push_str(&print.text);
            while let Some((line, rest)) = open.split_once('\n') {
                screen.lines.push((is_error, line.to_owned()));
                *open = rest.to_owned();
            }
        }
        screen
    }

    fn seen(&self, end: &End) -> Option<Seen> {
        let open = [true, false].map(|is_error| (is_error, self.open[usize::from(is_error)].as_str()));
        let open = open.into_iter().filter(|(_, text)| !text.is_empty());
        let lines = self.lines.iter().map(|(is_error, text)| (*is_error, text.as_str()));
        Seen::new(lines.chain(open), end.end.name())
    }
}

/// All ends that can be come to; `None` if there are too many ways.
pub fn all(graph: &Graph) -> Option<BTreeSet<Seen>> {
    let mut open = vec![(0, Screen::default())];
    let mut met: HashSet<(usize, Screen)> = open.iter().cloned().collect();
    let mut seen = BTreeSet::new();
    while let Some((at, screen)) = open.pop() {
        let state = &graph.states[at];
        seen.extend(state.end.as_ref().and_then(|end| screen.seen(end)));
        for one in &state.moves {
            let next = (one.to, screen.after(one));
            if met.insert(next.clone()) {
                open.push(next);
            }
        }
        if met.len() > PLACES {
            return None;
        }
    }
    Some(seen)
}

/// A way to an end, another one for each seed, and what is seen on it.
pub fn one(graph: &Graph, seed: u64) -> (Vec<usize>, Option<Seen>) {
    let mut random = Random::new(seed);
    let (mut at, mut screen, mut way) = (0, Screen::default(), Vec::new());
    loop {
        let state = &graph.states[at];
        if state.moves.is_empty() {
            return (way, state.end.as_ref().and_then(|end| screen.seen(end)));
        }
        let number = random.below(state.moves.len());
        way.push(number);
        let one = &state.moves[number];
        (at, screen) = (one.to, screen.after(one));
    }
}

/// An answered output, as a reader sees it.
pub fn seen(output: &Output) -> Option<Seen> {
    let line = |line: &Line| (line.stream == Stream::Stderr, line.text.clone());
    let lines: Vec<(bool, String)> = output.lines.iter().map(line).collect();
    Seen::new(lines.iter().map(|(is_error, text)| (*is_error, text.as_str())), output.end.name())
}
