//! Polling several futures side by side until one of them is ready.

use crate::parts::digest::digest;
use crate::parts::looks_again::{LooksAgain, Where};
use crate::parts::selecting::Selecting;
use crate::parts::site::{Site, key};
use crate::world::{self, World};
use std::hash::Hash;

/// One look at several futures of ours, of which the first that is ready is taken and the others are dropped, or which all have to wait.
///
/// Until one is ready it makes no difference in what order, or how often, the task has looked at them. That is so where the running task
/// polls one future at a time ([`crate::poll_one`]), which is this selection, and none of its futures runs code of the program's, which
/// could tell.
#[derive(Debug)]
pub struct Selection {
    site: Site,
}

impl Selection {
    /// Begins to look, if all that is so.
    pub fn begin(are_ours: bool, site: Site) -> Selection {
        world::with(|world| {
            let me = world.me()?;
            let again = me
                .looks_again
                .take()
                .and_then(|looks| looks.come_to(Where::Selection(key(site)), me.history));
            let before = again.unwrap_or(me.history);
            me.selecting = (are_ours && me.polls_one).then(|| Selecting::new(before));
            Some(())
        });
        Selection { site }
    }

    /// The one at a place is ready, and taken.
    pub fn takes(&self, place: usize) {
        world::with(|world| {
            let me = world.me()?;
            me.history = digest((me.selecting.take()?.known(), "took one of several", place));
            Some(())
        });
    }

    /// None of them is ready that is to be taken.
    pub fn waits(&self) {
        world::with(|world| {
            let me = world.me()?;
            let before = me.selecting.take()?.known();
            let site = key(self.site);
            me.history = digest((before, "waits for one of several", site));
            me.looks_again = Some(LooksAgain::waits(Where::Selection(site), before, me.history));
            Some(())
        });
    }
}

impl Drop for Selection {
    fn drop(&mut self) {
        world::with(|world| world.me().map(|me| me.selecting = None));
    }
}

impl World {
    /// The running task learns something, perhaps from one of several futures, none of which was ready so far.
    pub fn note_learned(&mut self, what: &impl Hash) {
        let place = self.selected();
        if let Some(selecting) = self.me().and_then(|me| me.selecting.as_mut()) {
            selecting.learn(place.unwrap_or(usize::MAX), digest(what));
        }
    }

    /// The place of the future that is being looked at among those that stand beside it.
    pub fn selected(&self) -> Option<usize> {
        Some(self.branches.get(self.branch()?)?.place)
    }
}

/// A hash that tells who waits from others who do, the same in every execution.
pub fn waiter_token() -> u64 {
    let token = |world: &mut World| {
        let place = world.selected();
        let me = world.me()?;
        let selecting = me.selecting.as_ref();
        Some(selecting.map_or(me.history, |selecting| digest((selecting.before, "waits", place))))
    };
    world::with(token).flatten().unwrap_or_default()
}
