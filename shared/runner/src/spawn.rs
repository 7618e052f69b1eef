//! Starting a process with limits of its own.

use std::io;
use std::process::{Child, Command};

use crate::mark::Mark;
use crate::memory::Memory;

/// What the system is to know about a process, and about all that it starts.
#[derive(Clone, Copy, Debug, Default)]
pub struct Limits {
    pub mark: Option<Mark>,
    pub memory: Option<Memory>,
}

#[cfg(unix)]
pub use unix::spawn;

#[cfg(not(unix))]
pub fn spawn(command: &mut Command, _: Limits) -> io::Result<Child> {
    command.spawn()
}

#[cfg(unix)]
mod unix {
    use std::sync::{Mutex, PoisonError};

    use nix::sys::resource::{Resource, getrlimit, setrlimit};

    use super::*;

    /// A child is born with its parent's limits. So they are ours for a moment, in which nobody else may start a child.
    static BIRTHS: Mutex<()> = Mutex::new(());

    pub fn spawn(command: &mut Command, limits: Limits) -> io::Result<Child> {
        let _alone = BIRTHS.lock().unwrap_or_else(PoisonError::into_inner);
        let _memory = limits.memory.map(|memory| Lowered::to(Resource::RLIMIT_DATA, memory.at_once()));
        let _mark = limits.mark.map(marked);
        command.spawn()
    }

    #[cfg(target_os = "linux")]
    fn marked(mark: Mark) -> Lowered {
        Lowered::to(Resource::RLIMIT_LOCKS, mark.value())
    }

    /// Nobody could read it.
    #[cfg(not(target_os = "linux"))]
    fn marked(_: Mark) {}

    /// One of our own limits, till this is dropped. Where it can't be changed, all is well as long as programs behave.
    struct Lowered {
        resource: Resource,
        before: Option<(u64, u64)>,
    }

    impl Lowered {
        fn to(resource: Resource, value: u64) -> Lowered {
            let before = getrlimit(resource).ok();
            if let Some((soft, hard)) = before {
                let _ = setrlimit(resource, value.min(soft), hard);
            }
            Lowered { resource, before }
        }
    }

    impl Drop for Lowered {
        fn drop(&mut self) {
            if let Some((soft, hard)) = self.before {
                let _ = setrlimit(self.resource, soft, hard);
            }
        }
    }
}
