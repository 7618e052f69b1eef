//! Counting up to where there is something.

use crate::code::Code;
use crate::facts::{Facts, Panic};
use crate::proposal::Proposal;
use answers::Cure;
use std::ops::Range;

/// A loop that counts up to a length ends before it.
pub fn cures(code: &Code<'_>, facts: &Facts) -> Vec<Cure> {
    facts.panics.iter().filter_map(|panic| of_panic(code, panic)).collect()
}

fn of_panic(code: &Code<'_>, panic: &Panic) -> Option<Cure> {
    if !panic.message.contains("out of bounds") {
        return None;
    }
    let within = code.around(code.statement_at(panic.at)?);
    let loops = within.iter().filter_map(|block| code.blocks[*block].within.map(|outer| (outer, *block)));
    let (loop_, dots) = loops.filter_map(|(outer, block)| Some((outer, dots(code, outer, block)?))).next()?;
    let line = code.line(code.statements[loop_].range.start);
    let proposal = Proposal::default().replace(dots, "..");
    Some(proposal.cure(code, format!("the length itself is no index: `..` in line {line}")))
}

/// The `..=` of a loop that goes up to a length.
fn dots(code: &Code<'_>, outer: usize, block: usize) -> Option<Range<usize>> {
    let header = code.statements[outer].range.start..code.blocks[block].range.start;
    let text = code.text(&header);
    let at = header.start + text.find("..=")?;
    text.trim_end().ends_with(".len()").then_some(at..at + "..=".len())
}
