//! What is said of a panic of the program: output of the program's, not of ours.

use crate::calls::announce::announce;
use crate::calls::learn::settle;
use crate::calls::print::print;
use crate::parts::event::Stream;
use crate::parts::first_panic::FirstPanic;
use crate::parts::pending::{Pending, Ready};
use crate::parts::site::Site;
use crate::parts::task::Kind;
use crate::parts::verb;
use crate::world;
use std::panic::{Location, PanicHookInfo};

/// What `std` adds to the first panic of a process.
const NOTE: &str = "note: run with `RUST_BACKTRACE=1` environment variable to display a backtrace\n";

/// What `core` says when a destructor panics in the course of unwinding: the process is aborted after that.
pub(crate) const IN_CLEANUP: &str = "panic in a destructor during cleanup";

/// Prints the message as `std` does, where others may print before the note.
pub fn default_hook(info: &PanicHookInfo<'_>) {
    let site = Location::caller();
    let text = message(info);
    let comes_with_note = text != IN_CLEANUP;
    let text = format!("\nthread {} panicked at {}:\n{text}\n", who(), place(info));
    if say(site, text, comes_with_note) {
        note(site);
    }
}

/// Prints a panic's message as an operation of its own, unless somebody else is about to add the note to theirs. Whether
/// this one needs it, if its kind ever does.
fn say(site: Site, text: String, comes_with_note: bool) -> bool {
    let mut pending = Pending::new(site);
    pending.awaited = "another panic's message";
    pending.ready = Ready::BetweenPanics;
    announce(pending);
    print(Stream::Stderr, text);
    let first = world::with(|world| {
        let first = comes_with_note && world.first_panic == FirstPanic::None;
        if first {
            world.first_panic = FirstPanic::Reported;
        }
        first
    });
    let first = first == Some(true);
    settle(verb::SAID, None, site, first.into());
    first
}

/// Adds the note.
fn note(site: Site) {
    announce(Pending::new(site));
    print(Stream::Stderr, NOTE);
    world::with(|world| world.first_panic = FirstPanic::Noted);
    settle(verb::SAID, None, site, 0);
}

/// The thread's name and number.
fn who() -> String {
    let found = world::with(|world| {
        let me = world.me()?;
        let name = match (me.named, me.kind) {
            (true, _) => me.name.clone(),
            (false, Kind::Thread) => "<unnamed>".to_owned(),
            (false, Kind::Task | Kind::Driver) => "tokio-rt-worker".to_owned(),
        };
        Some((name, me.id))
    });
    found.flatten().map_or(String::new(), |(name, id)| format!("'{name}' ({})", id.number()))
}

pub(crate) fn place(info: &PanicHookInfo<'_>) -> String {
    info.location().map_or(String::new(), ToString::to_string)
}

pub(crate) fn message<'a>(info: &'a PanicHookInfo<'_>) -> &'a str {
    let payload = info.payload();
    let text = payload.downcast_ref::<&str>().copied();
    text.or_else(|| payload.downcast_ref::<String>().map(String::as_str)).unwrap_or("Box<dyn Any>")
}
