//! Remembering that something has happened, for who comes to wait after it.

use crate::code::{Call, Code};
use crate::facts::{Facts, Keeper, Place, Wait};
use crate::proposal::Proposal;
use answers::Cure;
use std::ops::Range;

/// What waits for a notification waits for what it tells, which may have been before.
pub fn cures(code: &Code<'_>, facts: &Facts) -> Vec<Cure> {
    facts.waits.iter().flat_map(|wait| of_wait(code, wait)).collect()
}

fn of_wait(code: &Code<'_>, wait: &Wait) -> Vec<Cure> {
    let missed = wait.keepers.iter().find_map(|keeper| match keeper {
        Keeper::Missed(place) => Some(*place),
        _ => None,
    });
    let Some(missed) = missed else { return Vec::new() };
    if wait.kind == "condition variable" {
        with_flag(code, wait.at, missed)
    } else {
        kept(code, missed).into_iter().collect()
    }
}

/// A notice that is kept for who comes later.
fn kept(code: &Code<'_>, missed: Place) -> Option<Cure> {
    let call = code.call_at(missed).filter(|call| code.text(&call.name) == "notify_waiters")?;
    let line = code.line(call.name.start);
    let help = format!("`notify_one` in line {line}: it is kept for who waits later");
    Some(Proposal::default().replace(call.name.clone(), "notify_one").cure(code, help))
}

/// A flag under the lock, which says whether there is anything to wait for.
fn with_flag(code: &Code<'_>, waits: Place, missed: Place) -> Vec<Cure> {
    let Some(wait) = code.call_at(waits).filter(|call| code.text(&call.name) == "wait") else {
        return Vec::new();
    };
    let Some(argument) = wait.arguments.first() else { return Vec::new() };
    let line = code.line(wait.name.start);
    let waiting = |proposal: Proposal| {
        proposal.replace(wait.name.clone(), "wait_while").insert(argument.end, ", |told| !*told")
    };
    let units = units(code.source);
    if units.is_empty() {
        let help =
            format!("wait only while the flag is not set: `wait_while(…, |told| !*told)` in line {line}");
        return vec![waiting(Proposal::default()).cure(code, help)];
    }
    let with_units = || {
        units.iter().fold(waiting(Proposal::default()), |proposal, (range, text)| {
            proposal.replace(range.clone(), *text)
        })
    };
    let Some(lock) = lock_of(code, wait, argument) else { return Vec::new() };
    let Some(notifies) = code.statement_at(missed) else { return Vec::new() };
    let help = format!(
        "a flag under the lock: set it before line {}, wait in line {line} while it is not set",
        code.line(code.statements[notifies].range.start)
    );
    let mut cures = Vec::new();
    let block = &code.blocks[code.statements[notifies].block];
    let guard = block.statements[..code.statements[notifies].index].iter().rev().find_map(|&before| {
        let locks = code.text(&code.statements[before].range).contains(".lock()");
        code.statements[before].binds.first().filter(|_| locks)
    });
    if let Some(guard) = guard {
        let proposal = with_units().line_before(code, notifies, &format!("*{} = true;", guard.name));
        let proposal = if guard.is_mut { proposal } else { proposal.insert(guard.at, "mut ") };
        cures.push(proposal.cure(code, help.clone()));
    }
    let set = format!("*{}.lock().unwrap() = true;", code.text(&lock));
    cures.push(with_units().line_before(code, notifies, &set).cure(code, help));
    cures
}

/// What is locked by whom a condition variable is waited for with.
fn lock_of(code: &Code<'_>, wait: &Call, argument: &Range<usize>) -> Option<Range<usize>> {
    let inside = |range: &Range<usize>| {
        let is_lock = |call: &&Call| {
            code.text(&call.name) == "lock" && range.start <= call.whole.start && call.whole.end <= range.end
        };
        code.calls.iter().find(is_lock).and_then(|call| call.receiver.clone())
    };
    inside(argument).or_else(|| {
        let name = code.text(argument);
        let statement = code.statement_at(code.place(wait.name.start))?;
        let around = code.around(statement);
        let binds = |index: &&usize| {
            let bound = &code.statements[**index];
            bound.range.start < wait.name.start && bound.binds.iter().any(|binding| binding.name == name)
        };
        let all = around.iter().flat_map(|block| &code.blocks[*block].statements);
        all.filter(binds).find_map(|index| inside(&code.statements[*index].range))
    })
}

/// Locks of nothing, which become locks of a flag.
fn units(source: &str) -> Vec<(Range<usize>, &'static str)> {
    let all = [("Mutex::new(())", "Mutex::new(false)"), ("Mutex<()>", "Mutex<bool>")];
    let found = all.iter().flat_map(|(unit, flag)| {
        source.match_indices(unit).map(move |(at, text)| (at..at + text.len(), *flag))
    });
    found.collect()
}
