//! Reading and writing at once, so that nobody writes in between.

use crate::code::Code;
use crate::facts::{Facts, Rewrite};
use crate::proposal::Proposal;
use answers::Cure;

/// Makes one step of what reads and writes.
pub fn cures(code: &Code<'_>, facts: &Facts) -> Vec<Cure> {
    let one = |rewrite: &Rewrite| added(code, rewrite).or_else(|| kept_locked(code, rewrite));
    facts.rewrites.iter().filter_map(one).collect()
}

/// An atomic is added to.
fn added(code: &Code<'_>, rewrite: &Rewrite) -> Option<Cure> {
    let load = code.call_at(rewrite.read).filter(|call| code.text(&call.name) == "load")?;
    let store = code.call_at(rewrite.write).filter(|call| code.text(&call.name) == "store")?;
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
            proposal = proposal.replace(code.lines_of(bound), "");
        }
    }
    let line = code.line(store.whole.start);
    Some(proposal.cure(code, format!("read and write at once: `{method}` in line {line}")))
}

/// A lock is held from reading to writing.
fn kept_locked(code: &Code<'_>, rewrite: &Rewrite) -> Option<Cure> {
    let (read, write) = (locked(code, rewrite.read)?, locked(code, rewrite.write)?);
    let (first, second) = (code.statement_at(rewrite.read)?, code.statement_at(rewrite.write)?);
    if code.text(&read) != code.text(&write) || first == second {
        return None;
    }
    let lock = format!("let mut guard = {};", code.text(&read).strip_prefix('*')?);
    let proposal =
        Proposal::default().line_before(code, first, &lock).replace(read, "*guard").replace(write, "*guard");
    let help = format!(
        "hold the lock from reading in line {} to writing in line {}",
        rewrite.read.line, rewrite.write.line
    );
    Some(proposal.cure(code, help))
}

/// `*lock.lock().unwrap()`, as it stands at a place.
fn locked(code: &Code<'_>, place: crate::Place) -> Option<std::ops::Range<usize>> {
    let call = code.call_at(place).filter(|call| code.text(&call.name) == "lock")?;
    let start = call.whole.start.checked_sub(1).filter(|at| code.source[*at..].starts_with('*'))?;
    let rest = &code.source[call.whole.end..];
    let taken = [".unwrap()", ".await"].into_iter().find(|taken| rest.starts_with(taken))?;
    Some(start..call.whole.end + taken.len())
}
