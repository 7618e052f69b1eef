//! Panics of the program: their message is output of the program, not of ours.

use crate::calls::announce::announce;
use crate::calls::learn::settle;
use crate::calls::leave::leave;
use crate::calls::me;
use crate::calls::print::print;
use crate::parts::end::End;
use crate::parts::event::Stream;
use crate::parts::first_panic::FirstPanic;
use crate::parts::happened::Happened;
use crate::parts::pending::{Pending, Ready};
use crate::parts::site::Site;
use crate::parts::task::Kind;
use crate::parts::verb;
use crate::world;
use std::panic::{self, Location, PanicHookInfo};
use std::sync::Once;

static INSTALLED: Once = Once::new();

/// What `std` adds to the first panic of a process.
const NOTE: &str = "note: run with `RUST_BACKTRACE=1` environment variable to display a backtrace\n";

/// What `core` says when a destructor panics in the course of unwinding: the process is aborted after that.
const IN_CLEANUP: &str = "panic in a destructor during cleanup";

/// Puts our hook before the process's, which goes on serving panics outside of executions.
pub(crate) fn install_hook() {
    INSTALLED.call_once(|| {
        let outside = panic::take_hook();
        panic::set_hook(Box::new(move |info| match me::current() {
            Some(_) => report(info),
            None => outside(info),
        }));
    });
}

/// Prints the message as `std` does, where others may print before the note.
fn report(info: &PanicHookInfo<'_>) {
    // Others go on before each line of it, and may panic themselves.
    unstable::finish_hook();
    set_reporting(true);
    let site = Location::caller();
    let text = message(info);
    let first = say(site, format!("\nthread {} panicked at {}:\n{text}\n", who(), place(info)));
    world::with(|world| {
        let branch = world.branch();
        let happened = Happened { branch, ..Happened::default() };
        if let Some(place) = info.location() {
            world.record(verb::PANICKED, place, |_| happened);
        }
    });
    if text == IN_CLEANUP {
        say(site, "thread caused non-unwinding panic. aborting.\n".to_owned());
        // There is no way back from here: when the hook returns, so does nobody.
        set_reporting(false);
        let task = me::current_name();
        leave(End::Aborted(format!("{task} panicked while it unwound from another panic")), site);
    }
    if first {
        note(site);
    }
    set_reporting(false);
}

fn set_reporting(reporting: bool) {
    world::with(|world| world.me().map(|me| me.reporting = reporting));
}

/// Prints a panic's message as an operation of its own, unless somebody else is about to add the note to theirs. Whether
/// this one needs it.
fn say(site: Site, text: String) -> bool {
    let mut pending = Pending::new(site);
    pending.awaited = "another panic's message";
    pending.ready = Ready::BetweenPanics;
    announce(pending);
    print(Stream::Stderr, text);
    let first = world::with(|world| {
        let first = world.first_panic == FirstPanic::None;
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

fn place(info: &PanicHookInfo<'_>) -> String {
    info.location().map_or(String::new(), ToString::to_string)
}

fn message<'a>(info: &'a PanicHookInfo<'_>) -> &'a str {
    let payload = info.payload();
    let text = payload.downcast_ref::<&str>().copied();
    text.or_else(|| payload.downcast_ref::<String>().map(String::as_str)).unwrap_or("Box<dyn Any>")
}
