//! What to change in a program that hangs or surprises.
//!
//! Given the program's text and what is known of the trouble (who waits where for what, and what keeps that from coming),
//! this proposes changes of the text. Each comes of a rule about a kind of trouble and knows no program; none is
//! certain to help, or even to compile, so whoever shows one tries it first.

mod across;
mod all_told;
mod aside;
mod at_once;
mod code;
mod facts;
mod flag;
mod hold;
mod inside;
mod join_later;
mod joined;
mod kept_future;
mod later;
mod let_go;
mod lines;
mod lock_order;
mod nesting;
mod notices;
mod ordered;
mod polled;
mod proposal;
mod range;
mod reader;
mod sleep;
mod take_along;
mod unwrapped;

pub use facts::{Actor, Facts, Keeper, Lost, Panic, Place, Rewrite, Wait};
pub use polled::never_polled;

use answers::Cure;
use code::{BlockKind, Code};

/// So many are worth trying.
const MOST: usize = 5;

/// Whether what stands at a place is part of an async function or block.
pub fn is_async(source: &str, place: Place) -> bool {
    let Some(code) = Code::read(source) else { return false };
    let Some(statement) = code.statement_at(place) else { return false };
    let kinds = code.around(statement).into_iter().map(|block| code.blocks[block].kind.clone());
    let first = kinds.into_iter().find(|kind| *kind != BlockKind::Other);
    matches!(
        first,
        Some(BlockKind::Function { is_async: true, .. } | BlockKind::Captures { is_async: true, .. })
    )
}

/// What could be changed in a program that has this trouble, the most likely first.
pub fn cures(source: &str, facts: &Facts) -> Vec<Cure> {
    let Some(code) = Code::read(source) else { return Vec::new() };
    let rules: [fn(&Code<'_>, &Facts) -> Vec<Cure>; 18] = [
        notices::looked_for_again,
        flag::cures,
        all_told::cures,
        lock_order::cures,
        take_along::cures,
        let_go::senders,
        join_later::cures,
        hold::cures,
        aside::cures,
        sleep::cures,
        at_once::cures,
        joined::cures,
        later::cures,
        inside::cures,
        across::cures_of_panics,
        unwrapped::cures,
        range::cures,
        kept_future::cures,
    ];
    let mut cures: Vec<Cure> = Vec::new();
    for cure in rules.iter().flat_map(|rule| rule(&code, facts)) {
        if !cures.iter().any(|other| other.edits == cure.edits) {
            cures.push(cure);
        }
    }
    cures.truncate(MOST);
    cures
}
