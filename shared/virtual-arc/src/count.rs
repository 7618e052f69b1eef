//! The operations on a value's owners. Where they are not counted, nobody can tell when they happen.

use crate::owners::{By, Order, Owners, counted, matter};
use crate::verb;
use engine::Site;
use engine::Verb;

/// Another owner, made by one.
pub(crate) fn cloned(address: usize, site: Site) {
    if let Some(owned) = counted(address) {
        owned.operate(verb::MADE_ANOTHER_OWNER, Some(site), By::Reference, |owners| {
            owners.strong += 1;
            (0, Order::Free)
        });
    }
}

/// One owner less. As long as two remain, it is the same in whatever order others go.
pub(crate) fn dropped(address: usize) {
    if let Some(owned) = counted(address) {
        owned.operate(verb::DROPPED_AN_OWNER, None, By::Value, |owners| {
            owners.strong -= 1;
            let order = if owners.strong < 2 { Order::Fixed } else { Order::Free };
            ((owners.strong == 0).into(), order)
        });
    }
}

/// Another `Weak`, made by either.
pub(crate) fn weakened(address: usize, site: Site) {
    if let Some(owned) = counted(address) {
        owned.operate(verb::MADE_A_WEAK, Some(site), By::Reference, |owners| {
            owners.weak += 1;
            (0, Order::Free)
        });
    }
}

/// One `Weak` less.
pub(crate) fn weak_dropped(address: usize) {
    if let Some(owned) = counted(address) {
        owned.operate(verb::DROPPED_A_WEAK, None, By::Reference, |owners| {
            owners.weak -= 1;
            (0, Order::Free)
        });
    }
}

/// Looks at the owners and may change them, which others can tell: from now on they are counted.
pub(crate) fn observed(
    address: usize,
    done: Verb,
    site: Site,
    by: By,
    look: impl FnOnce(&mut Owners) -> u64,
) {
    match counted(address) {
        None => matter(address),
        Some(owned) => owned.operate(done, Some(site), by, |owners| (look(owners), Order::Fixed)),
    }
}
