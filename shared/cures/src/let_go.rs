//! Dropping what others wait for before waiting oneself.

use crate::code::{Call, Code};
use crate::facts::{Facts, Place};
use crate::proposal::Proposal;
use answers::Cure;

/// Drops the senders that keep a receiver waiting.
pub fn senders(code: &Code<'_>, facts: &Facts) -> Vec<Cure> {
    let waits: Vec<Place> = facts.waits.iter().map(|wait| wait.at).collect();
    let mut drops: Vec<Vec<Drop>> = Vec::new();
    let mut cures = Vec::new();
    for made in facts.senders() {
        let names = owners(code, made);
        let of_one: Vec<Drop> = names.iter().flat_map(|owner| before(code, owner, &waits)).collect();
        cures.extend(names.iter().flat_map(|owner| fields(code, &owner.name, &waits)));
        drops.push(of_one);
    }
    let every_first: Vec<&Drop> = drops.iter().filter_map(|of_one| of_one.first()).collect();
    if every_first.len() > 1 {
        cures.insert(0, Drop::cure(code, &every_first));
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
    /// A statement that drops it later.
    moved: Option<usize>,
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
        let pushed = owners.iter().find_map(|owner| collection(code, later, &owner.name));
        owners.extend(pushed);
    }
    owners
}

/// The collection into which a statement puts a variable.
fn collection(code: &Code<'_>, statement: usize, name: &str) -> Option<Owner> {
    let range = &code.statements[statement].range;
    let puts = |call: &&Call| {
        let is_put = ["push", "push_back", "insert"].contains(&code.text(&call.name));
        let is_it = call.arguments.last().is_some_and(|argument| code.text(argument) == name);
        is_put && is_it && range.contains(&call.whole.start)
    };
    let receiver = code.calls.iter().find(puts)?.receiver.as_ref()?;
    let name = code.text(receiver);
    Some(Owner { bound: code.binds(name, statement)?, name: name.to_owned() })
}

/// Drops the field that a variable has become, of what somebody waits for another field of.
fn fields(code: &Code<'_>, name: &str, waits: &[Place]) -> Vec<Cure> {
    let is_part = |c: char| c.is_alphanumeric() || c == '_';
    let value = format!(": {name}");
    let named = code.source.match_indices(&value).filter_map(|(at, text)| {
        let rest = &code.source[at + text.len()..];
        let field = code.source[..at].rsplit(|c| !is_part(c)).next()?;
        (!field.is_empty() && rest.trim_start().starts_with([',', '}'])).then_some(field)
    });
    let fields: Vec<&str> = [name].into_iter().chain(named).collect();
    let of_wait = |wait: &Place| {
        let receiver = code.text(code.call_at(*wait)?.receiver.as_ref()?);
        let (owner, _) = receiver.rsplit_once('.').filter(|(owner, _)| owner.chars().all(is_part))?;
        let statement = code.statement_at(*wait)?;
        let field = fields.iter().find(|field| code.source.contains(&format!("{field}:")))?;
        let line = code.line(code.statements[statement].range.start);
        let proposal = Proposal::default().line_before(code, statement, &format!("drop({owner}.{field});"));
        Some(proposal.cure(code, format!("`drop({owner}.{field})` before line {line}")))
    };
    waits.iter().filter_map(of_wait).collect()
}

/// Where a variable can be dropped before somebody waits at one of these places.
pub fn before(code: &Code<'_>, owner: &Owner, waits: &[Place]) -> Vec<Drop> {
    let Owner { bound, name } = owner;
    let (block, index) = (code.statements[*bound].block, code.statements[*bound].index);
    let statements = &code.blocks[block].statements;
    let dropped = format!("drop({name});");
    let drop = |statement: usize| {
        let at = code.statements[statement].index;
        let mut later = statements[at.max(index)..].iter().copied();
        let uses = later.by_ref().find(|later| code.statements[*later].mentions.contains(name));
        let moved = uses.filter(|uses| {
            *uses != statement
                && code.text(&code.statements[*uses].range) == dropped
                && later.next().is_none()
        });
        let is_free = at > index && (uses.is_none() || moved.is_some());
        is_free.then(|| Drop { name: name.clone(), statement, is_before: true, moved })
    };
    let found = waits.iter().filter_map(|wait| code.reached(code.statement_at(*wait)?, block));
    let mut drops: Vec<Drop> = found.filter_map(drop).collect();
    drops.sort_by_key(|drop| drop.statement);
    drops.dedup_by_key(|drop| drop.statement);
    // Where nobody knows when it comes to wait, nothing is later than the last use.
    let uses = |statement: &&usize| code.statements[**statement].mentions.contains(name);
    let last = statements.iter().rfind(uses).filter(|last| **last != *bound);
    let next = last.and_then(|last| statements.get(code.statements[*last].index + 1));
    if let (Some(last), Some(next)) = (last, next)
        && !drops.iter().any(|drop| drop.statement == *next)
    {
        drops.push(Drop { name: name.clone(), statement: *last, is_before: false, moved: None });
    }
    drops
}

impl Drop {
    pub fn cure(code: &Code<'_>, drops: &[&Drop]) -> Cure {
        let mut proposal = Proposal::default();
        let mut helps = Vec::new();
        for Drop { name, statement, is_before, moved } in drops {
            let line = format!("drop({name});");
            let place = code.line(code.statements[*statement].range.start);
            if let Some(moved) = moved {
                proposal = proposal.move_before(code, *moved, *statement, &[]);
                let from = code.line(code.statements[*moved].range.start);
                helps.push(format!("move `drop({name})` from line {from} to before line {place}"));
            } else if *is_before {
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
