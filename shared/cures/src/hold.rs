//! Not holding a lock while waiting for something else.

use crate::across;
use crate::code::Code;
use crate::facts::{Actor, Facts, Place, Wait};
use crate::let_go::{Drop, Owner, before};
use crate::proposal::Proposal;
use answers::Cure;
use std::ops::Range;

/// Drops the guard of a lock that somebody waits for before its holder waits; or takes a lock that may be held meanwhile.
pub fn cures(code: &Code<'_>, facts: &Facts) -> Vec<Cure> {
    let holders = |wait: &Wait| wait.holders().collect::<Vec<_>>();
    let held = facts.waits.iter().flat_map(|wait| holders(wait).into_iter().map(move |held| (wait, held)));
    let mut drops: Vec<Cure> = Vec::new();
    let mut exchanges: Vec<Cure> = Vec::new();
    let mut again: Vec<Cure> = Vec::new();
    for (wait, (who, taken)) in held {
        // Who gives up one lock to get another gives up what it has begun.
        let wants_lock = |other: &Wait| other.who == who && other.holders().next().is_some();
        let wants_lock = who != wait.who && facts.waits.iter().any(wants_lock);
        let waits = where_it_waits(facts, who, taken, wait.at);
        if let Some((bound, binding)) = code.bound_at(taken).filter(|_| !wants_lock) {
            let owner = Owner { bound, name: binding.name.clone() };
            let all = before(code, &owner, &waits);
            drops.extend(all.iter().map(|drop| Drop::cure(code, &[drop])));
            let statements = waits.iter().filter_map(|wait| code.statement_at(*wait));
            again.extend(statements.filter_map(|waits| across::cures(code, &owner, waits)));
        }
        exchanges.extend(exchanged(code, taken));
    }
    drops.into_iter().chain(exchanges).chain(again).collect()
}

/// Where who holds a lock that was taken there waits itself.
fn where_it_waits(facts: &Facts, who: Actor, taken: Place, wanted: Place) -> Vec<Place> {
    let stuck = facts.waits.iter().filter(|wait| wait.who == who).map(|wait| wait.at);
    let last = facts.last.iter().filter(|(actor, _)| *actor == who).map(|(_, at)| *at);
    // Who waits for itself waits where it wants it again.
    stuck.chain(last).chain([wanted]).filter(|place| *place != taken).collect()
}

/// The lock is one of tokio's, which lets others of its thread go on while it is held and wanted.
fn exchanged(code: &Code<'_>, taken: Place) -> Option<Cure> {
    let call = code.call_at(taken)?;
    let is_std = code.source[call.whole.end..].starts_with(".unwrap()");
    // Who has only `trpl` has no `tokio::sync`.
    let has_tokio = code.source.contains("tokio::");
    if code.text(&call.name) != "lock" || !is_std || !has_tokio {
        return None;
    }
    let mut proposal = Proposal::default();
    for call in &code.calls {
        let unwrap = call.whole.end..call.whole.end + ".unwrap()".len();
        if code.text(&call.name) == "lock" && code.source[call.whole.end..].starts_with(".unwrap()") {
            proposal = if crate::is_async(code.source, code.place(call.name.start)) {
                proposal.replace(unwrap, ".await")
            } else {
                proposal.replace(call.name.start..unwrap.end, "blocking_lock()")
            };
        }
    }
    for name in mutexes(code.source) {
        proposal = proposal.replace(name, "tokio::sync::Mutex");
    }
    let line = code.line(call.whole.start);
    Some(proposal.cure(
        code,
        format!("`tokio::sync::Mutex` may be held across `.await`; line {line}: `.lock().await`"),
    ))
}

/// Where a program says `Mutex` and means a type, but for what it imports.
fn mutexes(source: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    for (at, name) in source.match_indices("Mutex") {
        let start = source[..at].strip_suffix("std::sync::").map_or(at, str::len);
        let rest = &source[at + name.len()..];
        let is_word = !source[..start].ends_with(|c: char| c.is_alphanumeric() || c == '_' || c == ':');
        if is_word && (rest.starts_with("::new") || rest.starts_with('<')) {
            found.push(start..at + name.len());
        }
    }
    found
}
