//! Giving out the work before waiting for its end.

use crate::code::Code;
use crate::facts::{Facts, Place, Wait};
use crate::let_go::owners;
use crate::proposal::Proposal;
use answers::Cure;

/// Moves what waits for somebody's end behind what that one waits for.
pub fn cures(code: &Code<'_>, facts: &Facts) -> Vec<Cure> {
    let joins = facts.waits.iter().filter(|wait| wait.is_join() || keeps_others(code, facts, wait));
    joins.flat_map(|join| later(code, facts, join.at)).collect()
}

/// Whether another one waits for what this one would send after its own waiting.
fn keeps_others(code: &Code<'_>, facts: &Facts, wait: &Wait) -> bool {
    let Some(at) = code.statement_at(wait.at).map(|at| &code.statements[at]) else { return false };
    let others = facts.waits.iter().filter(|other| other.who != wait.who).flat_map(Wait::senders);
    let owned = others.flat_map(|made| owners(code, made));
    { owned }.any(|owner| code.is_used_from(&owner.name, at.block, at.index + 1))
}

fn later(code: &Code<'_>, facts: &Facts, join: Place) -> Vec<Cure> {
    let Some(moved) = code.statement_at(join) else { return Vec::new() };
    let statement = &code.statements[moved];
    let after = &code.blocks[statement.block].statements[statement.index + 1..];
    if statement.is_value || after.is_empty() {
        return Vec::new();
    }
    let needs = |later: &&usize| {
        let later = &code.statements[**later];
        later.is_value || statement.binds.iter().any(|binding| later.mentions.contains(&binding.name))
    };
    let before = after.iter().find(needs).copied();
    if before == after.first().copied() {
        return Vec::new();
    }
    let line = code.line(statement.range.start);
    let one = |drops: &[String], said: &str| {
        let proposal = Proposal::default();
        let (proposal, place) = match before {
            Some(before) => (
                proposal.move_before(code, moved, before, drops),
                format!("before line {}", code.line(code.statements[before].range.start)),
            ),
            None => {
                let last = after[after.len() - 1];
                let end = code.line(code.statements[last].range.end - 1);
                (proposal.move_after(code, moved, last, drops), format!("after line {end}"))
            }
        };
        proposal.cure(code, format!("give out the work first: move line {line} to {place}{said}"))
    };
    let owned = facts.senders().into_iter().flat_map(|made| owners(code, made));
    let mut names: Vec<String> = owned
        .filter(|owner| code.statements[owner.bound].block == statement.block)
        .map(|owner| owner.name)
        .filter(|name| code.is_used_from(name, statement.block, statement.index + 1))
        .collect();
    names.dedup();
    let drops: Vec<String> = names.iter().map(|name| format!("drop({name});")).collect();
    let said = format!(", with `{}`", drops.join(" ").trim_end_matches(';'));
    let mut cures = vec![one(&[], "")];
    let received = facts.waits.iter().filter(|wait| wait.senders().next().is_some());
    let is_loop =
        received.filter_map(|wait| code.statement_at(wait.at)).any(|at| code.statements[at].is_loop);
    if !drops.is_empty() {
        cures.insert(usize::from(!is_loop), one(&drops, &said));
    }
    cures
}
