//! Ways through a graph, from its start: which move is made in each state.

use answers::graph::{End, Graph, Move};
use answers::{Ending, Stream};
use std::collections::{HashSet, VecDeque};

/// The version of the addresses, as the script has it.
const VERSION: u32 = 1;

/// The ways through a figure's graph, as addresses in the page that it is in.
pub struct Ways<'a> {
    pub(crate) id: &'a str,
    pub(crate) sum: String,
    pub(crate) graph: &'a Graph,
}

impl Ways<'_> {
    /// Where the stepper shows this text as far as it can be printed, with an end like this, if one is said; nothing where only
    /// some runs are recorded, none of which needs to come there.
    pub fn towards(&self, text: &str, end: Option<Ending>) -> Option<String> {
        self.graph.runs.is_empty().then(|| self.address(&towards(self.graph, text, end)))
    }

    /// An address that the script reads: what is chosen where there is a choice, and how many steps come after the last one.
    fn address(&self, moves: &[usize]) -> String {
        let (mut choices, mut after, mut state) = (Vec::new(), 0, 0);
        for number in moves {
            let Some(here) = self.graph.states.get(state) else { break };
            let Some(one) = here.moves.get(*number) else { break };
            if here.moves.len() > 1 {
                choices.push(base_36(*number));
                after = 0;
            } else {
                after += 1;
            }
            state = one.to;
        }
        let (id, sum, choices) = (self.id, &self.sum, choices.join("."));
        format!("#{id}={VERSION}-{sum}-0-{choices}-{after}")
    }
}

/// The shortest way on which as much of this text is printed as can be, from its beginning; if all of it can be, and the program
/// can end there, the way leads to that end, or to one like this if that is said.
pub fn towards(graph: &Graph, text: &str, end: Option<Ending>) -> Vec<usize> {
    let mut nodes = vec![Node { state: 0, printed: 0, from: None }];
    let mut seen = HashSet::from([(0, 0)]);
    let mut open = VecDeque::from([0]);
    let mut best = (0, false, 0);
    while let Some(place) = open.pop_front() {
        let Node { state, printed, .. } = nodes[place];
        let Some(here) = graph.states.get(state) else { continue };
        let is_like = |found: &End| end.is_none_or(|end| end == found.end);
        let is_end = printed == text.len() && here.end.as_ref().is_some_and(is_like);
        if (printed, is_end) > (best.0, best.1) {
            best = (printed, is_end, place);
        }
        if is_end {
            break;
        }
        for (number, one) in here.moves.iter().enumerate() {
            let Some(printed) = after(one, text, printed) else { continue };
            if seen.insert((one.to, printed)) {
                open.push_back(nodes.len());
                nodes.push(Node { state: one.to, printed, from: Some((place, number)) });
            }
        }
    }
    let mut moves = Vec::new();
    let mut place = best.2;
    while let Some((before, number)) = nodes[place].from {
        moves.push(number);
        place = before;
    }
    moves.reverse();
    moves
}

/// A state with so many bytes of the text printed.
struct Node {
    state: usize,
    printed: usize,
    /// Where it was reached from, and by which move.
    from: Option<(usize, usize)>,
}

/// How much of the text is printed after a move; nothing if it prints something else.
fn after(one: &Move, text: &str, mut printed: usize) -> Option<usize> {
    for print in one.prints.iter().filter(|print| print.stream == Stream::Stdout) {
        text.get(printed..)?.strip_prefix(&print.text)?;
        printed += print.text.len();
    }
    Some(printed)
}

/// As `Number.toString(36)` has it.
fn base_36(number: usize) -> String {
    let digit = u32::try_from(number % 36).ok().and_then(|digit| char::from_digit(digit, 36));
    let last = digit.map(String::from).unwrap_or_default();
    if number < 36 { last } else { base_36(number / 36) + &last }
}
