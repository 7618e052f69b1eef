//! What would end the whole process, the explorer's too, or what nothing inside of it could end.

/// What somebody outside of the process has seen a task come to, with a sentence for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fatal {
    /// The process is brought down.
    Aborts(String),
    /// The process has to be stopped there.
    Stops(String),
    /// The task never comes to another operation; others go on.
    Stays(String),
}
