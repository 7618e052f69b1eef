//! Where it was measured.

use std::fmt::{self, Display, Formatter};

use serde::{Deserialize, Serialize};

/// What figures depend on. It shows itself in one line.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Machine {
    /// Its processor, as that calls itself.
    pub name: String,
    /// How many processors the measurements could use.
    pub cpus: usize,
    /// `None` where the system does not tell.
    pub memory_bytes: Option<u64>,
    pub os: String,
    /// The version of the system's kernel; empty where the system does not tell.
    pub kernel: String,
    pub rustc: String,
    /// Which part of the processors' time other programs took meanwhile, from 0 to 1; `None` where the system does not
    /// tell.
    pub others: Option<f64>,
}

impl Display for Machine {
    fn fmt(&self, f: &mut Formatter) -> fmt::Result {
        let Machine { name, cpus, memory_bytes, os, kernel, rustc, .. } = self;
        let processors = if *cpus == 1 { "processor" } else { "processors" };
        write!(f, "{name}, {cpus} {processors}")?;
        if let Some(bytes) = memory_bytes {
            write!(f, ", {:.1} GB of memory", *bytes as f64 / 1e9)?;
        }
        write!(f, ", {}, {rustc}", format!("{os} {kernel}").trim_end())
    }
}
