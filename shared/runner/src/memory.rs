//! How much memory a program may take.

use std::fmt;

/// How much memory a listing may take together with all processes that it starts, in bytes.
pub const LISTING: Memory = Memory(1 << 30);
/// The same for the explorer, which looks at itself more often, and stops earlier.
pub const EXPLORER: Memory = Memory(3 << 30);
/// The same for one compiler.
pub const COMPILER: Memory = Memory(4 << 30);

/// An amount of memory, in bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Memory(pub u64);

impl Memory {
    /// The system refuses a process more than this, should nobody look in time. It is much more, since memory that is asked
    /// for and never used costs nothing, and of the stacks of thousands of threads most is never used.
    pub fn at_once(self) -> u64 {
        self.0.saturating_mul(16)
    }
}

/// In the largest unit of which it is a whole number: `1 GiB`.
impl fmt::Display for Memory {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let units = [(1 << 30, "GiB"), (1 << 20, "MiB"), (1 << 10, "KiB"), (1, "bytes")];
        let fits = |(size, _): &&(u64, &str)| self.0 >= *size && self.0.is_multiple_of(*size);
        let (size, unit) = units.iter().find(fits).copied().unwrap_or((1, "bytes"));
        write!(f, "{} {unit}", self.0 / size)
    }
}
