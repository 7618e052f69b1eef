//! Reckoning with what may come, where `unwrap` takes it for granted that it does not.

use crate::code::{Call, Code};
use crate::facts::{Facts, Panic};
use crate::proposal::Proposal;
use answers::Cure;

/// For each panic, the first first, something else than `unwrap`.
pub fn cures(code: &Code<'_>, facts: &Facts) -> Vec<Cure> {
    facts.panics.iter().filter_map(|panic| of_panic(code, panic)).collect()
}

fn of_panic(code: &Code<'_>, panic: &Panic) -> Option<Cure> {
    let call = code.call_at(panic.at).filter(|call| ["unwrap", "expect"].contains(&code.text(&call.name)))?;
    let said = |what: &str| panic.message.contains(what);
    if said("SendError") {
        Some(unsent(code, call))
    } else if said("PoisonError") {
        Some(poisoned(code, call))
    } else if said("WouldBlock") || said("TryLockError") || said("Empty") {
        waited(code, call)
    } else {
        None
    }
}

/// Nobody may be left to receive.
fn unsent(code: &Code<'_>, call: &Call) -> Cure {
    let line = code.line(call.name.start);
    let statement = code.statement_at(code.place(call.name.start));
    let alone = statement.filter(|statement| {
        let text = code.text(&code.statements[*statement].range);
        text.trim_end_matches(';') == code.text(&call.whole) && code.is_in_loop(*statement)
    });
    if let (Some(statement), Some(sent)) = (alone, &call.receiver) {
        let indent = code.indent(statement);
        let text = format!("if {}.is_err() {{\n{indent}    break;\n{indent}}}", code.text(sent));
        let proposal = Proposal::default().replace(code.statements[statement].range.clone(), text);
        return proposal.cure(code, format!("stop sending when nobody is left to receive, in line {line}"));
    }
    let proposal = Proposal::default().replace(call.name.start..call.whole.end, "ok()");
    proposal.cure(code, format!("go on when nobody is left to receive: `.ok()` in line {line}"))
}

/// Somebody may have panicked who had the lock.
fn poisoned(code: &Code<'_>, call: &Call) -> Cure {
    let text = "unwrap_or_else(|poisoned| poisoned.into_inner())";
    let proposal = Proposal::default().replace(call.name.start..call.whole.end, text);
    let line = code.line(call.name.start);
    proposal.cure(code, format!("take the value as the panic left it, in line {line}"))
}

/// What is not there yet may come.
fn waited(code: &Code<'_>, call: &Call) -> Option<Cure> {
    let tried = call.receiver.as_ref()?;
    let tries = code.calls.iter().find(|other| other.whole == *tried)?;
    let name = code.text(&tries.name).strip_prefix("try_")?;
    let line = code.line(tries.name.start);
    let mut proposal = Proposal::default().replace(tries.name.clone(), name);
    let is_future =
        crate::is_async(code.source, code.place(tries.name.start)) && !code.source.contains("std::sync");
    if is_future {
        proposal = proposal.insert(tries.whole.end, ".await");
    }
    Some(proposal.cure(code, format!("wait for it: `{name}` in line {line}")))
}
