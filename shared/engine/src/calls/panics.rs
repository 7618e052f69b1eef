//! Panics of the program.

use crate::calls::announce::announce;
use crate::calls::default_hook::{IN_CLEANUP, default_hook, message, place};
use crate::calls::facts::{is_known, learn_fact};
use crate::calls::learn::settle;
use crate::calls::leave::leave;
use crate::calls::me;
use crate::calls::print::print;
use crate::calls::suspend::Over;
use crate::parts::end::End;
use crate::parts::event::Stream;
use crate::parts::happened::Happened;
use crate::parts::pending::Pending;
use crate::parts::site::Site;
use crate::parts::task::Hook;
use crate::parts::verb;
use crate::world;
use std::panic::{self, AssertUnwindSafe, Location, PanicHookInfo, catch_unwind, resume_unwind};
use std::sync::{Once, OnceLock};

static INSTALLED: Once = Once::new();

/// What tells of a panic.
pub type Tell = fn(&PanicHookInfo<'_>);

/// Where the program may have put a hook of its own.
static HOOK: OnceLock<Tell> = OnceLock::new();

const FACT: &str = "panic hooks are set";
/// It is no fact about a place.
const ANYWHERE: Site = Location::caller();

/// What `std` says when it can't unwind.
const NO_UNWINDING: &str = "thread caused non-unwinding panic. aborting.\n";

/// What `std` says when the hook panics.
const IN_HOOK: &str = "thread panicked while processing panic. aborting.\n";

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

/// Has the program's panics told by this instead of by [`default_hook`].
pub fn hook(tell: Tell) {
    HOOK.get_or_init(|| tell);
    learn_fact(FACT, ANYWHERE);
}

/// Does what `std` does before a panic unwinds.
fn report(info: &PanicHookInfo<'_>) {
    // Others go on before each line of it, and may panic themselves.
    unstable::finish_hook();
    let site = Location::caller();
    if enter(Hook::Inside) != Some(Hook::Outside) {
        let text = info.payload().downcast_ref::<&str>().copied().unwrap_or_default();
        let text = format!("panicked at {}:\n{text}\n{IN_HOOK}", place(info));
        abort(text, "in the panic hook", site);
    }
    record(info);
    let tell = HOOK.get().filter(|_| is_known(FACT, ANYWHERE)).copied().unwrap_or(default_hook);
    match catch_unwind(AssertUnwindSafe(|| tell(info))) {
        Err(payload) if !payload.is::<Over>() => resume_unwind(payload),
        _ => {}
    }
    if message(info) == IN_CLEANUP {
        // There is no way back from here: when the hook returns, so does nobody.
        abort(NO_UNWINDING.to_owned(), "while it unwound from another panic", site);
    }
    enter(Hook::Outside);
}

/// Where the running task is from now on, and where it was.
fn enter(hook: Hook) -> Option<Hook> {
    world::with(|world| Some(std::mem::replace(&mut world.me()?.hook, hook))).flatten()
}

/// The process comes to its end in the middle of a panic.
fn abort(text: String, when: &str, site: Site) -> ! {
    announce(Pending::new(site));
    print(Stream::Stderr, text);
    settle(verb::SAID, None, site, 0);
    leave(End::Aborted(format!("{} panicked {when}", me::current_name())), site)
}

fn record(info: &PanicHookInfo<'_>) {
    world::with(|world| {
        let branch = world.branch();
        let happened = Happened { branch, ..Happened::default() };
        if let Some(place) = info.location() {
            world.record(verb::PANICKED, place, |_| happened);
        }
    });
}
