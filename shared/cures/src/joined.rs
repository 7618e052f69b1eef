//! Waiting for the end of what was started.

use crate::code::{Binding, Code};
use crate::facts::{Facts, Place};
use crate::proposal::Proposal;
use answers::Cure;

/// Keeps the handle of what was not done when the program ended, and waits for its end at the end of the block.
pub fn cures(code: &Code<'_>, facts: &Facts) -> Vec<Cure> {
    let found = facts.left.iter().enumerate();
    let all: Vec<(Proposal, u32)> = found.filter_map(|(n, place)| joined(code, *place, n + 1)).collect();
    if all.is_empty() || all.len() < facts.left.len() {
        return Vec::new();
    }
    let lines: Vec<String> = all.iter().map(|(_, line)| line.to_string()).collect();
    let lines = match lines.as_slice() {
        [one] => format!("line {one}"),
        several => format!("lines {}", several.join(" and ")),
    };
    let proposal = all.into_iter().fold(Proposal::default(), |all, (one, _)| all.and(one));
    vec![proposal.cure(code, format!("wait for the end of what {lines} started"))]
}

/// What keeps the handle of what is started there, the nth such, and the line of that.
fn joined(code: &Code<'_>, place: Place, n: usize) -> Option<(Proposal, u32)> {
    let call = code.call_at(place)?;
    let statement = code.statement_at(place)?;
    let joins = if crate::is_async(code.source, place) && !code.text(&call.name).contains("thread") {
        ".await.unwrap();"
    } else {
        ".join().unwrap();"
    };
    let one = |name: &str| format!("{name}{joins}");
    let each = |name: &str| format!("for handle in {name} {{\n    handle{joins}\n}}");
    let own = &code.statements[statement];
    let line = code.line(call.whole.start);
    let text = code.text(&own.range);
    let is_whole = text.trim_end_matches(';') == code.text(&call.whole);
    let proposal = Proposal::default();
    let name = |name: &str| {
        let is_taken = code.statements.iter().any(|other| other.mentions.contains(name));
        if n == 1 && !is_taken { name.to_owned() } else { format!("{name}_{line}") }
    };
    let found = if let Some(bound) = collected(code, statement) {
        at_end(code, proposal, bound, &each(&code.statements[bound].binds[0].name))
    } else if let Some((bound, Binding { name, .. })) = code.bound_at(place) {
        let is_handle =
            code.text(&code.statements[bound].range).trim_end_matches(';').ends_with(code.text(&call.whole));
        let last = if is_handle { one(name) } else { each(name) };
        at_end(code, proposal, bound, &last)
    } else if is_whole && code.is_in_loop(statement) {
        let outer = code.outermost(statement);
        let handles = name("handles");
        let proposal = proposal
            .line_before(code, outer, &format!("let mut {handles} = Vec::new();"))
            .insert(call.whole.start, format!("{handles}.push("))
            .insert(call.whole.end, ")");
        let proposal = if own.is_value { proposal.insert(own.range.end, ";") } else { proposal };
        at_end(code, proposal, outer, &each(&handles))
    } else if is_whole && !own.is_value {
        let handle = name("handle");
        let proposal = proposal.insert(own.range.start, format!("let {handle} = "));
        at_end(code, proposal, statement, &one(&handle))
    } else {
        let pushed = code.calls.iter().find(|outer| outer.arguments.contains(&call.whole))?;
        let collection = code.text(pushed.receiver.as_ref().filter(|_| code.text(&pushed.name) == "push")?);
        at_end(code, proposal, code.binds(collection, statement)?, &each(collection))
    };
    Some((found, line))
}

/// What binds a collection of what a closure gives whose only statement this is.
fn collected(code: &Code<'_>, statement: usize) -> Option<usize> {
    let bound = code.blocks[code.statements[code.outermost(statement)].block].within?;
    let is_collected = code.text(&code.statements[bound].range).contains(".collect()");
    (is_collected && code.statements[bound].binds.len() == 1).then_some(bound)
}

/// Puts lines at the end of the block of a statement.
fn at_end(code: &Code<'_>, proposal: Proposal, statement: usize, lines: &str) -> Proposal {
    let block = &code.blocks[code.statements[statement].block];
    let last = *block.statements.last().expect("a block of a statement has one");
    let lines = lines.replace('\n', &format!("\n{}", code.indent(last)));
    if code.statements[last].is_value {
        proposal.line_before(code, last, &lines)
    } else {
        proposal.line_after(code, last, &lines)
    }
}
