//! Who waits for a future that several have.

use crate::places::Places;
use engine::verb::{self, Verb};
use engine::{Operation, Shared, Site, State, Wait};
use std::sync::Arc;
use std::task::{Context, Poll, Wake, Waker};
use virtual_tokio::polling::{Waiter, poll_waiting};

/// Who waits for a future that several have.
pub(super) struct Notifier {
    state: Shared<Shares>,
    /// A waker may outlive its execution in something that was forgotten.
    execution: Option<u32>,
    site: Site,
}

/// How far it is.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Stage {
    Idle,
    /// Somebody polls it, and whether it was woken meanwhile.
    Polled {
        woken: bool,
    },
    Complete,
    Poisoned,
}

#[derive(Clone)]
struct Shares {
    stage: Stage,
    waiting: Places<Option<Waiter>>,
    /// Stands for the output.
    token: u64,
}

impl Notifier {
    pub fn new(site: Site) -> Arc<Notifier> {
        let shares = Shares { stage: Stage::Idle, waiting: Places::default(), token: 0 };
        let state = Shared::new("future", shares).made_at(site).registered();
        Arc::new(Notifier { state, execution: engine::execution(), site })
    }

    pub fn waker(self: &Arc<Self>) -> Waker {
        Waker::from(Arc::clone(self))
    }

    /// Begins to poll it if nobody else does; the stage that it was in.
    pub fn begin(&self, cx: &Context<'_>, place: &mut Option<usize>) -> Poll<Stage> {
        poll_waiting(&self.state, cx, self.awaits(verb::LOOKED_AT), |shares, waiter| {
            let stage = shares.stage;
            let observed = engine::digest((stage, shares.token));
            if stage == Stage::Complete {
                return (Poll::Ready(stage), observed);
            }
            let mine = *place.get_or_insert_with(|| shares.waiting.insert(None));
            if let Stage::Polled { .. } = stage {
                shares.waiting.set(mine, Some(waiter));
                return (Poll::Pending, engine::digest((mine, observed)));
            }
            if stage == Stage::Idle {
                shares.stage = Stage::Polled { woken: false };
            }
            (Poll::Ready(stage), engine::digest((mine, observed)))
        })
    }

    /// It is not ready. Whoever polled it is to poll it again if it was woken meanwhile.
    pub fn wait(&self, cx: &Context<'_>, place: Option<usize>) {
        let polled: Poll<()> =
            poll_waiting(&self.state, cx, self.awaits(verb::LOOKED_AT), |shares, waiter| {
                let woken = shares.stage == Stage::Polled { woken: true };
                shares.stage = Stage::Idle;
                if !woken && let Some(place) = place {
                    shares.waiting.set(place, Some(waiter));
                }
                (if woken { Poll::Ready(()) } else { Poll::Pending }, woken.into())
            });
        if polled.is_ready() {
            cx.waker().wake_by_ref();
        }
    }

    /// It is ready, or it panicked and never will be.
    pub fn end(&self, stage: Stage) {
        self.state.operate(Operation::new(verb::MADE_IT).at(self.site), |shares| {
            (shares.stage, shares.token) = (stage, engine::token());
            if stage == Stage::Complete {
                shares.wake_all();
            }
            ((), 0)
        });
    }

    /// One that waited is dropped.
    pub fn leave(&self, place: usize) {
        let operation = Operation::new(verb::LET_GO_OF).at(self.site);
        self.state.operate(operation, |shares| (drop(shares.waiting.remove(place)), 0));
    }

    pub fn stage(&self) -> Stage {
        let operation = Operation::new(verb::LOOKED_AT).at(self.site).reads().peeks();
        self.state.operate(operation, |shares| (shares.stage, engine::digest((shares.stage, shares.token))))
    }

    fn awaits(&self, done: Verb) -> Operation<Shares> {
        Operation::new(done).at(self.site).awaits("the shared future")
    }
}

impl Shares {
    fn wake_all(&mut self) {
        let waiting: Vec<_> = self.waiting.all().filter_map(Option::take).collect();
        waiting.into_iter().for_each(Waiter::wake);
    }
}

impl Wake for Notifier {
    fn wake(self: Arc<Self>) {
        self.wake_by_ref();
    }

    fn wake_by_ref(self: &Arc<Self>) {
        if self.execution == engine::execution() {
            self.state.update(|shares| {
                if let Stage::Polled { woken } = &mut shares.stage {
                    *woken = true;
                }
                shares.wake_all();
            });
        }
    }
}

impl State for Shares {
    fn digest(&self) -> u64 {
        engine::digest((self.stage, &self.waiting, self.token))
    }

    fn waiting(&self, wait: &Wait<'_>) -> String {
        wait.sentence()
    }
}
