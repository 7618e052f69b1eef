//! As `std::sync::Once`.

use ::std::fmt;
use engine::verb;
use engine::{Operation, Owner, Owns, Shared, Site, State, TaskId, Wait};
use unstable::Made;

/// As `std::sync::Once`.
pub struct Once {
    stage: Owner<Progress>,
}

/// As `std::sync::ONCE_INIT`.
#[deprecated(since = "1.38.0", note = "the `Once::new()` function is now preferred")]
#[expect(clippy::declare_interior_mutable_const, reason = "it is there to be copied")]
pub const ONCE_INIT: Once = Once::new();

/// As `std::sync::OnceState`.
#[derive(Debug)]
pub struct OnceState {
    poisoned: bool,
}

impl OnceState {
    /// As `std::sync::OnceState::is_poisoned`.
    #[must_use]
    pub fn is_poisoned(&self) -> bool {
        self.poisoned
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) struct Progress {
    stage: Stage,
    runs: Option<(TaskId, Site)>,
    /// Stands for what was made.
    token: u64,
}

#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum Stage {
    New,
    Running,
    Poisoned,
    Done,
}

impl Progress {
    pub fn is_done(self) -> bool {
        self.stage == Stage::Done
    }

    pub fn is_poisoned(self) -> bool {
        self.stage == Stage::Poisoned
    }
}

impl Owns for Progress {
    fn content(&self) -> u64 {
        engine::digest((self.stage, self.token))
    }

    fn rewrite(&mut self, token: u64) {
        self.token = token;
    }
}

impl State for Progress {
    fn digest(&self) -> u64 {
        engine::digest((self.stage, self.token))
    }

    fn waiting(&self, wait: &Wait<'_>) -> String {
        let Wait { task, line, .. } = wait;
        let by = self.runs.map_or(String::new(), |(task, site)| {
            format!(", which {} makes since line {}", (wait.name_of)(task), engine::Place::of(site))
        });
        format!("{task} waits at line {line} for what is made once{by}")
    }
}

impl Once {
    /// As `std::sync::Once::new`.
    #[track_caller]
    #[must_use]
    pub const fn new() -> Once {
        Once::of::<()>()
    }

    /// Stands for something that is made once.
    #[track_caller]
    pub(crate) const fn of<T>() -> Once {
        let progress = Progress { stage: Stage::New, runs: None, token: 0 };
        unstable::made(Once { stage: Owner::of::<T>(Shared::new("initialization", progress)) })
    }

    /// The only one who has it takes out what was made, if it was.
    #[track_caller]
    pub(crate) fn take_out(&self) -> Progress {
        self.stage.take_out(|progress| *progress)
    }

    /// The only one who has it may write what was made, if it was.
    #[track_caller]
    pub(crate) fn lend_out(&mut self) -> Progress {
        self.stage.lend_out(|progress| *progress)
    }

    /// The only one who has it makes it.
    pub(crate) fn make_alone(&mut self, make: impl FnOnce()) {
        self.stage.update(|progress| progress.stage = Stage::Poisoned);
        make();
        self.stage.update(|progress| (progress.stage, progress.token) = (Stage::Done, engine::token()));
    }

    /// As `std::sync::Once::call_once`.
    ///
    /// # Panics
    /// When an earlier call has panicked.
    #[track_caller]
    pub fn call_once<F: FnOnce()>(&self, f: F) {
        self.call(false, |_| f());
    }

    /// As `std::sync::Once::call_once_force`.
    #[track_caller]
    pub fn call_once_force<F: FnOnce(&OnceState)>(&self, f: F) {
        self.call(true, f);
    }

    /// As `std::sync::Once::is_completed`.
    #[track_caller]
    pub fn is_completed(&self) -> bool {
        let operation = Operation::new(verb::ASKED_WHETHER_IT_IS_MADE).peeks().reads().acquires();
        self.stage.operate(operation, |progress| {
            let done = progress.stage == Stage::Done;
            (done, engine::digest((done, progress.token)))
        })
    }

    /// As `std::sync::Once::wait`.
    ///
    /// # Panics
    /// When a call has panicked.
    #[track_caller]
    pub fn wait(&self) {
        let over = |progress: &Progress| progress.is_done() || progress.is_poisoned();
        let poisoned = self.wait_until(over).is_poisoned();
        assert!(!poisoned, "Once instance has previously been poisoned");
    }

    /// As `std::sync::Once::wait_force`.
    #[track_caller]
    pub fn wait_force(&self) {
        self.wait_until(|progress| progress.is_done());
    }

    #[track_caller]
    fn wait_until(&self, over: fn(&Progress) -> bool) -> Progress {
        let operation = Operation::new(verb::FOUND_IT_MADE).when("it to be made", over).reads().acquires();
        self.stage.operate(operation, |progress| (*progress, progress.content()))
    }

    /// Whether this call was the one that ran.
    #[track_caller]
    pub(crate) fn call(&self, force: bool, f: impl FnOnce(&OnceState)) -> bool {
        let operation = Operation::new(verb::ASKED_FOR_WHAT_IS_MADE_ONCE)
            .when("what is made once", |progress: &Progress| progress.stage != Stage::Running)
            .acquires();
        let site = operation.site();
        let stage = self.stage.operate(operation, |progress| {
            let (stage, observed) = (progress.stage, progress.content());
            if stage == Stage::New || (force && stage == Stage::Poisoned) {
                progress.stage = Stage::Running;
                progress.runs = engine::current().map(|me| (me, site));
            }
            (stage, observed)
        });
        match stage {
            Stage::Done | Stage::Running => false,
            Stage::Poisoned if !force => panic!("Once instance has previously been poisoned"),
            Stage::New | Stage::Poisoned => {
                let unfinished = Unfinished { once: self, site };
                f(&OnceState { poisoned: stage == Stage::Poisoned });
                ::std::mem::forget(unfinished);
                self.end(Stage::Done, site);
                true
            }
        }
    }

    fn end(&self, stage: Stage, site: Site) {
        let token = engine::token();
        let operation = Operation::new(verb::MADE_IT).at(site).alone(!self.stage.is_peeked()).releases();
        self.stage.operate(operation, |progress| {
            *progress = Progress { stage, runs: None, token };
            ((), 0)
        });
    }
}

impl Made for Once {
    fn made(self) -> Self {
        self.stage.register();
        self
    }
}

/// A call that has not ended; if it is dropped, it has panicked.
struct Unfinished<'a> {
    once: &'a Once,
    site: Site,
}

impl Drop for Unfinished<'_> {
    fn drop(&mut self) {
        self.once.end(Stage::Poisoned, self.site);
    }
}

impl Default for Once {
    fn default() -> Self {
        Once::new()
    }
}

impl fmt::Debug for Once {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Once").finish_non_exhaustive()
    }
}
