//! How an execution ended.

/// How an execution ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum End {
    /// The process ended with this code: `main` returned, or somebody called `process::exit`.
    Exited(i32),
    /// `main` panicked, which ends the process with code 101.
    Panicked,
    /// The process was aborted: a sentence says by what.
    Aborted(String),
    /// Nothing can run and no timer is set: a sentence for each waiting task.
    Hangs(Vec<String>),
    /// It had not ended within the bound that is named.
    StillRunning(&'static str),
    /// It came to something that does not end by itself, which the sentence names.
    GivenUp(String),
    /// It did something that is not modelled; the sentence names it.
    Refused(String),
    /// The scheduler stopped it.
    Stopped,
    /// The scheduler picked a move that was not on offer: the program did something else than the last time.
    Diverged,
    /// Something about the program came to light that changes where it must be interruptible ([`crate::Knowledge`]):
    /// the execution counts for nothing and must be repeated.
    Learned,
}
