//! Something that is wrong, and what helps.

use answers::{Cure, Edit, Trouble};
use serde::Serialize;

/// Something that is wrong, and what helps.
#[derive(Clone, Debug)]
pub struct Hint {
    pub trouble: Trouble,
    /// `None` if nothing that was tried does.
    pub tried: Option<Tried>,
}

/// A change with which the trouble is gone; `explore --json` shows it.
#[derive(Clone, Debug, Serialize)]
pub struct Tried {
    /// What to do, in words.
    pub help: String,
    pub edits: Vec<Edit>,
    /// What the explorer finds then: "1 output, returns".
    pub with_it: String,
}

impl Tried {
    pub(crate) fn new(cure: &Cure, with_it: String) -> Tried {
        Tried { help: cure.help.clone(), edits: cure.edits.clone(), with_it }
    }
}
