//! Taking locks in one order.

use crate::code::Code;
use crate::facts::{Facts, Place, Wait};
use crate::ordered;
use crate::proposal::Proposal;
use answers::Cure;

/// Of two who wait for each other's lock, has one take its locks in the order of the other.
pub fn cures(code: &Code<'_>, facts: &Facts) -> Vec<Cure> {
    let mut places: Vec<(Place, Place)> =
        facts.waits.iter().flat_map(|wait| held_meanwhile(facts, wait)).collect();
    // The first in the text sets the order.
    places.sort_by(|one, other| other.cmp(one));
    places.dedup();
    let mut same: Vec<(Place, Place)> = facts.waits.iter().filter_map(|wait| round(facts, wait)).collect();
    same.sort();
    same.dedup();
    // Where all take them at the same lines, nothing is gained by another order of these.
    match same.as_slice() {
        [(held, wanted)] => ordered::cures(code, *held, *wanted),
        _ => places.iter().filter_map(|(held, wanted)| swapped(code, *held, *wanted)).collect(),
    }
}

/// Of one that waits for a lock and holds another one that is waited for: where it took that, and where it waits.
fn round(facts: &Facts, wait: &Wait) -> Option<(Place, Place)> {
    wait.holders().find(|(holder, _)| *holder != wait.who)?;
    let all = facts.waits.iter().flat_map(Wait::holders);
    { all }.find(|(holder, _)| *holder == wait.who).map(|(_, held)| (held, wait.at))
}

/// Where one that waits for a lock took those for which its holder waits, and where it waits.
fn held_meanwhile(facts: &Facts, wait: &Wait) -> Vec<(Place, Place)> {
    let holders = wait.holders().filter(|(holder, _)| *holder != wait.who);
    let theirs = holders.flat_map(|(holder, _)| facts.waits.iter().filter(move |other| other.who == holder));
    let mine = theirs.flat_map(|other| other.holders().filter(|(holder, _)| *holder == wait.who));
    mine.map(|(_, held)| (held, wait.at)).collect()
}

fn swapped(code: &Code<'_>, held: Place, wanted: Place) -> Option<Cure> {
    let (first, second) = (code.statement_at(held)?, code.statement_at(wanted)?);
    let block = code.statements[first].block;
    let second = code.part_of(second, block)?;
    if code.statements[second].index <= code.statements[first].index {
        return None;
    }
    let (from, to) =
        (code.line(code.statements[second].range.start), code.line(code.statements[first].range.start));
    let proposal = Proposal::default();
    if code.statements[second].binds.is_empty() {
        // The lock alone goes first, and what is done with it stays where it is.
        let (_, lock) = code.lock_at(wanted)?;
        let taken = format!("let mut guard = {};", code.text(&lock));
        let proposal = proposal.line_before(code, first, &taken).replace(lock, "guard");
        let help =
            format!("take locks in one order everywhere: that of line {from} before that of line {to}");
        return Some(proposal.cure(code, help));
    }
    let help = format!("take locks in one order everywhere: move line {from} to before line {to}");
    Some(proposal.move_before(code, second, first, &[]).cure(code, help))
}
