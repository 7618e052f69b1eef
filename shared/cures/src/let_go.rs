//! Dropping what others wait for before waiting oneself.

use crate::code::Code;
use crate::facts::{Facts, Place};
use crate::proposal::Proposal;
use answers::Cure;

/// Drops the senders that keep a receiver waiting.
pub fn senders(code: &Code<'_>, facts: &Facts) -> Vec<Cure> {
    let waits: Vec<Place> = facts.waits.iter().map(|wait| wait.at).collect();
    let mut drops: Vec<Vec<Drop>> = Vec::new();
    for made in facts.senders() {
        let names = owners(code, made);
        let of_one: Vec<Drop> = names.iter().flat_map(|owner| before(code, owner, &waits)).collect();
        drops.push(of_one);
    }
    let every_first: Vec<&Drop> = drops.iter().filter_map(|of_one| of_one.first()).collect();
    let mut cures = Vec::new();
    if every_first.len() > 1 {
        cures.push(Drop::cure(code, &every_first));
    }
    cures.extend(drops.iter().flatten().map(|drop| Drop::cure(code, &[drop])));
    cures
}

/// A variable, by the statement that binds it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Owner {
    pub bound: usize,
    pub name: String,
}

/// A variable is dropped.
#[derive(Clone, Debug)]
pub struct Drop {
    name: String,
    /// Before or behind this statement.
    statement: usize,
    is_before: bool,
}

/// Who owns what is made at a place: the variable that is bound to it, and those into which that one is moved.
pub fn owners(code: &Code<'_>, made: Place) -> Vec<Owner> {
    let Some((bound, binding)) = code.bound_at(made) else { return Vec::new() };
    let mut owners = vec![Owner { bound, name: binding.name.clone() }];
    let block = code.statements[bound].block;
    for &later in &code.blocks[block].statements[code.statements[bound].index + 1..] {
        let statement = &code.statements[later];
        let moves = |owner: &Owner| {
            let cloned = format!("{}.clone()", owner.name);
            statement.mentions.contains(&owner.name) && !code.text(&statement.range).contains(&cloned)
        };
        if let ([binding], false) = (&*statement.binds, statement.has_captures)
            && owners.iter().any(moves)
        {
            owners.push(Owner { bound: later, name: binding.name.clone() });
        }
    }
    owners
}

/// Where a variable can be dropped before somebody waits at one of these places.
pub fn before(code: &Code<'_>, owner: &Owner, waits: &[Place]) -> Vec<Drop> {
    let Owner { bound, name } = owner;
    let (block, index) = (code.statements[*bound].block, code.statements[*bound].index);
    let is_free = |statement: &usize| {
        let at = code.statements[*statement].index;
        at > index && !code.is_used_from(name, block, at)
    };
    let found = waits.iter().filter_map(|wait| code.reached(code.statement_at(*wait)?, block));
    let mut drops: Vec<Drop> = found
        .filter(is_free)
        .map(|statement| Drop { name: name.clone(), statement, is_before: true })
        .collect();
    drops.sort_by_key(|drop| drop.statement);
    drops.dedup_by_key(|drop| drop.statement);
    // Where nobody knows when it comes to wait, nothing is later than the last use.
    let statements = &code.blocks[block].statements;
    let uses = |statement: &&usize| code.statements[**statement].mentions.contains(name);
    let last = statements.iter().rfind(uses).filter(|last| **last != *bound);
    let next = last.and_then(|last| statements.get(code.statements[*last].index + 1));
    if let (Some(last), Some(next)) = (last, next)
        && !drops.iter().any(|drop| drop.statement == *next)
    {
        drops.push(Drop { name: name.clone(), statement: *last, is_before: false });
    }
    drops
}

impl Drop {
    pub fn cure(code: &Code<'_>, drops: &[&Drop]) -> Cure {
        let mut proposal = Proposal::default();
        let mut helps = Vec::new();
        for Drop { name, statement, is_before } in drops {
            let line = format!("drop({name});");
            let place = code.line(code.statements[*statement].range.start);
            if *is_before {
                proposal = proposal.line_before(code, *statement, &line);
                helps.push(format!("`drop({name})` before line {place}"));
            } else {
                proposal = proposal.line_after(code, *statement, &line);
                helps.push(format!("`drop({name})` after the last use of `{name}` in line {place}"));
            }
        }
        proposal.cure(code, helps.join(", and "))
    }
}
