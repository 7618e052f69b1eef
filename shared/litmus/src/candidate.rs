//! What may be an execution: what the threads do, which write each read reads from, and the order of the writes to each location.

use crate::event::Event;
use crate::relation::Relation;

/// What may be an execution.
pub struct Candidate<'a> {
    pub events: &'a [Event],
    pub program_order: Relation,
    pub reads_from: Relation,
    pub modification_order: Relation,
}

/// All candidates in which these events happen, those of each thread in their order. Hears the last write to each location, too.
pub fn candidates(events: &[Event], locations: usize, hear: &mut impl FnMut(&Candidate<'_>, &[usize])) {
    let is_before = |a: usize, b: usize| match (events[a].thread, events[b].thread) {
        (None, other) => other.is_some(),
        (one, other) => one == other && a < b,
    };
    let mut candidate = Candidate {
        events,
        program_order: Relation::of(events.len(), is_before),
        reads_from: Relation::NONE,
        modification_order: Relation::NONE,
    };
    candidate.read_from(0, &mut |candidate| candidate.put_in_order(0, locations, &mut Vec::new(), hear));
}

impl Candidate<'_> {
    /// Gives the reads from this one on a write to read from.
    fn read_from(&mut self, next: usize, go_on: &mut impl FnMut(&mut Self)) {
        let Some(read) = (next..self.events.len()).find(|index| self.events[*index].read.is_some()) else {
            return go_on(self);
        };
        let wanted = (self.events[read].at, self.events[read].read);
        for write in 0..self.events.len() {
            let event = &self.events[write];
            if write != read && event.at.is_some() && (event.at, event.written) == wanted {
                let before = self.reads_from;
                self.reads_from.add(write, read);
                if (self.program_order | self.reads_from).is_acyclic() {
                    self.read_from(read + 1, go_on);
                }
                self.reads_from = before;
            }
        }
    }

    /// Puts the writes to the locations from this one on in order.
    fn put_in_order(
        &mut self,
        at: usize,
        locations: usize,
        last: &mut Vec<usize>,
        hear: &mut impl FnMut(&Candidate<'_>, &[usize]),
    ) {
        if at == locations {
            return hear(self, last);
        }
        let is_write =
            |index: &usize| self.events[*index].at == Some(at) && self.events[*index].written.is_some();
        let writes: Vec<usize> = (0..self.events.len()).filter(is_write).collect();
        self.append(&mut Vec::new(), &writes, &mut |candidate, order| {
            last.push(order[order.len() - 1]);
            candidate.put_in_order(at + 1, locations, last, hear);
            last.pop();
        });
    }

    /// Appends the writes that are left, in each order that respects the program's.
    fn append(
        &mut self,
        order: &mut Vec<usize>,
        left: &[usize],
        go_on: &mut impl FnMut(&mut Self, &[usize]),
    ) {
        if left.is_empty() {
            return go_on(self, order);
        }
        for &write in left {
            let is_early = left.iter().any(|other| self.program_order.has(*other, write));
            let source = order.last().copied();
            let is_change = self.events[write].read.is_some();
            if is_early || (is_change && !source.is_some_and(|source| self.reads_from.has(source, write))) {
                continue;
            }
            let before = self.modification_order;
            order.iter().for_each(|earlier| self.modification_order.add(*earlier, write));
            order.push(write);
            let rest: Vec<usize> = left.iter().copied().filter(|other| *other != write).collect();
            self.append(order, &rest, go_on);
            order.pop();
            self.modification_order = before;
        }
    }
}
