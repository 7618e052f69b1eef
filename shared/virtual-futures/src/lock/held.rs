//! Who has a lock, and who waits for it.

use crate::places::Places;
use engine::{Holder, Keeper, Owns, Site, State, Wait};
use virtual_tokio::polling::Waiter;

/// Who has a lock, and who waits for it. Whoever comes while it is free has it, whoever may wait.
#[derive(Clone, Default)]
pub(super) struct Held {
    pub holder: Option<Holder>,
    waiting: Places<Place>,
    /// Stands for the data.
    pub token: u64,
}

#[derive(Clone, Hash)]
enum Place {
    Waiting(Waiter),
    Woken,
}

impl Held {
    /// Waits at the place that it has, or at a new one.
    pub fn wait(&mut self, place: Option<usize>, waiter: Waiter) -> usize {
        let waits = Place::Waiting(waiter);
        match place {
            None => self.waiting.insert(waits),
            Some(place) => {
                self.waiting.set(place, waits);
                place
            }
        }
    }

    /// No longer waits. One that was woken for nothing wakes another if it is to.
    pub fn leave(&mut self, place: Option<usize>, wakes_another: bool) {
        let was = place.and_then(|place| self.waiting.remove(place));
        if wakes_another && matches!(was, Some(Place::Woken)) {
            self.wake_first();
        }
    }

    pub fn unlock(&mut self) {
        self.holder = None;
        self.wake_first();
    }

    /// If the first has been woken already, nobody else is.
    fn wake_first(&mut self) {
        let first = self.waiting.all().next();
        if let Some(Place::Waiting(waiter)) = first.map(|place| std::mem::replace(place, Place::Woken)) {
            waiter.wake();
        }
    }

    pub fn is_waited_for(&self) -> bool {
        !self.waiting.is_empty()
    }
}

impl Owns for Held {
    fn content(&self) -> u64 {
        self.token
    }

    fn rewrite(&mut self, token: u64) {
        self.token = token;
    }
}

impl State for Held {
    fn digest(&self) -> u64 {
        let holder = self.holder.map(|holder| holder.task);
        engine::digest((holder, &self.waiting, self.token))
    }

    fn waiting(&self, wait: &Wait<'_>) -> String {
        let held = self.holder.map_or(String::new(), |holder| {
            let since = engine::Place::of(holder.site);
            format!(", held by {} since line {since}", (wait.name_of_holder)(&holder))
        });
        format!("{} waits at line {} for the lock made at line {}{held}", wait.task, wait.line, wait.made)
    }

    fn keepers(&self, _awaited: &str, _made: Site) -> Vec<Keeper> {
        self.holder.map(Keeper::Holder).into_iter().collect()
    }
}
