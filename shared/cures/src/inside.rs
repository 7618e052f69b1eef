//! Waiting as a future does, where the thread of a runtime would be blocked, which the runtime does not allow.

use crate::code::{Call, Code};
use crate::facts::Facts;
use crate::proposal::Proposal;
use crate::sleep::made_async;
use answers::Cure;

/// Has futures awaited that are handed to a second runtime, or waited for by blocking.
pub fn cures(code: &Code<'_>, facts: &Facts) -> Vec<Cure> {
    let Some(panic) = facts.panics.first() else { return Vec::new() };
    let is_inside = panic.message.contains("within a runtime");
    let call = code.call_at(panic.at).filter(|_| is_inside);
    call.and_then(|call| awaited(code, call, panic.at)).into_iter().collect()
}

fn awaited(code: &Code<'_>, call: &Call, at: crate::Place) -> Option<Cure> {
    let name = code.text(&call.name);
    let statement = code.statement_at(at)?;
    let mut proposal = Proposal::default();
    if let Some(waits) = name.strip_prefix("blocking_") {
        proposal = proposal.replace(call.name.clone(), waits).insert(call.whole.end, ".await");
    } else {
        let [future] = call.arguments.as_slice() else { return None };
        proposal = proposal.replace(call.whole.clone(), format!("{}.await", code.text(future)));
        // A runtime can't be dropped there either.
        let runtime = call.receiver.as_ref().and_then(|runtime| code.binds(code.text(runtime), statement));
        if let Some(bound) = runtime {
            proposal = proposal.replace(code.deleted(bound), "");
        }
    }
    let proposal = made_async(code, statement, proposal, 3)?;
    let line = code.line(call.name.start);
    Some(proposal.cure(code, format!("`.await` in line {line}, where a runtime is there already")))
}
