//! Telling all who wait, where only one of them is told.

use crate::code::{Call, Code};
use crate::facts::{Facts, Wait};
use crate::proposal::Proposal;
use answers::Cure;

/// What tells one tells all of them, or one more.
pub fn cures(code: &Code<'_>, facts: &Facts) -> Vec<Cure> {
    let waits = facts.waits.iter().filter_map(|wait| all_of(code, wait)).next();
    let Some(all) = waits else { return Vec::new() };
    let ones: Vec<&Call> = code.calls.iter().filter(|call| code.text(&call.name) == "notify_one").collect();
    let every = |call: &&Call| {
        let line = code.line(call.name.start);
        let help = format!("tell all who wait: `{all}` in line {line}");
        Proposal::default().replace(call.name.clone(), all).cure(code, help)
    };
    let again = |call: &&Call| {
        let statement = code.statement_at(code.place(call.name.start))?;
        let (line, text) = (code.line(call.name.start), format!("{};", code.text(&call.whole)));
        let help = format!("tell one more: `notify_one` twice in line {line}");
        Some(Proposal::default().line_after(code, statement, &text).cure(code, help))
    };
    ones.iter().map(every).chain(ones.iter().filter_map(again)).collect()
}

/// The method that tells all who wait as this one does.
fn all_of(code: &Code<'_>, wait: &Wait) -> Option<&'static str> {
    match code.text(&code.call_at(wait.at)?.name) {
        "notified" => Some("notify_waiters"),
        name if name.starts_with("wait") => Some("notify_all"),
        _ => None,
    }
}
