//! Moving a sender into the block that sends, so that it is dropped at the block's end.

use crate::code::{BlockKind, Code};
use crate::facts::Facts;
use crate::let_go::{Owner, owners};
use crate::proposal::Proposal;
use answers::Cure;

/// Writes `move` before closures and async blocks that use a sender which keeps a receiver waiting.
pub fn cures(code: &Code<'_>, facts: &Facts) -> Vec<Cure> {
    let owners: Vec<Owner> =
        facts.senders().into_iter().filter_map(|made| owners(code, made).into_iter().next()).collect();
    let mut blocks: Vec<(usize, &str)> = owners
        .iter()
        .flat_map(|owner| users(code, owner).into_iter().map(|block| (block, owner.name.as_str())))
        .collect();
    blocks.dedup();
    let one = |(block, name): &(usize, &str)| {
        let (at, line) = place(code, *block)?;
        let help = format!(
            "`move` `{name}` into the {} of line {line}, which drops it at its end",
            word(code, *block)
        );
        Some(proposal(code, *block, at).cure(code, help))
    };
    let mut cures: Vec<Cure> = Vec::new();
    if blocks.len() > 1 {
        let places = blocks.iter().filter_map(|(block, _)| Some((*block, place(code, *block)?.0)));
        let all = places.fold(Proposal::default(), |all, (block, at)| all.and(proposal(code, block, at)));
        cures.push(
            all.cure(code, "`move` the senders into the blocks that send, which drop them at their ends"),
        );
    }
    cures.extend(blocks.iter().filter_map(one));
    cures
}

/// The outermost blocks without `move`, after a variable is bound, that use it.
fn users(code: &Code<'_>, owner: &Owner) -> Vec<usize> {
    let bound = &code.statements[owner.bound];
    let uses = |block: &usize| {
        let Some((_, _)) = place(code, *block) else { return false };
        let Some(within) = code.blocks[*block].within else { return false };
        let Some(part) = code.part_of(within, bound.block) else { return false };
        let used = code.blocks[*block].statements.iter();
        let mut used = used.map(|statement| &code.statements[*statement].mentions);
        code.statements[part].index > bound.index && used.any(|names| names.contains(&owner.name))
    };
    let all: Vec<usize> = (0..code.blocks.len()).filter(uses).collect();
    let is_inner = |block: usize| {
        let outer = |other: &&usize| {
            **other != block && code.blocks[**other].range.contains(&code.blocks[block].range.start)
        };
        all.iter().any(|other| outer(&other))
    };
    all.iter().copied().filter(|block| !is_inner(*block)).collect()
}

/// Where `move` could stand, and the line of that.
fn place(code: &Code<'_>, block: usize) -> Option<(usize, u32)> {
    match code.blocks[block].kind {
        BlockKind::Captures { no_move: Some(at), .. } => Some((at, code.line(at))),
        _ => None,
    }
}

fn word(code: &Code<'_>, block: usize) -> &'static str {
    match code.blocks[block].kind {
        BlockKind::Captures { is_async: true, .. } => "async block",
        _ => "closure",
    }
}

fn proposal(code: &Code<'_>, block: usize, at: usize) -> Proposal {
    let text = if word(code, block) == "closure" { "move " } else { " move" };
    Proposal::default().insert(at, text)
}
