//! What a library says of its operations, for events.

use crate::parts::happened::Happened;
use crate::parts::settings::Events;
use crate::parts::site::Site;
use crate::parts::verb::Verb;
use crate::world;

/// Says for events what the operation that is being performed turned out to be, such as "received" where it only tried
/// to, and, if not its object, what about. With no verb nothing is noted: see [`tell`].
pub fn turn_out(done: Option<Verb>, about: Option<&str>) {
    world::with(|world| {
        if world.settings.events == Events::Kept {
            world.turned_out = Some((done, about.map(str::to_owned)));
        }
    });
}

/// Notes for events what the running task has done, and what about.
pub fn tell(done: Verb, about: &str, site: Site) {
    world::with(|world| {
        let branch = world.branch();
        world.record(done, site, |_| Happened { about: about.to_owned(), branch, ..Happened::default() });
    });
}
