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
    // A message that could not be sent is all that some channels give back.
    let calls = |name: &str| {
        let receiver = call.receiver.as_ref();
        receiver
            .is_some_and(|whole| code.calls.iter().any(|c| c.whole == *whole && code.text(&c.name) == name))
    };
    if said("SendError") || calls("send") {
        Some(unsent(code, call))
    } else if said("RecvError") {
        unreceived(code, call, "Ok")
    } else if said("`Option::unwrap()` on a `None`") && receives(code, call) {
        unreceived(code, call, "Some")
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

/// Whether what is unwrapped is a message, or none.
fn receives(code: &Code<'_>, call: &Call) -> bool {
    let text = call.receiver.as_ref().map(|receiver| code.text(receiver)).unwrap_or_default();
    [".recv()", ".next()"].iter().any(|end| text.trim_end_matches(".await").trim_end().ends_with(end))
}

/// Nobody may be left to send; `there` is the pattern of a message that came.
fn unreceived(code: &Code<'_>, call: &Call, there: &str) -> Option<Cure> {
    let received = code.text(call.receiver.as_ref()?);
    let line = code.line(call.name.start);
    let statement = code.statement_at(code.place(call.name.start))?;
    let (way_out, what) = if code.is_in_loop(statement) { ("break", "stop") } else { ("return", "return") };
    let indent = code.indent(statement);
    let otherwise = format!("else {{\n{indent}    {way_out};\n{indent}}};");
    let bound = &code.statements[statement];
    let is_all = code.text(&bound.range).ends_with(&format!("= {};", code.text(&call.whole)));
    let proposal = match &bound.binds[..] {
        [binding] if is_all => {
            let is_mut = if binding.is_mut { "mut " } else { "" };
            let text = format!("let {there}({is_mut}{}) = {received} {otherwise}", binding.name);
            Proposal::default().replace(bound.range.clone(), text)
        }
        _ => Proposal::default()
            .line_before(code, statement, &format!("let {there}(message) = {received} {otherwise}"))
            .replace(call.whole.clone(), "message"),
    };
    Some(proposal.cure(code, format!("{what} when nobody is left to send, in line {line}")))
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
