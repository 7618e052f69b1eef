//! Comparing what everybody says of a program.

mod graph;

use crate::interpreter::interpret;
use crate::language::Program;
use crate::seen::Seen;
use crate::worlds::{Failure, Found, Search, Worlds};
use answers::{Clock, MISTAKE, Reduction};
use graph::check_graph;
use std::collections::BTreeSet;
use std::fmt::{self, Display, Formatter};

/// What is compared, and how far.
#[derive(Clone, Copy, Debug)]
pub struct Depth {
    /// After how many runs a search is given up that prunes.
    pub pruned: u64,
    /// The same for the ones that prune less.
    pub plain: u64,
    /// After how many states the interpreter gives up.
    pub states: usize,
    /// Whether to look at the late clock too.
    pub late: bool,
    /// How many real runs there are.
    pub real: usize,
    /// Up to so many states a graph of choices is walked through; 0 asks for none.
    pub graph: usize,
}

/// What came of comparing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// All agree, on so many outputs; who came to an end is counted.
    Agree {
        outputs: usize,
        parties: usize,
    },
    /// The explorer does not follow, for this reason.
    Refused(String),
    /// There are too many outputs.
    TooMany,
    Differ(Difference),
}

/// Two that do not agree.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    pub one: &'static str,
    pub other: &'static str,
    pub only_one: Vec<Seen>,
    pub only_other: Vec<Seen>,
}

impl Verdict {
    pub fn is_agreement(&self) -> bool {
        matches!(self, Verdict::Agree { .. } | Verdict::TooMany)
    }

    pub fn is_difference(&self) -> bool {
        matches!(self, Verdict::Differ(_))
    }
}

impl Difference {
    /// Who they are.
    pub fn parties(&self) -> (&'static str, &'static str) {
        (self.one, self.other)
    }
}

impl Display for Verdict {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Verdict::Agree { outputs, parties } => {
                write!(f, "{outputs} outputs, as {parties} answers that came to an end say")
            }
            Verdict::Refused(why) => write!(f, "refused: {why}"),
            Verdict::TooMany => f.write_str("too many schedules"),
            Verdict::Differ(difference) => {
                let (one, other) = difference.parties();
                writeln!(f, "{one} and {other} differ")?;
                difference.fmt(f)
            }
        }
    }
}

impl Display for Difference {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let few = |f: &mut Formatter<'_>, who: &str, seen: &[Seen]| {
            writeln!(f, "  only {who}: {}", seen.len())?;
            seen.iter().take(4).try_for_each(|seen| writeln!(f, "    {seen}"))
        };
        few(f, self.one, &self.only_one)?;
        few(f, self.other, &self.only_other)
    }
}

/// Asks everybody.
pub fn check(worlds: &Worlds, program: &Program, depth: Depth) -> Result<Verdict, Failure> {
    let search = |clock, reduction, most| worlds.explore(program, Search { clock, reduction, most });
    let pruned = match search(Clock::Exact, Reduction::Pruned, depth.pruned)? {
        Found::All(seen) => seen,
        Found::Some(_) => return Ok(Verdict::TooMany),
        Found::Refused(why) => return Ok(refused(why)),
    };
    let mut parties = 1;
    if let Some(interpreted) = interpret(program, depth.states) {
        parties += 1;
        if let Some(difference) = differ("explorer", &pruned, "interpreter", &interpreted) {
            return Ok(Verdict::Differ(difference));
        }
    }
    for (name, reduction) in [("by states", Reduction::States), ("plain", Reduction::Plain)] {
        match search(Clock::Exact, reduction, depth.plain)? {
            Found::All(seen) => {
                parties += 1;
                if let Some(difference) = differ("pruned", &pruned, name, &seen) {
                    return Ok(Verdict::Differ(difference));
                }
            }
            Found::Some(seen) => {
                if let Some(difference) = misses("pruned", &pruned, name, &seen) {
                    return Ok(Verdict::Differ(difference));
                }
            }
            Found::Refused(why) => return Ok(refused(why)),
        }
    }
    if let Some(difference) = check_graph(worlds, program, depth, (Clock::Exact, &pruned))? {
        return Ok(Verdict::Differ(difference));
    }
    let mut late = None;
    // Where there is no time, none is late.
    if depth.late && has_time(program) {
        match check_late(worlds, program, depth, &pruned)? {
            Ok(seen) => late = seen,
            Err(verdict) => return Ok(verdict),
        }
        if let Some(all) = &late
            && let Some(difference) = check_graph(worlds, program, depth, (Clock::Late, all))?
        {
            return Ok(Verdict::Differ(difference));
        }
        parties += usize::from(late.is_some());
    }
    for _ in 0..depth.real {
        let Some(seen) = worlds.run(program)? else { continue };
        let all = late.as_ref().unwrap_or(&pruned);
        if !seen.is_in(&pruned) && !seen.is_in(all) {
            if late.is_none() && has_time(program) {
                continue;
            }
            let only_other = vec![seen];
            return Ok(Verdict::Differ(Difference {
                one: "explorer",
                other: "real run",
                only_one: all.iter().cloned().collect(),
                only_other,
            }));
        }
    }
    Ok(Verdict::Agree { outputs: pruned.len(), parties })
}

