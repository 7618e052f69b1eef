//! How many owners there are of each value, as an object of the engine.

use crate::verb;
use engine::Verb;
use engine::{Operation, Shared, Site, State};
use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

/// How many `Arc`s and `Weak`s there are of a value.
#[derive(Clone, Copy)]
pub(crate) struct Owners {
    pub strong: usize,
    pub weak: usize,
}

impl State for Owners {
    fn digest(&self) -> u64 {
        engine::digest((self.strong, self.weak))
    }
}

/// A value with owners.
pub(crate) struct Owned {
    address: usize,
    site: Site,
    /// `None` as long as nobody is known to look at how many there are.
    owners: Option<Shared<Owners>>,
}

/// The values of the execution that runs on this OS thread, by their addresses.
#[derive(Default)]
struct Values {
    execution: Option<u32>,
    values: HashMap<usize, Rc<Owned>>,
    /// How many of them are counted.
    counted: usize,
}

thread_local! {
    static VALUES: RefCell<Values> = RefCell::default();
}

const FACT: &str = "owners are counted";

/// A value has been made, with so many owners.
pub(crate) fn made(address: usize, site: Site, owners: Owners) {
    let execution = engine::execution();
    if execution.is_none() {
        return;
    }
    let counted = engine::is_known(FACT, site);
    let owners = counted.then(|| Shared::new("Arc", owners).made_at(site).registered());
    let old = VALUES.with_borrow_mut(|values| {
        if values.execution != execution {
            *values = Values { execution, ..Values::default() };
        }
        values.counted += usize::from(counted);
        values.values.insert(address, Rc::new(Owned { address, site, owners }))
    });
    drop(old);
}

/// Nobody is left who could ask how many owners there are.
fn forget(address: usize) {
    let old = VALUES.with_borrow_mut(|values| values.values.remove(&address));
    drop(old);
}

/// A value whose owners are counted.
pub(crate) fn counted(address: usize) -> Option<Rc<Owned>> {
    let found = VALUES.with_borrow(|values| match values.counted {
        0 => None,
        _ => values.values.get(&address).cloned(),
    });
    found.filter(|owned| owned.owners.is_some())
}

/// Somebody can tell how many owners there are, or who is the last.
pub(crate) fn matter(address: usize) {
    let site = VALUES.with_borrow(|values| values.values.get(&address).map(|owned| owned.site));
    if let Some(site) = site {
        engine::learn_fact(FACT, site);
    }
}

/// How the one who changes the owners has its own.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum By {
    /// Nobody else can use the same one.
    Value,
    /// Others may.
    Reference,
}

/// What a change of the owners does to the order of others.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Order {
    /// It is the same before and after another one of this kind.
    Free,
    /// It is not.
    Fixed,
}

impl Owned {
    /// Who lets go hands on what it has done to who is the last, or asks whether it is.
    fn hand_on(&self, done: Verb, left: usize) {
        let Some(owners) = &self.owners else { return };
        let lets_go = [verb::DROPPED_AN_OWNER, verb::DROPPED_A_WEAK, verb::TRIED_TO_TAKE_OUT_WHAT_IS_IN];
        let asks = [verb::ASKED_TO_BE_THE_ONLY_OWNER, verb::ASKED_FOR_AN_OWNER, verb::TOOK_OUT_WHAT_IS_IN];
        if asks.contains(&done) || (left == 0 && lets_go.contains(&done)) {
            owners.take_over();
        }
        if lets_go.contains(&done) {
            owners.hand_on();
        }
    }

    /// Changes the owners as an operation of its own, at the line of the value if there is no other; what is given is
    /// what the task learns and whether the order matters.
    pub fn operate(
        &self,
        done: Verb,
        site: Option<Site>,
        by: By,
        change: impl FnOnce(&mut Owners) -> (u64, Order),
    ) {
        let owners = self.owners.as_ref().expect("it is counted");
        let alone = by == By::Value && owners.look(|owners| owners.strong == 1 && owners.weak == 0);
        let operation = Operation::new(done).at(site.unwrap_or(self.site)).reads().alone(alone).relaxed();
        let (left, order) = owners.operate(operation, |owners| {
            let (observed, order) = change(owners);
            self.hand_on(done, owners.strong);
            ((owners.strong + owners.weak, order), observed)
        });
        if order == Order::Fixed {
            owners.update(|_| ());
        }
        if left == 0 {
            forget(self.address);
        }
    }
}
