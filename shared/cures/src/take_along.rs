//! Moving a sender into the block that sends, so that it is dropped at the block's end.

use crate::code::{BlockKind, Code};
use crate::facts::Facts;
use crate::let_go::{Owner, owners};
use crate::proposal::Proposal;
use answers::Cure;

/// Writes `move` before closures and async blocks that use a sender which keeps a receiver waiting.
pub fn cures(code: &Code<'_>, facts: &Facts) -> Vec<Cure> {
    let owners: Vec<Owner> = facts.senders().into_iter().flat_map(|made| owners(code, made)).collect();
    let mut all: Vec<(usize, &str)> = owners
        .iter()
        .flat_map(|owner| users(code, owner).into_iter().map(|block| (block, owner.name.as_str())))
        .collect();
    all.sort_unstable();
    all.dedup();
    let mut cures = Vec::new();
    if let [first, .., last] = all.as_slice() {
        let is_shared = |(block, name): &(usize, &str)| all.iter().any(|(b, n)| b > block && n == name);
        let together = all.iter().fold(Proposal::default(), |proposal, user| {
            let (block, name) = *user;
            let cloned = if is_shared(user) { cloned(code, proposal, block, name) } else { proposal };
            moves(code, cloned, block)
        });
        let lines = format!("lines {} and {}", line(code, first.0), line(code, last.0));
        let how = if all.iter().any(is_shared) { ", each with one of its own" } else { "" };
        let help =
            format!("`move` the senders into the blocks of {lines}{how}, which drop them at their ends");
        cures.push(together.cure(code, help));
    }
    cures.extend(all.iter().map(|(block, name)| {
        let (word, line) = (word(code, *block), line(code, *block));
        let help = format!("`move` `{name}` into the {word} of line {line}, which drops it at its end");
        moves(code, Proposal::default(), *block).cure(code, help)
    }));
    cures
}

/// The innermost blocks without `move`, after a variable is bound, that use it.
fn users(code: &Code<'_>, owner: &Owner) -> Vec<usize> {
    let bound = &code.statements[owner.bound];
    let uses = |block: &usize| {
        let BlockKind::Captures { no_move: Some(_), .. } = code.blocks[*block].kind else { return false };
        let Some(within) = code.blocks[*block].within else { return false };
        let Some(part) = code.part_of(within, bound.block) else { return false };
        let used = code.blocks[*block].statements.iter();
        let mut used = used.map(|statement| &code.statements[*statement].mentions);
        code.statements[part].index > bound.index && used.any(|names| names.contains(&owner.name))
    };
    let all: Vec<usize> = (0..code.blocks.len()).filter(uses).collect();
    let is_outer = |block: usize| {
        let range = &code.blocks[block].range;
        all.iter().any(|other| *other != block && range.contains(&code.blocks[*other].range.start))
    };
    all.iter().copied().filter(|block| !is_outer(*block)).collect()
}

fn is_async(code: &Code<'_>, block: usize) -> bool {
    matches!(code.blocks[block].kind, BlockKind::Captures { is_async: true, .. })
}

/// Where `move` could stand.
fn place(code: &Code<'_>, block: usize) -> usize {
    match code.blocks[block].kind {
        BlockKind::Captures { no_move: Some(at), .. } => at,
        _ => code.blocks[block].range.start,
    }
}

fn line(code: &Code<'_>, block: usize) -> u32 {
    code.line(place(code, block))
}

fn word(code: &Code<'_>, block: usize) -> &'static str {
    if is_async(code, block) { "async block" } else { "closure" }
}

fn moves(code: &Code<'_>, proposal: Proposal, block: usize) -> Proposal {
    let text = if is_async(code, block) { " move" } else { "move " };
    proposal.insert(place(code, block), text)
}

/// A block has a clone of its own of what others use, too.
fn cloned(code: &Code<'_>, proposal: Proposal, block: usize, name: &str) -> Proposal {
    let at = place(code, block);
    let start = if is_async(code, block) { at - "async".len() } else { at };
    let end = code.blocks[block].range.end;
    proposal.wrap(code, start..end, &format!("{{\n    let {name} = {name}.clone();"), "}")
}
