//! A handle to a thread as others see it.

use crate::time::Duration;
use ::std::fmt;
use ::std::panic::Location;
use ::std::rc::Rc;
use ::std::sync::{Arc, OnceLock};
use engine::verb;
use engine::{Due, Kind, Operation, Shared, State, TaskId, Wait};

/// As `std::thread::Thread`.
#[derive(Clone)]
pub struct Thread {
    inner: Arc<Inner>,
}

struct Inner {
    task: OnceLock<TaskId>,
    name: Option<String>,
    permit: Shared<Permit>,
}

#[derive(Clone, Default)]
struct Permit {
    given: bool,
}

impl State for Permit {
    fn digest(&self) -> u64 {
        engine::digest(self.given)
    }

    fn waiting(&self, wait: &Wait<'_>) -> String {
        let alone = wait.in_the_end(" and nobody unparks it");
        format!("{} is parked at line {}{alone}", wait.task, wait.line)
    }
}

/// As `std::thread::ThreadId`.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct ThreadId(Option<TaskId>);

impl fmt::Debug for ThreadId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("ThreadId").field(&self.0.map_or(0, TaskId::number)).finish()
    }
}

/// Its address is where a thread keeps its own handle.
static KEY: u8 = 0;

/// As `std::thread::current`.
pub fn current() -> Thread {
    let thread = || {
        let thread = Thread::new(match engine::current_kind() {
            Some(Kind::Thread) => Some(engine::current_name()).filter(|_| engine::is_main()),
            Some(Kind::Task | Kind::Driver) => Some("tokio-rt-worker".to_owned()),
            None => None,
        });
        thread.is_current();
        Rc::new(thread)
    };
    let kept = engine::local((&raw const KEY).addr(), || thread());
    kept.and_then(|kept| kept.downcast_ref::<Thread>().cloned()).unwrap_or_else(|| Thread::new(None))
}

const REASON: &str = "who is parked goes on only when unparked or when its time is over; a system may let it go on without a reason, too";

/// As `std::thread::park`.
#[track_caller]
pub fn park() {
    engine::rests_on(REASON);
    let operation =
        Operation::new(verb::WAS_UNPARKED).when("an unpark", |permit: &Permit| permit.given).acquires();
    current().inner.permit.operate(operation, |permit| (permit.given = false, 0));
}

/// As `std::thread::park_timeout`.
#[track_caller]
pub fn park_timeout(duration: Duration) {
    engine::rests_on(REASON);
    let inner = current().inner;
    let given = inner.permit.operate(Operation::new(verb::PARKED).relaxed(), |permit| {
        let given = ::std::mem::take(&mut permit.given);
        if given {
            inner.permit.take_over();
        }
        (given, given.into())
    });
    if given {
        return;
    }
    let Some(timer) = engine::set_timer(verb::PARKED_UNTIL, Due::After(duration)) else { return };
    let operation = Operation::new(verb::WENT_ON)
        .when("an unpark", |permit: &Permit| permit.given)
        .or_timeout()
        .acquires();
    inner.permit.operate(operation, |permit| (permit.given = false, 0));
    engine::clear_timer(timer);
}

impl Thread {
    pub(crate) fn new(name: Option<String>) -> Thread {
        let permit = Shared::new("thread", Permit::default()).registered();
        Thread { inner: Arc::new(Inner { task: OnceLock::new(), name, permit }) }
    }

    /// Makes it the handle of the thread that runs.
    pub(crate) fn enter(&self) {
        self.is_current();
        engine::local((&raw const KEY).addr(), || Rc::new(self.clone()));
    }

    fn is_current(&self) {
        engine::current().map(|task| self.inner.task.set(task));
    }

    pub(crate) fn is(&self, task: Option<TaskId>) {
        task.map(|task| self.inner.task.set(task));
    }

    /// As `std::thread::Thread::id`.
    #[track_caller]
    pub fn id(&self) -> ThreadId {
        if engine::current_kind() == Some(Kind::Task) {
            let line = Location::caller().line();
            engine::not_followed(format!("line {line} asks which of the runtime's threads runs a task"));
        }
        ThreadId(self.inner.task.get().copied())
    }

    /// As `std::thread::Thread::name`.
    pub fn name(&self) -> Option<&str> {
        self.inner.name.as_deref()
    }

    /// As `std::thread::Thread::unpark`.
    #[track_caller]
    pub fn unpark(&self) {
        let name = self.inner.task.get().map(|task| engine::name_of(*task));
        self.inner.permit.operate(Operation::new(verb::UNPARKED).releases(), |permit| {
            engine::turn_out(Some(verb::UNPARKED), name.as_deref());
            permit.given = true;
            ((), 0)
        });
    }
}

impl fmt::Debug for Thread {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Thread").field("id", &self.id()).field("name", &self.name()).finish_non_exhaustive()
    }
}
