//! Where a write stands.

/// A place in the modification order of a location, counted so that there is room between any two.
pub(crate) type Stamp = u128;
