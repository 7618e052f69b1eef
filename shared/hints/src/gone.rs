//! Whether a trouble is gone.

use answers::{NEVER_POLLED, Outcome, Output, Trouble};

/// What there is to say of a program with which a trouble is gone; `None` if it is not.
pub fn gone(trouble: &Trouble, before: &Outcome, after: &Outcome) -> Option<String> {
    let is_back = after.troubles.iter().any(|other| other.title == trouble.title);
    let ends_well = after.outputs.iter().all(Output::returns) && !after.outputs.is_empty();
    let had = trouble.outputs.first().and_then(|output| before.outputs.get(*output));
    let keeps_lines = had.is_none_or(|had| !had.hangs() || after.outputs.iter().any(|one| has_all(one, had)));
    let is_other = trouble.title != NEVER_POLLED || !is_same(before, after);
    // Whoever loses nothing any more has fewer outputs.
    let is_surprise = had.is_some_and(Output::returns) && trouble.title != NEVER_POLLED;
    let is_surer = !is_surprise || after.count <= before.count;
    let is_gone = after.why_not.is_none() && ends_well && !is_back && keeps_lines && is_other && is_surer;
    is_gone.then(|| match after.count {
        1 => "1 output, returns".to_owned(),
        _ => format!("{} outputs, all return", after.counted()),
    })
}

/// Whether a run prints all that another one did: a change that leaves something undone is none.
fn has_all(one: &Output, other: &Output) -> bool {
    let mut texts = one.texts();
    other.texts().iter().all(|text| {
        let place = texts.iter().position(|own| own == text);
        place.map(|place| texts.swap_remove(place)).is_some()
    })
}

fn is_same(one: &Outcome, other: &Outcome) -> bool {
    let texts = |outcome: &Outcome| {
        outcome.outputs.iter().map(|output| (output.end, output.texts().join("\n"))).collect::<Vec<_>>()
    };
    texts(one) == texts(other)
}
