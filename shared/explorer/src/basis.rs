//! What a search rests on, and why it is not exhaustive.

use crate::bound::Bound;
use crate::search::Found;

/// What a search rests on.
#[derive(Clone, Debug, Default)]
pub(crate) struct Basis {
    /// A sentence each.
    pub rests_on: Vec<String>,
    /// Why it is not exhaustive; `None` if it is.
    pub why_not: Option<String>,
}

impl Found {
    pub fn basis(&self) -> Basis {
        let sentence = |sentence: &std::borrow::Cow<'static, str>| sentence.clone().into_owned();
        // Where others have a hand in it, two runs may differ without a mistake of the explorer's.
        let is_told = |bound: &&Bound| **bound != Bound::Confusion || self.knowledge.not_followed.is_empty();
        let bounds = self.bounds.iter().filter(is_told).map(ToString::to_string);
        let why_not: Vec<String> = bounds.chain(self.knowledge.not_followed.iter().map(sentence)).collect();
        Basis {
            rests_on: self.knowledge.rests_on.iter().map(sentence).collect(),
            why_not: (!why_not.is_empty()).then(|| why_not.join("; ")),
        }
    }
}
