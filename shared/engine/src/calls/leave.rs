//! The end of the process.

use crate::calls::announce::announce;
use crate::calls::learn::learn;
use crate::calls::suspend::{refuse, stop};
use crate::parts::end::End;
use crate::parts::footprint::{self, Access};
use crate::parts::happened::Happened;
use crate::parts::pending::Pending;
use crate::parts::site::Site;
use crate::parts::verb;
use crate::world;
use std::panic::Location;

/// Ends the process.
#[track_caller]
pub fn exit(code: i32) -> ! {
    leave(End::Exited(code), Location::caller())
}

/// Has the process aborted; the sentence says by what.
#[track_caller]
pub fn abort(sentence: &str) -> ! {
    leave(End::Aborted(sentence.to_owned()), Location::caller())
}

pub(crate) fn leave(end: End, site: Site) -> ! {
    announce(Pending::new(site));
    if !matches!(end, End::Aborted(_)) {
        finish(site);
    }
    world::with(|world| {
        world.step.footprint.touch(footprint::output(), Access::Write);
        world.record(verb::EXITED, site, |_| Happened::default());
    });
    stop(end)
}

/// Does what the task does before it ends the process, if nobody else has begun to.
fn finish(site: Site) {
    match world::with(|world| (world.leaving, world.running)) {
        Some((Some(leaving), me)) if Some(leaving) == me => {
            refuse(
                "`std::process::exit` is called while the process ends, which aborts it: that is not modelled",
            );
        }
        Some((Some(_), _)) => announce(Pending::never("the process to end", site)),
        _ => {}
    }
    let Some(first) = world::with(|world| world.me()?.at_exit.take()).flatten() else { return };
    world::with(|world| {
        world.step.footprint.touch(footprint::output(), Access::Write);
        world.leaving = world.running;
    });
    learn("begins to exit", None, site, 0);
    first();
    announce(Pending::new(site));
}
