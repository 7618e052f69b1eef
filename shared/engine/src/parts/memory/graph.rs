//! Which order all that is sequentially consistent may stand in, where it is mixed with weaker orders.
//!
//! RC11 asks that a certain relation between sequentially consistent accesses and fences, `psc`, has no cycle. It follows from which
//! writes were read, the modification orders and what happens before what, and not from the order in which an execution performs
//! things, which may contradict it. So what was done is kept, and each read and write that is not of what comes last is tried.

use crate::parts::memory::stamp::Stamp;
use crate::parts::memory::view::View;

/// What was done.
#[derive(Clone, Default)]
pub(crate) struct Graph {
    pub events: Vec<Event>,
}

/// One thing that was done.
#[derive(Clone)]
pub(crate) struct Event {
    pub task: usize,
    /// Its number among those of its task.
    pub number: u32,
    /// `None` for fences, and for what hands on or takes over views otherwise.
    pub location: Option<usize>,
    /// What it read, by its place in modification order.
    pub read: Option<Stamp>,
    /// What it wrote.
    pub written: Option<Stamp>,
    pub is_sequential: bool,
    pub is_fence: bool,
    /// What happened before it, and itself.
    pub knows: View,
}

impl Event {
    fn happens_before(&self, other: &Event) -> bool {
        (self.task, self.number) != (other.task, other.number) && other.knows.knows(self.task) >= self.number
    }

    fn is_earlier_in_program(&self, other: &Event) -> bool {
        self.task == other.task && self.number < other.number
    }

    fn is_elsewhere(&self, other: &Event) -> bool {
        self.location.is_none() || self.location != other.location
    }

    /// By modification order, or as it read something that comes before what the other one wrote.
    fn comes_before(&self, other: &Event) -> bool {
        let Some(theirs) = other.written.filter(|_| !self.is_elsewhere(other)) else { return false };
        self.written.or(self.read).is_some_and(|mine| mine < theirs)
    }

    /// The same, and reading what the other one wrote, in steps.
    fn extends_to(&self, other: &Event) -> bool {
        if self.is_elsewhere(other) || (self.task, self.number) == (other.task, other.number) {
            return false;
        }
        let (mine, theirs) = (self.written.or(self.read), other.written.or(other.read));
        match (mine, theirs) {
            (Some(mine), Some(theirs)) if mine < theirs => true,
            // What was written is read there.
            (Some(mine), Some(theirs)) => mine == theirs && self.written.is_some(),
            _ => false,
        }
    }
}

impl Graph {
    /// Whether all that is sequentially consistent still has an order if this is done, too.
    pub fn allows(&self, more: Event) -> bool {
        let events: Vec<&Event> = self.events.iter().chain([&more]).collect();
        let nodes: Vec<usize> = (0..events.len()).filter(|index| events[*index].is_sequential).collect();
        let all = |holds: &dyn Fn(&Event, &Event) -> bool| Relation::of(&events, holds);
        let happens = all(&Event::happens_before);
        let elsewhere = all(&|a, b| a.is_earlier_in_program(b) && a.is_elsewhere(b));
        let direct = all(&|a, b| {
            let here = !a.is_elsewhere(b) && a.happens_before(b);
            a.is_earlier_in_program(b) || here || a.comes_before(b)
        });
        let steps = direct.or(&elsewhere.then(&happens).then(&elsewhere));
        let extended = happens.then(&all(&Event::extends_to)).then(&happens).or(&happens);
        let is_fence = |index: usize| events[index].is_fence;
        let reaches = |from: usize, to: usize| {
            let out = std::iter::once(from).chain(happens.row(from).filter(|_| is_fence(from)));
            let is_in = |at: usize| at == to || (is_fence(to) && happens.has(at, to));
            let by_steps = out.into_iter().any(|middle| steps.row(middle).any(is_in));
            by_steps || (is_fence(from) && is_fence(to) && extended.has(from, to))
        };
        !has_cycle(&nodes, reaches)
    }
}

/// Whether a relation between nodes has a cycle.
fn has_cycle(nodes: &[usize], reaches: impl Fn(usize, usize) -> bool) -> bool {
    let mut left = nodes.to_vec();
    loop {
        let before = left.len();
        // What nothing that is left leads to is on no cycle.
        let sources: Vec<usize> =
            left.iter().copied().filter(|to| left.iter().any(|from| reaches(*from, *to))).collect();
        left = sources;
        if left.len() == before {
            return before > 0;
        }
    }
}

/// Which events stand in a relation to which.
struct Relation {
    rows: Vec<Vec<u64>>,
}

impl Relation {
    fn of(events: &[&Event], holds: &dyn Fn(&Event, &Event) -> bool) -> Relation {
        let row = |a: &&Event| {
            let mut row = vec![0; events.len().div_ceil(64)];
            let places = events.iter().enumerate().filter(|(_, b)| holds(a, b));
            places.for_each(|(place, _)| row[place / 64] |= 1 << (place % 64));
            row
        };
        Relation { rows: events.iter().map(row).collect() }
    }

    fn has(&self, a: usize, b: usize) -> bool {
        self.rows[a][b / 64] >> (b % 64) & 1 == 1
    }

    fn row(&self, a: usize) -> impl Iterator<Item = usize> {
        let bits = move |(word, bits): (usize, &u64)| {
            let mut bits = *bits;
            std::iter::from_fn(move || {
                let first = (bits != 0).then(|| bits.trailing_zeros() as usize)?;
                bits &= bits - 1;
                Some(word * 64 + first)
            })
        };
        self.rows[a].iter().enumerate().flat_map(bits)
    }

    fn or(&self, other: &Relation) -> Relation {
        let or =
            |(mine, theirs): (&Vec<u64>, &Vec<u64>)| mine.iter().zip(theirs).map(|(a, b)| a | b).collect();
        Relation { rows: self.rows.iter().zip(&other.rows).map(or).collect() }
    }

    fn then(&self, next: &Relation) -> Relation {
        let width = self.rows.first().map_or(0, Vec::len);
        let row = |a: usize| {
            let mut row = vec![0; width];
            for middle in self.row(a) {
                row.iter_mut().zip(&next.rows[middle]).for_each(|(all, more)| *all |= more);
            }
            row
        };
        Relation { rows: (0..self.rows.len()).map(row).collect() }
    }
}
