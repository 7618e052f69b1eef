//! Changing who does something first, where what comes later in the same block has to come before.

use crate::code::Code;
use crate::facts::{Facts, Panic};
use crate::proposal::Proposal;
use answers::Cure;

/// Who panics had better waited for threads and tasks for which it waits later anyway.
pub fn cures(code: &Code<'_>, facts: &Facts) -> Vec<Cure> {
    facts.panics.last().into_iter().flat_map(|panic| joined_before(code, panic)).collect()
}

fn joined_before(code: &Code<'_>, panic: &Panic) -> Vec<Cure> {
    let Some(panics) = code.statement_at(panic.at) else { return Vec::new() };
    let panics = code.outermost(panics);
    let statement = &code.statements[panics];
    let binds = |name: &String| statement.binds.iter().any(|binding| binding.name == *name);
    let later = &code.blocks[statement.block].statements[statement.index + 1..];
    let joins = |later: &&usize| {
        let later = &code.statements[**later];
        let text = code.text(&later.range);
        let waits = text.contains(".join()") || text.contains(".await");
        waits && later.binds.is_empty() && !later.is_value && !later.mentions.iter().any(binds)
    };
    let one = |joined: &usize| {
        let range = &code.statements[*joined].range;
        let (line, before) = (code.line(range.start), code.line(statement.range.start));
        let proposal = Proposal::default().move_before(code, *joined, panics, &[]);
        proposal.cure(code, format!("wait for the others first: move line {line} to before line {before}"))
    };
    later.iter().filter(joins).map(one).collect()
}
