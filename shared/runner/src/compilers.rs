//! What the compilers of a build take.

use std::collections::HashMap;
use std::fmt;
use std::time::{Duration, Instant};

use crate::census::Marked;
use crate::memory::{self, Memory};
use crate::process_group::ProcessGroup;

/// How often compilers are looked at.
const LOOK: Duration = Duration::from_millis(200);

/// So much computing is work.
const WORK: Duration = Duration::from_millis(100);

/// What one compiler may take.
#[derive(Clone, Copy, Debug)]
pub struct Bounds {
    pub memory: Memory,
    /// Of processors, so that a busy machine makes no difference.
    pub time: Duration,
    /// Without any work in the whole build, as when it reads what never comes.
    pub rest: Duration,
}

/// More than any listing, and anything that one needs, takes by far.
impl Default for Bounds {
    fn default() -> Self {
        Bounds { memory: memory::COMPILER, time: Duration::from_secs(300), rest: Duration::from_secs(60) }
    }
}

/// What a compiler took too much of, so that it was ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Excess {
    Memory(Memory),
    Time(Duration),
    Rest(Duration),
}

/// Ends the compilers that take more than they may, where the system tells what they take.
pub struct Compilers {
    bounds: Bounds,
    looked_at: Instant,
    /// How long all had computed when they had last got on, and when that was.
    got_on: (Duration, Instant),
    /// By the names of their crates.
    ended: HashMap<String, Excess>,
}

impl Compilers {
    pub fn new(bounds: Bounds) -> Compilers {
        let now = Instant::now();
        Compilers { bounds, looked_at: now, got_on: (Duration::ZERO, now), ended: HashMap::new() }
    }

    pub fn look(&mut self, group: &ProcessGroup) {
        if self.looked_at.elapsed() < LOOK {
            return;
        }
        self.looked_at = Instant::now();
        let members = group.members(LOOK);
        let rest = self.rest(&members);
        for compiler in members {
            let name = crate_name(compiler);
            let rest = rest.filter(|_| name.is_some());
            let Some(excess) = self.bounds.excess(compiler).or(rest) else { continue };
            self.ended.extend(name.map(|name| (name, excess)));
            compiler.kill();
        }
    }

    /// Whether nobody has done anything for too long. Cargo looks around now and then, which is no work.
    fn rest(&mut self, members: &[Marked]) -> Option<Excess> {
        let computed: Duration = members.iter().map(|member| member.computed()).sum();
        let (before, since) = self.got_on;
        // While cargo waits for another that builds in the same folder, there is no compiler.
        let is_compiling = members.iter().any(|member| crate_name(*member).is_some());
        // Who has ended is not counted any more, but was at work.
        if !is_compiling || computed < before || computed > before + WORK {
            self.got_on = (computed, self.looked_at);
            return None;
        }
        (since.elapsed() > self.bounds.rest).then_some(Excess::Rest(self.bounds.rest))
    }

    /// What the compiler of a binary took too much of, if it was ended for that.
    pub fn excess(&self, binary: &str) -> Option<Excess> {
        self.ended.get(&binary.replace('-', "_")).copied()
    }
}

impl Bounds {
    fn excess(self, compiler: Marked) -> Option<Excess> {
        if compiler.memory() > self.memory {
            Some(Excess::Memory(self.memory))
        } else if compiler.computed() > self.time {
            Some(Excess::Time(self.time))
        } else {
            None
        }
    }
}

/// What is compiled, if this is rustc.
fn crate_name(compiler: Marked) -> Option<String> {
    let words = compiler.words();
    let at = words.iter().position(|word| word == "--crate-name")?;
    words.get(at + 1).cloned()
}

/// A sentence of what rustc did.
impl fmt::Display for Excess {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Excess::Memory(memory) => write!(f, "rustc took more than {memory} of memory for it")?,
            Excess::Rest(time) => write!(f, "rustc has waited for {} s at it", time.as_secs())?,
            Excess::Time(time) => write!(f, "rustc has computed for {} s at it", time.as_secs())?,
        }
        f.write_str(match self {
            Excess::Memory(_) | Excess::Time(_) => {
                ", and was stopped; a macro, a type or a constant in it may go on without end"
            }
            Excess::Rest(_) => {
                ", and was stopped; a file that it includes may be a pipe, to which nobody writes"
            }
        })
    }
}
