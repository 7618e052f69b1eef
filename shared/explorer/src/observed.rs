//! What somebody saw of a program's output.

use answers::Extent;
use engine::End;
use screen::{Ended, Text};

/// What somebody saw of a program's output.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Observed {
    /// As a terminal shows it: standard output and standard error as they came, or standard output alone, with or without
    /// what others wrote around it.
    pub text: String,
    /// Whether there may have been more.
    pub extent: Extent,
}

/// Whether a text that says this of the program's end may stop here, though the program goes on.
pub(crate) fn may_stop(extent: Extent, said: Option<Ended>) -> bool {
    extent == Extent::CutOff && matches!(said, None | Some(Ended::Stopped))
}

/// Whether a program that ended so can be said to have ended so.
pub(crate) fn agrees(said: Option<Ended>, end: &End) -> bool {
    match (said, end) {
        (_, End::StillRunning(_)) => false,
        (None | Some(Ended::Stopped), _) => true,
        (Some(Ended::Code(said)), End::Exited(code)) => said & 0xff == i64::from(*code) & 0xff,
        (Some(Ended::Code(said)), End::Panicked) => said == 101,
        (Some(Ended::Aborted), End::Aborted(_)) => true,
        _ => false,
    }
}

/// Whether somebody stopped the program, so that it did not come to an end.
pub(crate) fn was_stopped(text: &Text) -> bool {
    text.lines.iter().any(|line| line.ended == Some(Ended::Stopped))
}
