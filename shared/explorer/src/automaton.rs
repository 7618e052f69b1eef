//! The graph read as an automaton over what a reader sees: complete lines, and the end.

use crate::graph::{Edge, Graph, Target};
use engine::{Chunk, End, Stream};
use foldhash::fast::FixedState;
use std::collections::HashMap;

/// What a reader sees next.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) enum Symbol {
    /// A line; the last one may be without a line end.
    Line(Stream, String),
    /// The end, and whether it was a regular one.
    End(Ending),
}

/// How the program ended, as far as outputs are told apart by it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) enum Ending {
    Exits(i32),
    Panics,
    Aborts,
    Hangs,
    StillRunning,
}

/// A nondeterministic automaton; state 0 is where it starts.
pub(crate) struct Automaton {
    pub states: Vec<State>,
}

#[derive(Default)]
pub(crate) struct State {
    pub arcs: Vec<Arc>,
    /// Whether an end can be reached from here.
    pub live: bool,
}

pub(crate) struct Arc {
    /// `None`: nothing to be seen.
    pub symbol: Option<Symbol>,
    pub to: usize,
    /// The edge of the graph that it comes from, by node and number, on the first of its arcs.
    pub edge: Option<(Option<usize>, usize)>,
    /// Whether it leads to the end.
    pub ends: bool,
}

/// A state of the automaton: where in the graph, and what was printed there of lines that aren't complete.
#[derive(Clone, PartialEq, Eq, Hash)]
struct Place {
    node: Option<usize>,
    partial: Partial,
}

#[derive(Clone, Default, PartialEq, Eq, Hash)]
struct Partial {
    stdout: String,
    stderr: String,
    /// How much of standard output's is not held back.
    shown: usize,
}

impl Automaton {
    pub fn new(graph: &Graph) -> Automaton {
        let mut builder = Builder {
            automaton: Automaton { states: Vec::new() },
            places: HashMap::default(),
            open: Vec::new(),
        };
        builder.place(Place { node: None, partial: Partial::default() });
        while let Some((state, place)) = builder.open.pop() {
            let edges = match place.node {
                None => graph.start.as_slice(),
                Some(node) => &graph.nodes[node].edges,
            };
            for (number, edge) in edges.iter().enumerate() {
                builder.edge(state, &place, number, edge);
            }
        }
        builder.automaton.mark_live();
        builder.automaton
    }

    /// Marks from where an end can be reached; a search that was stopped leaves ways that lead to none.
    fn mark_live(&mut self) {
        let mut sources = vec![Vec::new(); self.states.len()];
        let mut open = Vec::new();
        for (from, state) in self.states.iter().enumerate() {
            for arc in &state.arcs {
                sources[arc.to].push(from);
                if arc.ends {
                    open.push(arc.to);
                }
            }
        }
        while let Some(state) = open.pop() {
            if !std::mem::replace(&mut self.states[state].live, true) {
                open.extend(&sources[state]);
            }
        }
    }
}

struct Builder {
    automaton: Automaton,
    places: HashMap<Place, usize, FixedState>,
    open: Vec<(usize, Place)>,
}

impl Builder {
    fn state(&mut self) -> usize {
        self.automaton.states.push(State::default());
        self.automaton.states.len() - 1
    }

    fn place(&mut self, place: Place) -> usize {
        if let Some(&state) = self.places.get(&place) {
            return state;
        }
        let state = self.state();
        self.places.insert(place.clone(), state);
        self.open.push((state, place));
        state
    }

    fn edge(&mut self, from: usize, place: &Place, number: usize, edge: &Edge) {
        let mut partial = place.partial.clone();
        let mut symbols: Vec<Symbol> = edge.printed.iter().flat_map(|chunk| partial.print(chunk)).collect();
        let (to, ends) = match &edge.to {
            Target::Nowhere => return,
            Target::Node(node) => (self.place(Place { node: Some(*node), partial }), false),
            Target::End(end) => {
                symbols.extend(partial.flush(end));
                symbols.push(Symbol::End(ending(end)));
                (self.state(), true)
            }
        };
        let mut at = from;
        let mut number = Some((place.node, number));
        let last = symbols.len().saturating_sub(1);
        let symbols: Vec<Option<Symbol>> =
            if symbols.is_empty() { vec![None] } else { symbols.into_iter().map(Some).collect() };
        for (index, symbol) in symbols.into_iter().enumerate() {
            let next = if index == last { to } else { self.state() };
            let ends = ends && index == last;
            self.automaton.states[at].arcs.push(Arc { symbol, to: next, edge: number.take(), ends });
            at = next;
        }
    }
}

impl Partial {
    /// The lines that a chunk completes.
    fn print(&mut self, chunk: &Chunk) -> Vec<Symbol> {
        let buffer = match chunk.stream {
            Stream::Stdout => &mut self.stdout,
            Stream::Stderr => &mut self.stderr,
        };
        buffer.push_str(&chunk.text);
        let mut lines = Vec::new();
        while let Some(end) = buffer.find('\n') {
            lines.push(Symbol::Line(chunk.stream, buffer.drain(..=end).collect()));
        }
        if chunk.stream == Stream::Stdout {
            let under_way = self.stdout.len();
            self.shown = if chunk.flushed {
                under_way
            } else if lines.is_empty() {
                self.shown
            } else {
                0
            };
        }
        lines
    }

    /// What is left of lines without an end. Standard output is buffered by lines, and what is in the buffer and was not
    /// flushed is only seen when the process ends by itself.
    fn flush(mut self, end: &End) -> Vec<Symbol> {
        if !matches!(end, End::Exited(_) | End::Panicked) {
            self.stdout.truncate(self.shown);
        }
        let stdout = Symbol::Line(Stream::Stdout, self.stdout);
        let stderr = Symbol::Line(Stream::Stderr, self.stderr);
        let lines = [stderr, stdout].into_iter();
        lines.filter(|line| !matches!(line, Symbol::Line(_, text) if text.is_empty())).collect()
    }
}

/// What a reader sees of an execution that printed this and ended so.
pub(crate) fn word(printed: &[Chunk], end: &End) -> Vec<Symbol> {
    let mut partial = Partial::default();
    let mut word: Vec<Symbol> = printed.iter().flat_map(|chunk| partial.print(chunk)).collect();
    word.extend(partial.flush(end));
    word.push(Symbol::End(ending(end)));
    word
}

pub(crate) fn ending(end: &End) -> Ending {
    match end {
        End::Exited(code) => Ending::Exits(*code),
        End::Panicked => Ending::Panics,
        End::Aborted(_) => Ending::Aborts,
        End::Hangs(_) => Ending::Hangs,
        _ => Ending::StillRunning,
    }
}
