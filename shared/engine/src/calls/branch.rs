//! Futures that one task polls side by side, such as those that are joined.

use crate::calls::me;
use crate::calls::polling::poll_beside;
use crate::parts::happened::Happened;
use crate::parts::joined::Joined;
use crate::parts::site::Site;
use crate::parts::verb::{self, Verb};
use crate::world;

/// One of several futures that a task polls side by side. It makes no difference to what can happen; events say in which
/// branch they did.
#[derive(Debug)]
pub struct Branch {
    joined: Joined,
    /// Its index among the execution's branches, once it was polled.
    index: Option<usize>,
    execution: Option<u32>,
    ended: bool,
}

impl Branch {
    /// The future at a place, from 0, of the call at a site.
    pub fn new(site: Site, place: usize, name: Option<&'static str>) -> Branch {
        Branch::of(Joined::new(site, place, name))
    }

    /// A task that is polled by the thread that runs it, among others that were spawned at the same site.
    pub fn task(site: Site, place: usize, name: &'static str) -> Branch {
        Branch::of(Joined { is_task: true, ..Joined::new(site, place, Some(name)) })
    }

    fn of(joined: Joined) -> Branch {
        Branch { joined, index: None, execution: me::execution(), ended: false }
    }

    /// Polls it.
    pub fn poll<R>(&mut self, poll: impl FnOnce() -> R) -> R {
        let index = self.begun();
        let before = world::with(|world| {
            world.forget_what_is_awaited(index);
            world.me().map(|me| std::mem::replace(&mut me.branch, index))
        });
        let _restored = Restore(before.flatten());
        poll_beside(poll)
    }

    /// It is ready.
    pub fn end(&mut self) {
        self.ended = true;
        self.record(verb::ENDED);
    }

    fn begun(&mut self) -> Option<usize> {
        if self.index.is_none() {
            let joined = &mut self.joined;
            self.index = world::with(|world| {
                let me = world.me()?;
                (joined.number, joined.within) = (me.id.index, me.branch);
                world.branches.push(joined.clone());
                Some(world.branches.len() - 1)
            })
            .flatten();
        }
        self.index
    }

    fn record(&self, what: Verb) {
        if self.execution != me::execution() || self.index.is_none() {
            return;
        }
        world::with(|world| {
            let branch = self.index;
            // There are none any more while what is left of an execution is dropped.
            if let Some(branch) = branch.and_then(|index| world.branches.get_mut(index)) {
                branch.ended = true;
            }
            world.record(what, self.joined.site, |_| Happened { branch, ..Happened::default() });
        });
    }
}

impl Drop for Branch {
    fn drop(&mut self) {
        if !self.ended {
            self.record(verb::WAS_DROPPED);
        }
    }
}

struct Restore(Option<Option<usize>>);

impl Drop for Restore {
    fn drop(&mut self) {
        if let Some(before) = self.0 {
            world::with(|world| world.me().map(|me| me.branch = before));
        }
    }
}
