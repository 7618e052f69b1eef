//! Facts about places of the program that a library finds out in one execution and must know in all.

use crate::parts::digest::digest;
use crate::parts::site::{Site, key};
use crate::world;

/// Whether a fact that a library found out about a place of the program is known.
pub fn is_known(fact: &str, site: Site) -> bool {
    let key = digest((fact, key(site)));
    world::with(|world| world.knowledge.peeked.contains(&key)).unwrap_or_default()
}

/// Notes a fact about a place of the program. If it is new, this execution counts for nothing.
pub fn learn_fact(fact: &str, site: Site) {
    let key = digest((fact, key(site)));
    world::with(|world| world.learned |= world.knowledge.peeked.insert(key));
}
