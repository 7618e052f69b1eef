//! Memory as the language defines it (RC11: the C++20 model without values out of thin air), step by step.
//!
//! - A location keeps its writes in modification order. A write carries the *view* that it hands on: of each location a write before
//!   which nothing can be seen any more.
//! - A task has a current view, one that relaxed reads have brought and an acquire fence makes current, and one that its last release
//!   fence hands on with whatever it writes.
//! - A load picks any write that the view allows. A store comes anywhere behind what its task has seen, also before writes that are
//!   there, but not between a read-modify-write and what that read, which comes right behind it.
//! - Reads and program order have no cycle, so each execution of RC11 is met when its events are performed in an order that respects
//!   both. All that RC11 demands holds of every beginning, so nothing is given up later.
//! - What is sequentially consistent need not stand in the order of performing; see [`graph`].
//! - The same memory has one key: writes that no task can see any more are dropped, others count by their rank, and a view counts by
//!   what it says of writes that are left.
//! - A location to which only read-modify-writes come has one write to see, whatever views say, until somebody reads or writes it
//!   who may not know all of them; that is found out once and known from then on.
//! - Who goes round and round sees the last writes after the second round, as each write comes to everybody in the end; and all
//!   writes have come to everybody when time passes.

pub(crate) mod graph;
pub(crate) mod location;
pub(crate) mod stamp;
pub(crate) mod view;

use crate::parts::digest::Map;
use graph::Graph;
use location::Location;
use std::any::Any;
use std::rc::Rc;
use std::sync::atomic::Ordering;
use view::View;

/// The memory of one execution.
#[derive(Default)]
pub(crate) struct Memory {
    /// By the index of the object.
    pub locations: Map<usize, Location>,
    /// What is known to who comes to an object, by its index.
    pub handed_on: Map<usize, Handed>,
    /// What was handed on and not taken over yet, by numbers.
    pub parcels: Map<u64, View>,
    /// Kept where sequentially consistent and weaker orders are mixed.
    pub graph: Option<Graph>,
}

impl Memory {
    /// With a graph if one is to be kept.
    pub fn new(with_graph: bool) -> Memory {
        Memory { graph: with_graph.then(Graph::default), ..Memory::default() }
    }

    /// An object is gone.
    pub fn forget(&mut self, object: usize) {
        self.locations.remove(&object);
        self.handed_on.remove(&object);
    }
}

/// What a task knows of the memory.
#[derive(Clone, Default)]
pub(crate) struct Mind {
    pub current: View,
    /// What relaxed reads have brought.
    pub brought: View,
    /// What the last release fence hands on.
    pub fenced: View,
    /// How many writes of each task it knows for sure, by who started it or was joined, whatever was read.
    pub sure: Vec<u32>,
    /// How many parcels it has made.
    pub parcels: u64,
}

/// What is known to who comes to an object.
#[derive(Clone, Default)]
pub(crate) struct Handed {
    pub view: View,
    /// As [`Mind::sure`].
    pub sure: Vec<u32>,
}

/// What an operation on another object than an atomic does with views.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Syncs {
    /// Nobody has said; taken to be both.
    Undeclared,
    Nothing,
    Acquires,
    Releases,
    Both,
}

/// What an operation does with a location.
#[derive(Clone)]
pub(crate) struct Aim {
    pub reach: Reach,
    pub order: Order,
    /// The order of a comparison that fails; of others the same as `order`.
    pub failure: Order,
    /// Of what is written, once that is known.
    pub digest: u64,
}

impl Aim {
    /// Whether it can be about a write, counted from the last.
    pub fn fits(&self, location: &Location, back: usize) -> bool {
        let index = location.index(back);
        let is_open = location.is_open(index);
        match &self.reach {
            Reach::Loads => true,
            Reach::Stores | Reach::Changes => is_open,
            Reach::Compares(is_it) => is_open || !is_it(&*location.writes[index].value),
        }
    }
}

/// Whether a value is the one that is expected.
pub(crate) type IsIt = Rc<dyn Fn(&dyn Any) -> bool>;

/// How an operation reaches into the memory.
#[derive(Clone)]
pub(crate) enum Reach {
    Loads,
    Stores,
    /// It reads and writes in one.
    Changes,
    /// The same if it reads this.
    Compares(IsIt),
}

/// The order that is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Order {
    acquires: bool,
    releases: bool,
    is_sequential: bool,
}

impl Order {
    pub const SEQUENTIAL: Order = Order { acquires: true, releases: true, is_sequential: true };

    /// As programs write it.
    pub fn name(self) -> &'static str {
        match (self.acquires, self.releases) {
            _ if self.is_sequential => "SeqCst",
            (true, true) => "AcqRel",
            (true, false) => "Acquire",
            (false, true) => "Release",
            (false, false) => "Relaxed",
        }
    }

    pub fn acquires(self) -> bool {
        self.acquires
    }

    pub fn releases(self) -> bool {
        self.releases
    }

    pub fn is_sequential(self) -> bool {
        self.is_sequential
    }
}

impl From<Ordering> for Order {
    fn from(order: Ordering) -> Order {
        let is_sequential = order == Ordering::SeqCst;
        let both = is_sequential || order == Ordering::AcqRel;
        Order {
            acquires: both || order == Ordering::Acquire,
            releases: both || order == Ordering::Release,
            is_sequential,
        }
    }
}
