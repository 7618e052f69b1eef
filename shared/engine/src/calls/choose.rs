//! A choice that the program leaves to chance.

use crate::calls::announce::announce;
use crate::calls::learn::add;
use crate::parts::footprint::{self, Access};
use crate::parts::pending::{Chances, Pending};
use crate::world;
use std::panic::Location;

/// A number below `count`, as by chance: each of them is explored.
#[track_caller]
pub fn choose(count: usize) -> usize {
    if count < 2 {
        return 0;
    }
    let site = Location::caller();
    let mut pending = Pending::new(site);
    pending.chances = Chances::Of(count);
    announce(pending);
    let chosen = world::with(|world| {
        let canon = world.me()?.id.canon;
        // Whatever else the task does next can't be in its place.
        world.step.footprint.touch(footprint::chance_of(canon), Access::Write);
        Some(())
    });
    let chosen = chosen.flatten().map_or(0, |()| picked());
    add("chose", None, site, chosen as u64);
    chosen
}

/// Which way chance has picked of those among which the operation goes that is being performed.
pub fn picked() -> usize {
    world::with(|world| std::mem::take(&mut world.place)).unwrap_or_default()
}
