//! What is done before a panic unwinds.

use crate::sync::RwLock;
use ::std::mem::{ManuallyDrop, take};
use ::std::panic::PanicHookInfo;
use ::std::sync::PoisonError;

type Tell = Box<dyn Fn(&PanicHookInfo<'_>) + Sync + Send + 'static>;

#[derive(Default)]
enum Hook {
    #[default]
    Default,
    Custom(Tell),
}

::std::thread_local! {
    // Programs that are explored at the same time have one each. What the last one leaves there is out of everybody's reach.
    static HOOK: ManuallyDrop<RwLock<Hook>> = const { ManuallyDrop::new(RwLock::new(Hook::Default)) };
}

/// As `std::panic::set_hook`.
///
/// # Panics
/// In a thread that panics.
#[track_caller]
pub fn set_hook(hook: Box<dyn Fn(&PanicHookInfo<'_>) + Sync + Send + 'static>) {
    drop(replace(Hook::Custom(hook)));
}

/// As `std::panic::take_hook`.
///
/// # Panics
/// In a thread that panics.
#[track_caller]
#[must_use]
pub fn take_hook() -> Box<dyn Fn(&PanicHookInfo<'_>) + Sync + Send + 'static> {
    match replace(Hook::Default) {
        Hook::Default => Box::new(engine::default_hook),
        Hook::Custom(hook) => hook,
    }
}

#[track_caller]
fn replace(hook: Hook) -> Hook {
    assert!(!::std::thread::panicking(), "cannot modify the panic hook from a panicking thread");
    engine::hook(tell);
    HOOK.with(|place| {
        let mut place = place.write().unwrap_or_else(PoisonError::into_inner);
        let before = take(&mut *place);
        *place = hook;
        before
    })
}

/// Nobody sets another hook before this one is done.
fn tell(info: &PanicHookInfo<'_>) {
    HOOK.with(|hook| match &*hook.read().unwrap_or_else(PoisonError::into_inner) {
        Hook::Default => engine::default_hook(info),
        Hook::Custom(tell) => tell(info),
    });
}
