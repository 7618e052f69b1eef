//! Reading and writing at once, so that nobody writes in between.

use crate::code::{Call, Code};
use crate::facts::{Facts, Rewrite};
use crate::proposal::Proposal;
use answers::Cure;
use std::collections::BTreeSet;
use std::ops::Range;

/// Makes one step of what reads and writes.
pub fn cures(code: &Code<'_>, facts: &Facts) -> Vec<Cure> {
    let one = |rewrite: &Rewrite| {
        let single = added(code, rewrite).or_else(|| exchanged(code, rewrite));
        single.map_or_else(|| kept_locked(code, rewrite), |cure| vec![cure])
    };
    facts.rewrites.iter().flat_map(one).collect()
}

/// An atomic that is loaded and stored again.
fn atomic<'a>(code: &'a Code<'_>, rewrite: &Rewrite) -> Option<(&'a Call, &'a Call)> {
    let load = code.call_at(rewrite.read).filter(|call| code.text(&call.name) == "load")?;
    let store = code.call_at(rewrite.write).filter(|call| code.text(&call.name) == "store")?;
    Some((load, store))
}

/// It is added to.
fn added(code: &Code<'_>, rewrite: &Rewrite) -> Option<Cure> {
    let (load, store) = atomic(code, rewrite)?;
    let (value, order) = (store.arguments.first()?, store.arguments.get(1)?);
    let loaded = code.bound_at(rewrite.read);
    let read = match loaded {
        Some((_, binding)) => binding.name.as_str(),
        None => code.text(&load.whole),
    };
    let rest = code.text(value).strip_prefix(read)?.trim_start();
    let (method, by) = match rest.split_at_checked(1)? {
        ("+", by) => ("fetch_add", by.trim()),
        ("-", by) => ("fetch_sub", by.trim()),
        _ => return None,
    };
    let receiver = code.text(store.receiver.as_ref()?);
    let text = format!("{receiver}.{method}({by}, {})", code.text(order));
    let mut proposal = Proposal::default().replace(store.whole.clone(), text);
    if let Some((bound, binding)) = loaded {
        let statement = &code.statements[bound];
        let users = code.blocks[statement.block].statements.iter().skip(statement.index + 1);
        if users.filter(|user| code.statements[**user].mentions.contains(&binding.name)).count() == 1 {
            proposal = proposal.replace(code.deleted(bound), "");
        }
    }
    let line = code.line(store.whole.start);
    Some(proposal.cure(code, format!("read and write at once: `{method}` in line {line}")))
}

/// A flag is set by whoever finds it unset, in one step.
fn exchanged(code: &Code<'_>, rewrite: &Rewrite) -> Option<Cure> {
    let (load, store) = atomic(code, rewrite)?;
    let outer = &code.statements[code.statement_at(rewrite.read)?];
    let inner = code.statement_at(rewrite.write)?;
    let is_alone = code.text(&code.statements[inner].range).trim_end_matches(';') == code.text(&store.whole);
    let is_if = code.text(&outer.range).starts_with("if ") && outer.range.contains(&store.whole.start);
    let (value, order) = (code.text(store.arguments.first()?), code.text(store.arguments.get(1)?));
    let is_negated = code.source[..load.whole.start].ends_with('!');
    if !is_alone || !is_if || value != if is_negated { "true" } else { "false" } {
        return None;
    }
    let order = if order == code.text(load.arguments.first()?) { order } else { "Ordering::AcqRel" };
    let receiver = code.text(load.receiver.as_ref()?);
    let proposal = Proposal::default()
        .replace(load.whole.clone(), format!("{receiver}.swap({value}, {order})"))
        .replace(code.deleted(inner), "");
    let line = code.line(load.whole.start);
    Some(proposal.cure(code, format!("look and set at once: `swap` in line {line}")))
}

/// A lock is held from reading to writing: to the end of the block, or no longer than that.
fn kept_locked(code: &Code<'_>, rewrite: &Rewrite) -> Vec<Cure> {
    let kept = || {
        let ((read, lock), (write, other)) = (guarded(code, rewrite.read)?, guarded(code, rewrite.write)?);
        let (first, second) = (code.statement_at(rewrite.read)?, code.statement_at(rewrite.write)?);
        let can_be_kept = first != second && !code.statements[first].is_loop && follows(code, first, second);
        if code.text(&lock) != code.text(&other) || !can_be_kept {
            return None;
        }
        let taken = format!("let mut guard = {};", code.text(&lock));
        let proposal = Proposal::default().line_before(code, first, &taken);
        let proposal = proposal.replace(read, "guard").replace(write, "guard");
        Some((proposal, code.part_of(second, code.statements[first].block)))
    };
    let Some((proposal, last)) = kept() else { return Vec::new() };
    let help = format!("hold the lock from line {} to line {}", rewrite.read.line, rewrite.write.line);
    let given_back = last.filter(|last| !code.statements[*last].is_value);
    let given_back = given_back.map(|last| proposal.clone().line_after(code, last, "drop(guard);"));
    [Some(proposal), given_back]
        .into_iter()
        .flatten()
        .map(|proposal| proposal.cure(code, help.clone()))
        .collect()
}

/// `lock.lock().unwrap()`, as it stands at a place and is used there only.
fn guarded(code: &Code<'_>, place: crate::Place) -> Option<(Range<usize>, Range<usize>)> {
    let (_, lock) = code.lock_at(place)?;
    let is_read = code.source[..lock.start].ends_with('*') || code.source[lock.end..].starts_with(['.', '[']);
    is_read.then(|| (lock.clone(), lock))
}

/// Whether what a statement does comes of what an earlier one has found.
fn follows(code: &Code<'_>, first: usize, second: usize) -> bool {
    let (first, second) = (&code.statements[first], &code.statements[second]);
    if first.range.contains(&second.range.start) {
        return true;
    }
    let mut names: BTreeSet<&str> = first.binds.iter().map(|binding| binding.name.as_str()).collect();
    for later in code.statements.iter().filter(|later| later.range.start > first.range.start) {
        if !later.mentions.iter().any(|name| names.contains(name.as_str())) {
            continue;
        }
        if later.range.contains(&second.range.start) {
            return true;
        }
        names.extend(later.binds.iter().map(|binding| binding.name.as_str()));
    }
    false
}
