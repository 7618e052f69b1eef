//! Sleeping without blocking the thread.

use crate::code::{BlockKind, Code};
use crate::facts::{Facts, Place};
use crate::proposal::Proposal;
use answers::Cure;

/// Functions that call each other so deep are followed.
const DEPTH: usize = 3;

/// Has a task sleep as a task does, where it blocks its thread.
pub fn cures(code: &Code<'_>, facts: &Facts) -> Vec<Cure> {
    let mut lines: Vec<u32> = Vec::new();
    let mut all = Proposal::default();
    let sleep = if code.source.contains("trpl::") { "trpl::sleep" } else { "tokio::time::sleep" };
    for place in others_too(code, &facts.blocks) {
        if let Some(proposal) = awaited(code, place, sleep) {
            all = all.and(proposal);
            lines.push(place.line);
        }
    }
    let Some(first) = lines.first() else { return Vec::new() };
    let help = format!("`{sleep}(…).await` in line {first}, which lets others go on meanwhile");
    vec![all.cure(code, help)]
}

/// With the places of other such calls in async functions and blocks, to which nobody has come yet.
fn others_too(code: &Code<'_>, blocks: &[Place]) -> Vec<Place> {
    let names: Vec<&str> =
        blocks.iter().filter_map(|place| Some(code.text(&code.call_at(*place)?.name))).collect();
    let alike = code.calls.iter().filter(|call| names.contains(&code.text(&call.name)));
    let places = alike.map(|call| code.place(call.name.start)).filter(|at| crate::is_async(code.source, *at));
    let known = blocks.iter().filter(|place| !crate::is_async(code.source, **place)).copied();
    let mut all: Vec<Place> = known.chain(places).collect();
    all.sort();
    all.dedup();
    all
}

fn awaited(code: &Code<'_>, place: Place, sleep: &str) -> Option<Proposal> {
    let call = code.call_at(place).filter(|call| code.text(&call.name).ends_with("sleep"))?;
    let proposal = Proposal::default().replace(call.name.clone(), sleep).insert(call.whole.end, ".await");
    made_async(code, code.statement_at(place)?, proposal, DEPTH)
}

/// What is around a statement can wait: it is async, or becomes so, and then who calls it waits too.
pub fn made_async(code: &Code<'_>, statement: usize, proposal: Proposal, depth: usize) -> Option<Proposal> {
    let around = code.around(statement);
    let kind =
        around.iter().map(|block| &code.blocks[*block].kind).find(|kind| **kind != BlockKind::Other)?;
    match kind {
        BlockKind::Captures { is_async: true, .. } | BlockKind::Function { is_async: true, .. } => {
            Some(proposal)
        }
        BlockKind::Function { name, keyword, .. } if depth > 0 && name != "main" => {
            let mut all = proposal.insert(*keyword, "async ");
            for call in code.calls.iter().filter(|call| code.text(&call.name) == name) {
                all = all.insert(call.whole.end, ".await");
                let caller = code.statement_at(code.place(call.whole.start))?;
                all = made_async(code, caller, all, depth - 1)?;
            }
            Some(all)
        }
        _ => None,
    }
}
