//! Threads that others than the program have started, and that run its code.

use crate::mouth::Mouth;
use answers::Answer;
use engine::Site;
use std::sync::{Arc, OnceLock};

static MOUTH: OnceLock<Arc<Mouth>> = OnceLock::new();

/// Ends the process as soon as such a thread does something that others could notice.
pub(crate) fn refuse(mouth: Arc<Mouth>) {
    let _ = MOUTH.set(mouth);
    engine::beware_of_strangers(stranger);
}

fn stranger(site: Site) {
    let Some(mouth) = MOUTH.get() else { return };
    mouth.say(&Answer::Refused(format!(
        "a thread that a dependency has started runs line {} of {}; the explorer follows only threads that are started with `std`, \
         and tasks",
        site.line(),
        site.file()
    )));
    std::process::exit(0)
}
