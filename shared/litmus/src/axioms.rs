//! The axioms of RC11.

use crate::candidate::Candidate;
use crate::event::Event;
use crate::relation::Relation;

impl Candidate<'_> {
    /// Whether it is an execution of the program.
    pub fn is_consistent(&self) -> bool {
        let (before, from, order) = (self.program_order, self.reads_from, self.modification_order);
        if !(before | from).is_acyclic() {
            return false;
        }
        let reads_before = from.reversed().then(&order).only(|a, b| a != b);
        let happens = (before | self.synchronizes()).closure();
        let extended = (from | order | reads_before).closure();
        let is_coherent = happens.is_irreflexive() && happens.then(&extended).is_irreflexive();
        is_coherent
            && extended.is_irreflexive()
            && self.is_atomic(&reads_before)
            && self.sequential(&happens, &extended, &reads_before).is_acyclic()
    }

    fn event(&self, index: usize) -> Option<&Event> {
        self.events.get(index)
    }

    fn is(&self, index: usize, what: impl Fn(&Event) -> bool) -> bool {
        self.event(index).is_some_and(what)
    }

    /// Nothing comes between what a read-modify-write reads and what it writes. It is one event here.
    fn is_atomic(&self, reads_before: &Relation) -> bool {
        let changes = |index: usize| self.is(index, |event| event.read.is_some() && event.written.is_some());
        let between = reads_before.then(&self.modification_order);
        (0..self.events.len()).all(|index| !changes(index) || !between.has(index, index))
    }

    /// Releases and the acquires that come to know of them.
    fn synchronizes(&self) -> Relation {
        let (before, from) = (self.program_order, self.reads_from);
        let is_change =
            |index: usize| self.is(index, |event| event.read.is_some() && event.written.is_some());
        let chain = from.only(|_, b| is_change(b)).closure().or_same();
        let writes = |index: usize| self.is(index, |event| event.written.is_some());
        let sequence = chain.only(|a, _| writes(a));
        let is_fence = |index: usize| self.is(index, Event::is_fence);
        let after_fence = before.only(|a, _| is_fence(a)).or_same();
        let before_fence = before.only(|_, b| is_fence(b)).or_same();
        let all = after_fence.then(&sequence).then(&from).then(&before_fence);
        all.only(|a, b| {
            self.is(a, |event| event.order.releases()) && self.is(b, |event| event.order.acquires())
        })
    }

    /// The partial order in which all that is sequentially consistent stands, `psc`.
    fn sequential(&self, happens: &Relation, extended: &Relation, reads_before: &Relation) -> Relation {
        let at = |index: usize| self.event(index).and_then(|event| event.at);
        let elsewhere = self.program_order.only(|a, b| at(a) != at(b) || at(a).is_none());
        let here = happens.only(|a, b| at(a).is_some() && at(a) == at(b));
        let steps = self.program_order
            | elsewhere.then(happens).then(&elsewhere)
            | here
            | self.modification_order
            | *reads_before;
        let is_sequential = |index: usize| self.is(index, Event::is_sequential);
        let is_fence = |index: usize| self.is(index, |event| event.is_sequential() && event.is_fence());
        let count = self.events.len();
        let own = Relation::of(count, |a, b| a == b && is_sequential(a));
        let out = own | happens.only(|a, _| is_fence(a));
        let into = own | happens.only(|_, b| is_fence(b));
        let between_fences = *happens | happens.then(extended).then(happens);
        out.then(&steps).then(&into) | between_fences.only(|a, b| is_fence(a) && is_fence(b))
    }
}
