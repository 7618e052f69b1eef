//! Whether a trouble is gone.

use answers::{Ending, Kind, Outcome, Output, Trouble};

/// A trouble is gone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gone {
    /// What there is to say of the program then: "1 output, returns".
    pub with_it: String,
    /// Whether it can print what it could not print before, when it returned.
    pub is_new: bool,
}

/// What there is to say of a program with which a trouble is gone; `None` if it is not.
pub fn gone(trouble: &Trouble, before: &Outcome, after: &Outcome) -> Option<Gone> {
    let is_back = after.troubles.iter().any(|other| other.kind == trouble.kind);
    if is_back || !returns(after) || !is_better(trouble, before, after) {
        return None;
    }
    let news = match trouble.kind {
        Kind::Hang | Kind::Panic => news(before, after),
        _ => 0,
    };
    let said = match news {
        0 => String::new(),
        1 => "; one of them is new".to_owned(),
        news => format!("; {news} of them are new"),
    };
    Some(Gone { with_it: all_return(after) + &said, is_new: news > 0 })
}

/// Whether all outputs return, and these are all.
pub fn returns(after: &Outcome) -> bool {
    after.why_not.is_none() && !after.outputs.is_empty() && after.outputs.iter().all(Output::returns)
}

/// "1 output, returns".
pub fn all_return(after: &Outcome) -> String {
    match after.count {
        1 => "1 output, returns".to_owned(),
        _ => format!("{} outputs, all return", after.counted()),
    }
}

fn is_better(trouble: &Trouble, before: &Outcome, after: &Outcome) -> bool {
    let had = trouble.outputs.first().and_then(|output| before.outputs.get(*output));
    match trouble.kind {
        // A change that leaves something undone is none.
        Kind::Hang | Kind::Panic => had.is_none_or(|had| after.outputs.iter().any(|one| has_all(one, had))),
        Kind::Blocks => true,
        Kind::BlocksItself | Kind::NeverPolled | Kind::LostMessage => !is_same(before, after),
        // Whoever loses nothing any more has fewer outputs, and none that it did not have.
        Kind::Outdated | Kind::LeftBehind => after.count < before.count && news(before, after) == 0,
    }
}

/// How many outputs were none before, as far as all of these are known that return.
fn news(before: &Outcome, after: &Outcome) -> usize {
    let returned: Vec<&Output> = before.outputs.iter().filter(|output| output.returns()).collect();
    if returned.is_empty() || before.count > before.outputs.len() as u128 {
        return 0;
    }
    let is_new = |one: &&Output| !returned.iter().any(|other| other.texts() == one.texts());
    after.outputs.iter().filter(is_new).count()
}

/// Whether a run prints all that another one did.
fn has_all(one: &Output, other: &Output) -> bool {
    let mut texts = one.texts();
    other.texts().iter().all(|text| {
        let place = texts.iter().position(|own| own == text);
        place.map(|place| texts.swap_remove(place)).is_some()
    })
}

/// Whether two programs print the same at the same times.
fn is_same(one: &Outcome, other: &Outcome) -> bool {
    let shown = |output: &Output| {
        let lines: Vec<(u64, String)> = output.stdout().map(|line| (line.ms, line.text.clone())).collect();
        (output.end, lines)
    };
    let all = |outcome: &Outcome| outcome.outputs.iter().map(shown).collect::<Vec<(Ending, _)>>();
    all(one) == all(other)
}
