//! A state, as an execution comes to it.

use engine::{Choice, Execution, Joined, Point, Standing, Who, digest};
use std::time::Duration;

/// A state, as an execution comes to it.
#[derive(Clone, Debug)]
pub(super) struct Spot {
    /// Of all that is shown of it, and of all that can follow. Equal ones are one state.
    pub key: u64,
    /// Of all that can follow, alone.
    pub state: u64,
    pub now: Duration,
    pub standings: Vec<Standing>,
    pub offers: Vec<Offer>,
}

/// A move that could be made.
#[derive(Clone, Debug)]
pub(super) struct Offer {
    pub choice: Choice,
    /// Who would; `None` for the clock.
    pub whose: Option<Who>,
    pub late: bool,
}

/// The calls that a future is within, from the outermost: where they are, and which of their futures it is.
pub(super) type Path = Vec<(u32, u32, usize)>;

impl Spot {
    /// The point at which an execution is, which holds back so much of what it has printed.
    pub fn of(point: &Point<'_>, held: &str) -> Spot {
        let offer = |one: &engine::Move| Offer {
            choice: one.choice,
            whose: point.whose(one.choice.actor),
            late: one.late,
        };
        let (state, now) = (point.state(), point.now());
        let standings = point.standings();
        Spot {
            key: digest((state, now, held, shown(&standings, &point.branches()))),
            state,
            now,
            offers: point.moves.iter().map(offer).collect(),
            standings,
        }
    }

    /// Where an execution has come to its end.
    pub fn at_the_end(run: &Execution) -> Spot {
        let Execution { time: now, standings, branches, end, .. } = run;
        let key = digest((now, format!("{end:?}"), shown(standings, branches)));
        Spot { key, state: key, now: *now, standings: standings.clone(), offers: Vec::new() }
    }
}

/// A hash of how everybody stands. Futures have another number where others were polled before them.
fn shown(standings: &[Standing], branches: &[Joined]) -> u64 {
    let named = |(number, branch): Who| (number, branch.map(|branch| path(branches, branch)));
    let one = |standing: &Standing| {
        let others: Vec<_> = standing.others.iter().map(|who| named(*who)).collect();
        let Standing { at, place, why, until, .. } = standing;
        digest((named(standing.who), at, place, why, until, others))
    };
    standings.iter().map(one).fold(0, u64::wrapping_add)
}

/// Where a future stands among those of its task.
pub(super) fn path(branches: &[Joined], branch: usize) -> Path {
    let Joined { site, place, within, .. } = &branches[branch];
    let mut path = within.map_or(Path::new(), |outer| self::path(branches, outer));
    path.push((site.line(), site.column(), *place));
    path
}
