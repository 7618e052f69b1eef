//! The file of the program.

use engine::Event;

/// The file of the program.
#[derive(Clone, Copy, Debug)]
pub struct Source {
    /// Its path, as the compiler calls it.
    pub path: &'static str,
    pub text: &'static str,
}

impl Source {
    /// The line of the program where an event happens; 0 if there is none. Some events only have the line of something that
    /// they are about, and some happen at a line of our `std`, such as the lock that is taken to show what is in it.
    pub(crate) fn line_of(&self, event: &Event) -> u32 {
        const WITHOUT: [&str; 5] =
            ["exited", "ended", "was dropped", "dropped a sender of", "dropped the receiver of"];
        let is_at_one = event.file == self.path && !WITHOUT.contains(&event.what.as_str());
        if is_at_one { event.line } else { 0 }
    }
}
