//! How a task polls futures: one at a time, or several side by side.

use crate::parts::settings::Polling;
use crate::world;

/// Polls the one future of the running task, which it does again whenever it is woken. Until something in it polls others
/// [beside](poll_beside), to wait for it is like waiting as a thread does, as nobody can tell how often it was polled: not so if the task
/// may be stopped while it waits, or if a poll may do less the longer ago the task waited.
pub fn poll_one<R>(poll: impl FnOnce() -> R) -> R {
    polling(are_polls_ours(), poll)
}

/// Polls a future beside which its task polls others, or does something else.
pub fn poll_beside<R>(poll: impl FnOnce() -> R) -> R {
    polling(false, poll)
}

/// Whether the program leaves it to our libraries to poll futures, so that [`poll_one`] makes a difference.
pub fn are_polls_ours() -> bool {
    world::with(|world| world.settings.polling == Polling::Ours).unwrap_or_default()
}

/// Whether the running task polls one future at a time, and nobody counts how often.
pub fn polls_one() -> bool {
    world::with(|world| world.me().is_some_and(|me| me.polls_one)).unwrap_or_default()
}

fn polling<R>(one: bool, poll: impl FnOnce() -> R) -> R {
    let before = world::with(|world| world.me().map(|me| std::mem::replace(&mut me.polls_one, one)));
    let _restored = Restore(before.flatten().unwrap_or_default());
    poll()
}

struct Restore(bool);

impl Drop for Restore {
    fn drop(&mut self) {
        world::with(|world| world.me().map(|me| me.polls_one = self.0));
    }
}
