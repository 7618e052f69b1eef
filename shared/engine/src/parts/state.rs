//! The states of what tasks share.

use crate::parts::holder::Holder;
use crate::parts::keeper::Keeper;
use crate::parts::place::Place;
use crate::parts::site::Site;
use crate::parts::task_id::TaskId;
use std::any::Any;
use std::time::Duration;

/// The part of a shared object that decides who can go on: who holds a lock, how many messages wait. The program's
/// own data does not belong here.
pub trait State: Any + Clone {
    /// A hash of everything that an operation could observe.
    fn digest(&self) -> u64;

    /// A sentence about a task that can't go on for this object's sake.
    fn waiting(&self, wait: &Wait<'_>) -> String {
        wait.sentence()
    }

    /// What keeps something that is awaited from coming; the object was made there.
    fn keepers(&self, _awaited: &str, _made: Site) -> Vec<Keeper> {
        Vec::new()
    }

    /// When it comes by itself, in virtual time, if it is a time that is awaited; told, and never acted upon.
    fn until(&self) -> Option<Duration> {
        None
    }
}

/// A task that waits.
pub struct Wait<'a> {
    /// Its name.
    pub task: &'a str,
    /// What for: "a message".
    pub awaited: &'a str,
    /// The line at which it waits.
    pub line: Place,
    /// The line that made what it waits for.
    pub made: Place,
    /// Nobody can go on any more.
    pub for_ever: bool,
    /// Names of other tasks.
    pub name_of: &'a dyn Fn(TaskId) -> String,
    /// Names of holders; one that waits for what it holds is "itself".
    pub name_of_holder: &'a dyn Fn(&Holder) -> String,
}

impl Wait<'_> {
    /// "thread 1 waits at line 8 for room in the channel made at line 5".
    pub fn sentence_of_made(&self) -> String {
        format!("{} waits at line {} for {} made at line {}", self.task, self.line, self.awaited, self.made)
    }

    /// "main waits for a message at line 22".
    pub fn sentence(&self) -> String {
        format!("{} waits for {} at line {}", self.task, self.awaited, self.line)
    }

    /// What there is to say only when nobody can go on any more; empty otherwise.
    pub fn in_the_end<'a>(&self, words: &'a str) -> &'a str {
        if self.for_ever { words } else { "" }
    }
}

/// [`State`] behind a pointer.
pub(crate) trait AnyState: Any {
    fn digest(&self) -> u64;
    fn waiting(&self, wait: &Wait<'_>) -> String;
    fn keepers(&self, awaited: &str, made: Site) -> Vec<Keeper>;
    fn until(&self) -> Option<Duration>;
}

impl<S: State> AnyState for S {
    fn digest(&self) -> u64 {
        State::digest(self)
    }

    fn waiting(&self, wait: &Wait<'_>) -> String {
        State::waiting(self, wait)
    }

    fn keepers(&self, awaited: &str, made: Site) -> Vec<Keeper> {
        State::keepers(self, awaited, made)
    }

    fn until(&self) -> Option<Duration> {
        State::until(self)
    }
}
