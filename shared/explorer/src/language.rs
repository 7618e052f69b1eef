//! The set of outputs: the automaton made deterministic as far as it is looked at, so that a set of millions costs no
//! more than its states.

use crate::automaton::{Automaton, Ending, Symbol};
use crate::graph::Graph;
use engine::Choice;
use foldhash::fast::FixedState;
use std::collections::{BTreeMap, HashMap, HashSet, VecDeque};

/// The set of outputs.
pub(crate) struct Language<'a> {
    graph: &'a Graph,
    automaton: Automaton,
    /// Each is a set of the automaton's states, in order.
    sets: Vec<Vec<usize>>,
    numbers: HashMap<Vec<usize>, usize, FixedState>,
    /// What follows each set, if that was looked at.
    follows: HashMap<usize, BTreeMap<Symbol, usize>, FixedState>,
}

impl Language<'_> {
    pub fn new(graph: &Graph) -> Language<'_> {
        let automaton = Automaton::new(graph);
        let mut language = Language {
            graph,
            automaton,
            sets: Vec::new(),
            numbers: HashMap::default(),
            follows: HashMap::default(),
        };
        let start = language.close(vec![0]);
        language.number(start);
        language
    }

    /// How many outputs there are; `None` if it takes more than so many sets of states to count them, or there are more than a
    /// number can say.
    pub fn count(&mut self, most: usize) -> Option<u128> {
        let mut counts: HashMap<usize, u128, FixedState> = HashMap::default();
        let mut open = vec![0];
        while let Some(&set) = open.last() {
            if self.sets.len() > most {
                return None;
            }
            let follows = self.after(set);
            let todo: Vec<usize> =
                follows.values().copied().filter(|next| !counts.contains_key(next)).collect();
            if todo.is_empty() {
                let ends = follows.is_empty() && !self.sets[set].is_empty();
                let sum =
                    follows.values().fold(u128::from(ends), |sum, next| sum.saturating_add(counts[next]));
                counts.insert(set, sum);
                open.pop();
            } else {
                open.extend(todo);
            }
        }
        // A program that never got to an end has a start that nothing follows.
        let count = if self.automaton.states[0].live { counts[&0] } else { 0 };
        (count < u128::MAX).then_some(count)
    }

    /// Whether this is one of the outputs.
    pub fn has(&mut self, word: &[Symbol]) -> bool {
        let mut set = Some(0);
        for symbol in word {
            set = set.and_then(|set| self.after(set).get(symbol).copied());
        }
        set.is_some_and(|set| self.after(set).is_empty())
    }

    /// A short output for each way to end.
    pub fn one_for_each_ending(&self) -> BTreeMap<Ending, Vec<Symbol>> {
        let mut found = BTreeMap::new();
        let mut came: HashMap<usize, (usize, usize)> = HashMap::new();
        let mut open = VecDeque::from([0]);
        while let Some(state) = open.pop_front() {
            for (number, arc) in self.automaton.states[state].arcs.iter().enumerate() {
                if let Some(Symbol::End(ending)) = &arc.symbol {
                    found.entry(*ending).or_insert_with(|| self.word(&came, (state, number)));
                }
                if arc.to != 0 && !came.contains_key(&arc.to) {
                    came.insert(arc.to, (state, number));
                    open.push_back(arc.to);
                }
            }
        }
        found
    }

    /// What is seen on the way to and along an arc.
    fn word(&self, came: &HashMap<usize, (usize, usize)>, last: (usize, usize)) -> Vec<Symbol> {
        let mut word = Vec::new();
        let mut arc = Some(&last);
        while let Some((state, number)) = arc {
            word.extend(self.automaton.states[*state].arcs[*number].symbol.clone());
            arc = came.get(state);
        }
        word.reverse();
        word
    }

    /// The first outputs in the order of their lines.
    pub fn first(&mut self, limit: usize) -> Vec<Vec<Symbol>> {
        let mut outputs = Vec::new();
        let mut word = Vec::new();
        // Each with the part of the word that it shares with what was looked at before it.
        let mut open = vec![(0, 0, None)];
        while outputs.len() < limit
            && let Some((set, shared, symbol)) = open.pop()
        {
            word.truncate(shared);
            word.extend(symbol);
            let follows = self.after(set);
            if follows.is_empty() && !word.is_empty() {
                outputs.push(word.clone());
            }
            let next = follows.into_iter().rev().map(|(symbol, set)| (set, word.len(), Some(symbol)));
            open.extend(next);
        }
        outputs
    }

    /// Where something else could follow the lines of an output, by their places, and what.
    pub fn forks(&mut self, is_next: impl Fn(&Symbol, usize) -> bool) -> Vec<(usize, Vec<Symbol>)> {
        let mut forks = Vec::new();
        let mut set = 0;
        for at in 0.. {
            let follows = self.after(set);
            let (own, others): (Vec<_>, Vec<_>) =
                follows.into_iter().partition(|(symbol, _)| is_next(symbol, at));
            let Some((_, next)) = own.into_iter().next() else { break };
            set = next;
            if !others.is_empty() {
                forks.push((at, others.into_iter().map(|(symbol, _)| symbol).collect()));
            }
        }
        forks
    }

    /// A schedule that leads to an output.
    pub fn witness(&self, word: &[Symbol]) -> Option<Vec<Choice>> {
        // How each pair of a state and a position was reached first.
        let mut came: HashMap<(usize, usize), (usize, usize, usize)> = HashMap::new();
        let mut open = vec![(0, 0)];
        while let Some((state, position)) = open.pop() {
            for (number, arc) in self.automaton.states[state].arcs.iter().enumerate() {
                if !self.automaton.states[arc.to].live {
                    continue;
                }
                let next = match &arc.symbol {
                    None => position,
                    Some(symbol) if word.get(position) == Some(symbol) => position + 1,
                    Some(_) => continue,
                };
                let to = (arc.to, next);
                if came.contains_key(&to) {
                    continue;
                }
                came.insert(to, (state, position, number));
                if next == word.len() && arc.ends {
                    return Some(self.schedule(&came, to));
                }
                open.push(to);
            }
        }
        None
    }

    fn schedule(
        &self,
        came: &HashMap<(usize, usize), (usize, usize, usize)>,
        mut at: (usize, usize),
    ) -> Vec<Choice> {
        let mut edges = Vec::new();
        while let Some(&(state, position, arc)) = came.get(&at) {
            edges.extend(self.automaton.states[state].arcs[arc].edge);
            at = (state, position);
        }
        let edges = edges.into_iter().rev().filter_map(|(node, number)| match node {
            None => self.graph.start.as_ref(),
            Some(node) => self.graph.nodes[node].edges.get(number),
        });
        edges.flat_map(|edge| edge.choices.iter().copied()).collect()
    }

    fn after(&mut self, set: usize) -> BTreeMap<Symbol, usize> {
        if let Some(known) = self.follows.get(&set) {
            return known.clone();
        }
        let mut targets: BTreeMap<Symbol, Vec<usize>> = BTreeMap::new();
        for &state in &self.sets[set] {
            for arc in &self.automaton.states[state].arcs {
                if let Some(symbol) = arc.symbol.as_ref().filter(|_| self.automaton.states[arc.to].live) {
                    targets.entry(symbol.clone()).or_default().push(arc.to);
                }
            }
        }
        let follows: BTreeMap<Symbol, usize> = targets
            .into_iter()
            .map(|(symbol, states)| {
                let closed = self.close(states);
                (symbol, self.number(closed))
            })
            .collect();
        self.follows.insert(set, follows.clone());
        follows
    }

    /// Adds what can be reached without anything to be seen.
    fn close(&self, mut states: Vec<usize>) -> Vec<usize> {
        let mut closed = Vec::new();
        let mut seen = HashSet::<usize, FixedState>::default();
        while let Some(state) = states.pop() {
            if seen.insert(state) {
                closed.push(state);
                let silent = self.automaton.states[state].arcs.iter().filter(|arc| arc.symbol.is_none());
                states.extend(silent.map(|arc| arc.to));
            }
        }
        closed.sort_unstable();
        closed
    }

    fn number(&mut self, set: Vec<usize>) -> usize {
        if let Some(&number) = self.numbers.get(&set) {
            return number;
        }
        self.sets.push(set.clone());
        self.numbers.insert(set, self.sets.len() - 1);
        self.sets.len() - 1
    }
}
