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

/// Says for events which message the operation that is being performed hands over, or which number it reads or writes; asked only
/// where events are kept.
pub fn show(value: impl FnOnce() -> Option<String>) {
    let is_kept = world::with(|world| world.settings.events == Events::Kept);
    if is_kept == Some(true) {
        // The program's value is looked at while nobody uses the world.
        let value = value();
        world::with(|world| world.value = value);
    }
}

/// Notes for events what the running task has done, and what about.
pub fn tell(done: Verb, about: &str, site: Site) {
    world::with(|world| {
        let branch = world.branch();
        world.record(done, site, |_| Happened { about: about.to_owned(), branch, ..Happened::default() });
    });
}
