//! Not holding a guard while somebody waits.

use crate::code::{Code, Statement};
use crate::facts::{Facts, Place};
use crate::let_go::{Drop, Owner, before};
use crate::proposal::Proposal;
use answers::Cure;

/// Has a guard taken behind what somebody waits at, if it is not used before; or lets it go before that, and takes it again behind it.
pub fn cures(code: &Code<'_>, guard: &Owner, waits: usize) -> Option<Cure> {
    let bound = &code.statements[guard.bound];
    let waiting = code.part_of(waits, bound.block)?;
    let statements = &code.blocks[bound.block].statements;
    let at = code.statements[waiting].index;
    let uses = |statement: &Statement| statement.mentions.contains(&guard.name);
    if at <= bound.index || uses(&code.statements[waiting]) {
        return None;
    }
    let is_used = |some: &[usize]| some.iter().any(|index| uses(&code.statements[*index]));
    let (before, after) = (&statements[bound.index + 1..at], &statements[at + 1..]);
    if !is_used(after) {
        return None;
    }
    let (taken, line) = (code.line(bound.range.start), code.line(code.statements[waiting].range.start));
    if is_used(before) {
        let name = &guard.name;
        let proposal = Proposal::default().line_before(code, waiting, &format!("drop({name});")).line_after(
            code,
            waiting,
            code.text(&bound.range),
        );
        let help = format!("`drop({name})` before line {line}, and take it again after that");
        return Some(proposal.cure(code, help));
    }
    let proposal = Proposal::default().move_after(code, guard.bound, waiting, &[]);
    Some(proposal.cure(code, format!("take it after waiting: move line {taken} to after line {line}")))
}

/// The same for what was borrowed from a `RefCell`, and is wanted again while an async function or block waits.
pub fn cures_of_panics(code: &Code<'_>, facts: &Facts) -> Vec<Cure> {
    let borrowed = facts.panics.iter().filter(|panic| panic.message.contains("already"));
    borrowed.flat_map(|panic| borrows(code, panic.at)).collect()
}

fn borrows(code: &Code<'_>, wanted: Place) -> Vec<Cure> {
    let is_borrow = |name: &str| ["borrow", "borrow_mut"].contains(&name);
    let Some(call) = code.call_at(wanted).filter(|call| is_borrow(code.text(&call.name))) else {
        return Vec::new();
    };
    let own = call.whole.start;
    let others =
        code.calls.iter().filter(|other| is_borrow(code.text(&other.name)) && other.whole.start != own);
    let held = others.filter_map(|other| {
        let (bound, binding) = code.bound_at(code.place(other.name.start))?;
        code.text(&code.statements[bound].range)
            .ends_with("();")
            .then(|| Owner { bound, name: binding.name.clone() })
    });
    let across = held.flat_map(|guard| {
        let bound = &code.statements[guard.bound];
        let later = code.blocks[bound.block].statements[bound.index + 1..].iter().copied();
        let waits = later.filter(|later| code.text(&code.statements[*later].range).contains(".await"));
        waits.map(move |waits| (guard.clone(), waits)).collect::<Vec<_>>()
    });
    let cure = |(guard, waits): (Owner, usize)| {
        let place = code.place(code.statements[waits].range.start);
        let drops = before(code, &guard, &[place]);
        let drop = drops.first().map(|drop| Drop::cure(code, &[drop]));
        cures(code, &guard, waits).or(drop)
    };
    across.filter_map(cure).collect()
}
