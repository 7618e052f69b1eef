//! Reading and writing the memory, in any order that the language has.

use crate::calls::operation::Operation;
use crate::parts::digest::digest;
use crate::parts::memory::{Aim, Order, Reach};
use crate::parts::settings::Memory;
use crate::parts::site::Site;
use crate::parts::state::State;
use crate::world::{self, World};
use std::any::Any;
use std::hash::Hash;
use std::panic::Location;
use std::rc::Rc;

/// What an answer rests on where weak orders are not followed.
const SEQUENTIAL: &str =
    "atomics are taken as sequentially consistent; a processor or a compiler that reorders may do more";

/// What an operation does with its object as a location of the memory, which holds values of this type.
#[derive(Clone)]
pub struct Access<V> {
    aim: Aim,
    site: Site,
    values: std::marker::PhantomData<fn(V)>,
}

impl<V: Copy + Eq + Hash + 'static> Access<V> {
    pub fn load(order: impl Into<Order>, site: Site) -> Access<V> {
        Access::new(Reach::Loads, order.into(), None, site)
    }

    pub fn store(order: impl Into<Order>, site: Site) -> Access<V> {
        Access::new(Reach::Stores, order.into(), None, site)
    }

    pub fn change(order: impl Into<Order>, site: Site) -> Access<V> {
        Access::new(Reach::Changes, order.into(), None, site)
    }

    /// It writes only if it reads what is expected, and has another order if it does not.
    pub fn compare(expected: V, order: impl Into<Order>, failure: impl Into<Order>, site: Site) -> Access<V> {
        let is_it = move |value: &dyn Any| value.downcast_ref() == Some(&expected);
        Access::new(Reach::Compares(Rc::new(is_it)), order.into(), Some(failure.into()), site)
    }

    fn new(reach: Reach, order: Order, failure: Option<Order>, site: Site) -> Access<V> {
        let order = asked(order, site);
        let failure = failure.map_or(order, |failure| asked(failure, site));
        let aim = Aim { reach, order, failure, digest: 0 };
        Access { aim, site, values: std::marker::PhantomData }
    }

    /// Has an operation do this.
    pub fn of<S: State>(&self, operation: Operation<S>) -> Operation<S> {
        operation.at(self.site).aims(self.aim.clone())
    }

    /// What its task learns where it reads this.
    pub fn observed(&self, old: V) -> u64 {
        if matches!(self.aim.reach, Reach::Stores) { 0 } else { digest(old) }
    }

    /// Performs it on the object of the operation that is being performed; gives what was read and what was written. The last value
    /// is kept in `last`.
    pub fn perform(&self, last: &mut V, new: impl FnOnce(V) -> V) -> (V, Option<V>) {
        let weak = world::with(|world| (world.is_weak(), world.about));
        let Some((true, Some(object))) = weak else {
            let old = *last;
            let written = self.writes(&old).then(|| new(old));
            *last = written.unwrap_or(old);
            return (old, written);
        };
        let first = *last;
        let picked = world::with(|world: &mut World| {
            world.begin(object, || (Rc::new(first), digest(first)));
            let index = world.pick(object, &self.aim);
            world.tell_of_old(object, index, &self.aim);
            let value = Rc::clone(&world.memory.locations[&object].writes[index].value);
            (index, value)
        });
        let Some((index, value)) = picked else { return (first, None) };
        let old = value.downcast_ref().copied().unwrap_or(first);
        let writes = self.writes(&old);
        let written = writes.then(|| new(old));
        let went_last = world::with(|world: &mut World| {
            let reads = !matches!(self.aim.reach, Reach::Stores);
            let order = if writes { self.aim.order } else { self.aim.failure };
            if reads {
                let stamp = world.memory.locations[&object].writes[index].stamp;
                world.read(object, index, order);
                if written.is_none() {
                    world.note_event(Some(object), Some(stamp), None, order.is_sequential(), false);
                }
            }
            let written = written?;
            let aim = Aim { digest: digest(written), ..self.aim.clone() };
            Some(world.write(object, index, reads, Rc::new(written), &aim, self.site))
        });
        if let (Some(true), Some(written)) = (went_last.flatten(), written) {
            *last = written;
        }
        (old, written)
    }

    /// Whether it writes if it finds this.
    fn writes(&self, old: &V) -> bool {
        match &self.aim.reach {
            Reach::Loads => false,
            Reach::Compares(is_it) => is_it(old),
            Reach::Stores | Reach::Changes => true,
        }
    }
}

/// A fence, which hands on what was done before it with what is written after it, and takes over what was read before it.
#[track_caller]
pub fn fence(order: impl Into<Order>) {
    let order = asked(order.into(), Location::caller());
    world::with(|world| {
        if !world.is_weak() {
            return;
        }
        let Some(me) = world.me() else { return };
        if order.acquires() {
            let brought = me.mind.brought.clone();
            me.mind.current.join(&brought);
        }
        world.note_event(None, None, None, order.is_sequential(), true);
        let Some(me) = world.me() else { return };
        if order.releases() {
            me.mind.fenced = me.mind.current.clone();
        }
    });
}

/// Notes which order a line of the program asks for, and gives the one that it gets. If it is the first of its kind, this execution
/// counts for nothing.
fn asked(order: Order, site: Site) -> Order {
    let given = world::with(|world| {
        let is_weak = !order.is_sequential();
        if world.settings.memory == Memory::Sequential {
            if is_weak {
                world.knowledge.rests_on.insert(SEQUENTIAL.into());
            }
            return order;
        }
        let is_raised = is_weak && world.settings.sequential.contains(&(site.file(), site.line()));
        let order = if is_raised { Order::SEQUENTIAL } else { order };
        let knowledge = &mut world.knowledge;
        if !order.is_sequential() {
            knowledge.weak_at.insert((site.file(), site.line(), order.name()));
            world.learned |= !std::mem::replace(&mut knowledge.weak, true);
        } else if knowledge.weak {
            world.learned |= !std::mem::replace(&mut knowledge.mixed, true);
        }
        order
    });
    given.unwrap_or(order)
}
