//! Panics of the program: their message is output of the program, not of ours.

use crate::act::{self, print};
use crate::event::Stream;
use crate::happened::Happened;
use crate::me;
use crate::task::Kind;
use crate::world;
use std::panic::{self, PanicHookInfo};
use std::sync::Once;

static INSTALLED: Once = Once::new();

/// Puts our hook before the process's, which goes on serving panics outside of executions.
pub(crate) fn install_hook() {
    INSTALLED.call_once(|| {
        let outside = panic::take_hook();
        panic::set_hook(Box::new(move |info| match world::with(|world| world.stamp) {
            Some(_) => report(info),
            None => outside(info),
        }));
    });
}

/// Prints the message as `std` does, and sees to it that the next execution can be interrupted just before it.
fn report(info: &PanicHookInfo<'_>) {
    let found = world::with(|world| {
        let me = world.me()?;
        let (history, id) = (me.history, me.id);
        let name = match (me.named, me.kind) {
            (true, _) => me.name.clone(),
            (false, Kind::Thread) => "<unnamed>".to_owned(),
            (false, Kind::Task | Kind::Driver) => "tokio-rt-worker".to_owned(),
        };
        let again = std::mem::replace(&mut me.unwinding, true);
        let first = !std::mem::replace(&mut world.panicked, true);
        if world.knowledge.panics.insert(history) {
            world.learned = true;
        }
        Some((name, id, first, again))
    });
    let Some((name, id, first, again)) = found.flatten() else { return };
    if again {
        // `std` would abort the process when this hook returns, and us with it.
        let task = me::current_name();
        act::refuse(&format!(
            "{task} panics while it unwinds from a panic, which aborts the process: that is not modelled"
        ));
    }
    let number = id.number();
    if let Some(place) = info.location() {
        world::with(|world| {
            let branch = world.branch();
            world.record("panicked", place, |_| Happened { branch, ..Happened::default() });
        });
    }
    let payload = info.payload();
    let text = payload
        .downcast_ref::<&str>()
        .copied()
        .or_else(|| payload.downcast_ref::<String>().map(String::as_str))
        .unwrap_or("Box<dyn Any>");
    let place = info.location().map_or(String::new(), ToString::to_string);
    let note = if first {
        "note: run with `RUST_BACKTRACE=1` environment variable to display a backtrace\n"
    } else {
        ""
    };
    print(Stream::Stderr, format!("\nthread '{name}' ({number}) panicked at {place}:\n{text}\n{note}"));
}
