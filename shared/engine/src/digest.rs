//! Hashes that are the same in every execution and every process.

use std::hash::{DefaultHasher, Hash, Hasher};

/// Hashes a value with fixed keys.
pub fn digest(value: impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    value.hash(&mut hasher);
    hasher.finish()
}
