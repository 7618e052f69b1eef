//! Remembering that something has happened, for who comes to wait after it.

use crate::code::{Call, Code};
use crate::facts::{Facts, Keeper, Place, Wait};
use crate::notices;
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
        notices::asked_for_first(code, wait.at).into_iter().chain(notices::kept(code, missed)).collect()
    }
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
        let predicates = predicates(code);
        let cure = |predicate: &String| {
            let proposal = Proposal::default().replace(wait.name.clone(), "wait_while");
            let proposal = proposal.insert(argument.end, format!(", {predicate}"));
            let help =
                format!("wait only while there is nothing yet: `wait_while(…, {predicate})` in line {line}");
            proposal.cure(code, help)
        };
        return predicates.iter().map(cure).collect();
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

/// How what the program's locks hold looks before anything has been put there.
fn predicates(code: &Code<'_>) -> Vec<String> {
    let predicate = |call: &Call| {
        let value = code.text(call.arguments.first()?);
        Some(match value {
            "false" => "|told| !*told".to_owned(),
            "true" => "|waits| *waits".to_owned(),
            "None" => "|value| value.is_none()".to_owned(),
            _ if value.parse::<u64>().is_ok() => format!("|value| *value == {value}"),
            _ if value.ends_with("::new()") || value == "vec![]" => "|all| all.is_empty()".to_owned(),
            _ => return None,
        })
    };
    let locks = code.calls.iter().filter(|call| code.text(&call.name).ends_with("Mutex::new"));
    let mut all: Vec<String> = locks.filter_map(predicate).collect();
    all.sort();
    all.dedup();
    all
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
