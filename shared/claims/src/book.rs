//! The claims, by what they are about.

mod channels;
mod costs;
mod cut;
mod ending;
mod futures;
mod locks;
mod order;
mod ownership;
mod streams;
mod task_channels;
mod tasks;
mod threads;
mod trpl;

use crate::claim::Claim;

/// All claims, in the order of their ids.
pub fn claims() -> Vec<Claim> {
    let groups = [
        threads::claims(),
        ownership::claims(),
        channels::claims(),
        locks::claims(),
        futures::claims(),
        tasks::claims(),
        task_channels::claims(),
        ending::claims(),
        order::claims(),
        streams::claims(),
        trpl::claims(),
        costs::claims(),
    ];
    let mut claims: Vec<Claim> = groups.into_iter().flatten().collect();
    claims.sort_by_key(|claim| (claim.topic(), claim.number()));
    claims
}
