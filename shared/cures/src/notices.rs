//! Not missing what is told to whoever waits.

use crate::code::Code;
use crate::facts::{Facts, Place};
use crate::proposal::Proposal;
use answers::Cure;
use std::ops::Range;

/// A notice that is kept for who comes later.
pub fn kept(code: &Code<'_>, missed: Place) -> Option<Cure> {
    let call = code.call_at(missed).filter(|call| code.text(&call.name) == "notify_waiters")?;
    let line = code.line(call.name.start);
    let help = format!("`notify_one` in line {line}: it is kept for who waits later");
    Some(Proposal::default().replace(call.name.clone(), "notify_one").cure(code, help))
}

/// Who looks whether there is anything to wait for asks for the notice before that: from then on it is kept.
pub fn asked_for_first(code: &Code<'_>, waits: Place) -> Option<Cure> {
    let call = code.call_at(waits).filter(|call| code.text(&call.name) == "notified")?;
    let block = &code.blocks[code.statements[code.statement_at(waits)?].block];
    let outer = block.within?;
    let text = code.text(&code.statements[outer].range);
    let asked = format!("let notified = {};", code.text(&call.whole));
    let proposal = Proposal::default().replace(call.whole.clone(), "notified");
    let proposal = if text.starts_with("if ") {
        proposal.line_before(code, outer, &asked)
    } else if let Some(header) = text.strip_prefix("while ").filter(|_| !text.starts_with("while let")) {
        let start = code.statements[outer].range.start;
        let condition = header[..block.range.start - start - "while ".len()].trim();
        let indent = code.indent(outer);
        let stops = match condition.strip_prefix('!') {
            Some(condition) if !condition.contains(' ') => condition.to_owned(),
            _ => format!("!({condition})"),
        };
        let text = format!(
            "loop {{\n{indent}    {asked}\n{indent}    if {stops} {{\n{indent}        break;\n{indent}    }}"
        );
        proposal.replace(start..block.range.start + 1, text)
    } else if text.starts_with("loop") {
        proposal.line_before(code, *block.statements.first()?, &asked)
    } else {
        return None;
    };
    let line = code.line(code.statements[outer].range.start);
    Some(proposal.cure(code, format!("ask for the notification before looking, in line {line}")))
}

/// Who is woken looks again whether there is what it waits for.
pub fn looked_for_again(code: &Code<'_>, facts: &Facts) -> Vec<Cure> {
    if facts.panics.is_empty() && facts.waits.is_empty() {
        return Vec::new();
    }
    let waits = code.calls.iter().filter(|call| code.text(&call.name) == "wait" && call.arguments.len() == 1);
    let ifs = waits.filter_map(|call| {
        let statement = code.statement_at(code.place(call.name.start))?;
        let block = &code.blocks[code.statements[statement].block];
        let outer = &code.statements[block.within?].range;
        let is_if = code.text(outer).starts_with("if ") && block.range.end == outer.end;
        is_if.then(|| (outer.start..outer.start + "if".len(), code.line(outer.start)))
    });
    let cure = |(word, line): (Range<usize>, u32)| {
        let help = format!("look again after waiting: `while` in line {line}");
        Proposal::default().replace(word, "while").cure(code, help)
    };
    ifs.map(cure).collect()
}
