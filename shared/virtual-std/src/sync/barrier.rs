//! As `std::sync::Barrier`.

use ::std::fmt;
use engine::verb;
use engine::{Operation, Shared, State, Wait};
use unstable::Made;

/// As `std::sync::Barrier`.
pub struct Barrier {
    threads: usize,
    arrivals: Shared<Arrivals>,
}

/// As `std::sync::BarrierWaitResult`.
pub struct BarrierWaitResult(bool);

#[derive(Clone)]
struct Arrivals {
    wanted: usize,
    come: usize,
    /// How often all have come.
    rounds: usize,
}

impl State for Arrivals {
    fn digest(&self) -> u64 {
        engine::digest((self.come, self.rounds))
    }

    fn waiting(&self, wait: &Wait<'_>) -> String {
        let Wait { task, line, made, .. } = wait;
        let Arrivals { wanted, come, .. } = self;
        format!(
            "{task} waits at line {line} at the barrier made at line {made}, where {come} of {wanted} have come"
        )
    }
}

impl Barrier {
    /// As `std::sync::Barrier::new`.
    #[track_caller]
    #[must_use]
    pub const fn new(n: usize) -> Barrier {
        let arrivals = Shared::new("barrier", Arrivals { wanted: n, come: 0, rounds: 0 });
        unstable::made(Barrier { threads: n, arrivals })
    }

    /// As `std::sync::Barrier::wait`.
    #[track_caller]
    pub fn wait(&self) -> BarrierWaitResult {
        let threads = self.threads;
        let (leader, round) = self.arrivals.operate(
            Operation::new(verb::CAME_TO_THE_BARRIER).acquires().releases(),
            |arrivals| {
                let round = arrivals.rounds;
                arrivals.come += 1;
                let leader = arrivals.come >= threads;
                if leader {
                    arrivals.come = 0;
                    arrivals.rounds += 1;
                }
                // Who waits waits for the end of this round and of no other.
                let learned = if leader { engine::digest(leader) } else { engine::digest((leader, round)) };
                ((leader, round), learned)
            },
        );
        if !leader {
            // A round that is complete stays complete.
            let operation = Operation::new(verb::WENT_PAST_THE_BARRIER)
                .when("the others", move |arrivals: &Arrivals| arrivals.rounds > round)
                .alone(true)
                .acquires();
            self.arrivals.operate(operation, |_| ((), 0));
        }
        BarrierWaitResult(leader)
    }
}

impl Made for Barrier {
    fn made(self) -> Self {
        self.arrivals.register();
        self
    }
}

impl BarrierWaitResult {
    /// As `std::sync::BarrierWaitResult::is_leader`.
    #[must_use]
    pub fn is_leader(&self) -> bool {
        self.0
    }
}

impl fmt::Debug for Barrier {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Barrier").finish_non_exhaustive()
    }
}

impl fmt::Debug for BarrierWaitResult {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("BarrierWaitResult").field("is_leader", &self.0).finish()
    }
}
