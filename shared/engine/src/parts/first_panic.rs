//! The first panic of a process.

/// How far the first panic of the process has been told: it alone comes with a note, and no other comes between.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub(crate) enum FirstPanic {
    #[default]
    None,
    /// Its message, and not yet the note.
    Reported,
    Noted,
}
