//! Taking locks in one order.

use crate::code::Code;
use crate::facts::{Facts, Place, Wait};
use crate::proposal::Proposal;
use answers::Cure;

/// Of two who wait for each other's lock, has one take its locks in the order of the other.
pub fn cures(code: &Code<'_>, facts: &Facts) -> Vec<Cure> {
    let mut places: Vec<(Place, Place)> =
        facts.waits.iter().flat_map(|wait| held_meanwhile(facts, wait)).collect();
    // The first in the text sets the order.
    places.sort_by(|one, other| other.cmp(one));
    places.dedup();
    // Where all take them at the same lines, nothing is gained by another order of these.
    let is_one = places.len() == 1;
    let cures = places.iter().filter_map(|(held, wanted)| swapped(code, *held, *wanted));
    if is_one { Vec::new() } else { cures.collect() }
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
    let help = format!(
        "take locks in one order everywhere: move line {} to before line {}",
        code.line(code.statements[second].range.start),
        code.line(code.statements[first].range.start)
    );
    Some(Proposal::default().move_before(code, second, first, &[]).cure(code, help))
}