/// The outputs on the late clock, if they could all be found.
fn check_late(
    worlds: &Worlds,
    program: &Program,
    depth: Depth,
    exact: &BTreeSet<Seen>,
) -> Result<Result<Option<BTreeSet<Seen>>, Verdict>, Failure> {
    let search = |reduction, most| worlds.explore(program, Search { clock: Clock::Late, reduction, most });
    let late = match search(Reduction::Pruned, depth.pruned)? {
        Found::All(seen) => seen,
        Found::Some(_) => return Ok(Ok(None)),
        Found::Refused(why) => return Ok(Err(refused(why))),
    };
    if let Some(difference) = misses("late", &late, "exact", exact) {
        return Ok(Err(Verdict::Differ(difference)));
    }
    for (name, reduction) in [("late by states", Reduction::States), ("late plain", Reduction::Plain)] {
        let difference = match search(reduction, depth.plain)? {
            Found::All(seen) => differ("late pruned", &late, name, &seen),
            Found::Some(seen) => misses("late pruned", &late, name, &seen),
            Found::Refused(why) => return Ok(Err(refused(why))),
        };
        if let Some(difference) = difference {
            return Ok(Err(Verdict::Differ(difference)));
        }
    }
    Ok(Ok(Some(late)))
}

/// A program is refused if it does what is not modelled. If it is called undetermined, or the explorer finds that it went wrong
/// itself, something is wrong.
fn refused(why: String) -> Verdict {
    let (one, other) = if why.contains("not determined") {
        ("explorer, which calls it undetermined", "the program, which is not")
    } else if why.contains(MISTAKE) {
        ("explorer", "what it finds when it looks again")
    } else {
        return Verdict::Refused(why);
    };
    Verdict::Differ(Difference { one, other, only_one: Vec::new(), only_other: Vec::new() })
}

fn differ(
    one: &'static str,
    ones: &BTreeSet<Seen>,
    other: &'static str,
    others: &BTreeSet<Seen>,
) -> Option<Difference> {
    let only_one = ones.difference(others).cloned().collect();
    let only_other = others.difference(ones).cloned().collect();
    (ones != others).then_some(Difference { one, other, only_one, only_other })
}

/// The same where the other does not know all.
fn misses(
    one: &'static str,
    ones: &BTreeSet<Seen>,
    other: &'static str,
    others: &BTreeSet<Seen>,
) -> Option<Difference> {
    differ(one, ones, other, others)
        .filter(|difference| !difference.only_other.is_empty())
        .map(|difference| Difference { only_one: Vec::new(), ..difference })
}

/// Whether wake-ups can be late in it.
fn has_time(program: &Program) -> bool {
    use crate::language::{Statement, Verb};
    fn any(code: &[Statement]) -> bool {
        code.iter().any(|statement| {
            let timed = matches!(
                statement.verb,
                Verb::Sleep
                    | Verb::ParkTimeout
                    | Verb::WaitTimeout
                    | Verb::WaitTimeoutWhile
                    | Verb::RecvTimeout
                    | Verb::Timeout
            );
            timed || any(&statement.block)
        })
    }
    program.bodies.iter().any(|body| any(&body.code))
}
