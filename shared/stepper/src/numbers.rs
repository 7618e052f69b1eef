//! The states of a graph as one list of numbers, in the order in which they are met; whatever comes again and again stands once, in
//! a list of its own, and is named by its place there.
//!
//! Of each state: how many milliseconds later it is than the state from which it was met, and the place of what changed for the
//! lanes since; how many moves it has, and for each of them the place of what is done, and where that leads: 0 if to a state that
//! is met for the first time, else how many states were met since that one. Where there is no move, the place of the end, from 1;
//! 0 where what follows is left out.

use crate::packed::{key, number};
use crate::words::{deed, ends, stands, told};
use answers::graph::{At, Graph, Move, Stance, State};
use screen::escaped;
use serde_json::{Value, json};
use std::collections::HashMap;

/// The states of a graph, and the lists that they name things in.
#[derive(Debug, Default)]
pub(crate) struct Numbers {
    pub all: Vec<usize>,
    /// The first of them is how a lane stands that has not begun.
    pub stances: List,
    pub changes: List,
    pub deeds: List,
    pub texts: List,
    pub prints: List,
    pub ends: List,
}

/// Values that come again and again, and their places.
#[derive(Debug, Default)]
pub(crate) struct List {
    pub all: Vec<Value>,
    places: HashMap<String, usize>,
}

/// A state that was met, with the time and the lanes' stances of the one from which it was.
struct Met {
    state: usize,
    ms: u64,
    stances: Vec<usize>,
}

impl Numbers {
    pub fn of(graph: &Graph) -> Numbers {
        let mut numbers = Numbers::default();
        let absent = numbers.stances.place(stance_of(&Stance::default(), graph));
        let mut met = vec![Met { state: 0, ms: 0, stances: vec![absent; graph.lanes.len()] }];
        let mut places = HashMap::from([(0, 0)]);
        let mut next = 0;
        while let Some(Met { state, ms, stances }) = met.get(next) {
            next += 1;
            let Some(state) = graph.states.get(*state) else { continue };
            let now = state.lanes.iter().map(|stance| numbers.stances.place(stance_of(stance, graph)));
            let now: Vec<usize> = now.collect();
            let changes = now.iter().zip(stances).enumerate().filter(|(_, (now, before))| now != before);
            let changes: Vec<_> = changes.map(|(lane, (now, _))| json!([lane, now])).collect();
            let passed = usize::try_from(state.ms.saturating_sub(*ms)).unwrap_or(usize::MAX);
            let changes = numbers.changes.place(json!(changes));
            numbers.all.extend([passed, changes, state.moves.len()]);
            for one in &state.moves {
                let known = places.get(&one.to).map_or(0, |place| met.len() - place);
                if known == 0 {
                    places.insert(one.to, met.len());
                    met.push(Met { state: one.to, ms: state.ms, stances: now.clone() });
                }
                let deed = numbers.deed(one);
                numbers.all.extend([deed, known]);
            }
            if state.moves.is_empty() {
                let end = numbers.end(state);
                numbers.all.push(end);
            }
        }
        numbers
    }

    fn end(&mut self, state: &State) -> usize {
        let end = state.end.as_ref().map(|end| json!([key(end.end, &end.why), escaped(&ends(end))]));
        end.map_or(0, |end| self.ends.place(end) + 1)
    }

    fn deed(&mut self, one: &Move) -> usize {
        let lane = one.lane.map_or(-1, |lane| i64::try_from(lane).unwrap_or(-1));
        let prints = one.prints.iter().map(|print| json!([number(print.stream), readable(&print.text)]));
        let prints = self.prints.place(prints.collect());
        let then = one.then.iter().map(|then| (then.lane, told(&then.deed, &[])));
        let then: Vec<Value> =
            then.map(|(lane, told)| json!([lane, self.texts.place(json!(escaped(&told)))])).collect();
        let text = self.texts.place(json!(escaped(&deed(one))));
        self.deeds.place(json!([lane, text, one.deed.line, prints, u8::from(one.late), then]))
    }
}

impl List {
    fn place(&mut self, value: Value) -> usize {
        let next = self.all.len();
        let place = *self.places.entry(value.to_string()).or_insert(next);
        if place == next {
            self.all.push(value);
        }
        place
    }
}

/// A text in which each line is as outputs have it.
fn readable(text: &str) -> String {
    text.split('\n').map(escaped).collect::<Vec<_>>().join("\n")
}

fn stance_of(stance: &Stance, graph: &Graph) -> Value {
    let at = match stance.at {
        At::Absent => 0,
        At::Ready => 1,
        At::Sleeps => 2,
        At::Waits => 3,
        At::Ended => 4,
    };
    let line = if stance.file.is_none() { stance.line } else { 0 };
    json!([at, line, escaped(&stands(stance, graph))])
}
