//! Sending from a thread or task of its own, where who sends is to receive as well.

use crate::code::Code;
use crate::facts::{Facts, Wait};
use crate::proposal::Proposal;
use answers::Cure;

/// Moves what sends into a channel that is full aside.
pub fn cures(code: &Code<'_>, facts: &Facts) -> Vec<Cure> {
    let full = facts.waits.iter().filter(|wait| wait.awaited == "room in the channel");
    full.filter_map(|wait| of_wait(code, wait)).collect()
}

fn of_wait(code: &Code<'_>, wait: &Wait) -> Option<Cure> {
    let call = code.call_at(wait.at)?;
    let sender = code.text(call.receiver.as_ref()?);
    let sends = code.outermost(code.statement_at(wait.at)?);
    let statement = &code.statements[sends];
    if !statement.binds.is_empty() || statement.is_value {
        return None;
    }
    let (word, before) = if !crate::is_async(code.source, wait.at) {
        ("thread", "std::thread::spawn(move || {")
    } else if code.source.contains("trpl::") {
        ("task", "trpl::spawn_task(async move {")
    } else {
        ("task", "tokio::spawn(async move {")
    };
    let mut proposal = Proposal::default().wrap(code, statement.range.clone(), before, "});");
    let later = code.blocks[statement.block].statements.iter().skip(statement.index + 1);
    let dropped = format!("drop({sender});");
    for drop in later.filter(|later| code.text(&code.statements[**later].range) == dropped) {
        proposal = proposal.replace(code.deleted(*drop), "");
    }
    let line = code.line(statement.range.start);
    let help =
        format!("send from a {word} of its own, from line {line} on, so that others can receive meanwhile");
    Some(proposal.cure(code, help))
}
