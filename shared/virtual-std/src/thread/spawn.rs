use crate::time::Duration;
use ::std::panic::{AssertUnwindSafe, catch_unwind};
use ::std::sync::{Arc, Mutex, PoisonError};
use engine::{Due, Kind, Operation, Shared, State, TaskId, Wait};

pub type Result<T> = ::std::thread::Result<T>;

pub struct JoinHandle<T> {
    packet: Arc<Mutex<Option<Result<T>>>>,
    end: Arc<Shared<Ended>>,
}

#[derive(Clone, Default)]
pub(crate) struct Ended {
    child: Option<TaskId>,
    done: bool,
    token: u64,
}
impl State for Ended {
    fn digest(&self) -> u64 {
        engine::digest((self.done, self.token))
    }
    fn waiting(&self, wait: &Wait<'_>) -> String {
        let child = self.child.map_or(String::new(), wait.name_of);
        format!("{} waits at line {} for {child} to end", wait.task, wait.line)
    }
}

#[track_caller]
pub fn spawn<F, T>(f: F) -> JoinHandle<T>
where
    F: FnOnce() -> T + Send + 'static,
    T: Send + 'static,
{
    let packet = Arc::new(Mutex::new(None));
    let end = Arc::new(Shared::new("thread", Ended::default()).registered());
    let (theirs, their_end) = (packet.clone(), end.clone());
    let child = engine::spawn(
        None,
        Kind::Thread,
        Box::new(move || {
            let result = catch_unwind(AssertUnwindSafe(f));
            let token = if size_of::<T>() == 0 && result.is_ok() { 0 } else { engine::token() };
            *theirs.lock().unwrap_or_else(PoisonError::into_inner) = Some(result);
            drop(theirs);
            let alone = !their_end.is_peeked();
            their_end.operate(Operation::new("ended").alone(alone), |s| {
                s.done = true;
                s.token = token;
                ((), 0)
            });
        }),
    );
    end.update(|s| s.child = child);
    JoinHandle { packet, end }
}

impl<T> JoinHandle<T> {
    #[track_caller]
    pub fn join(self) -> Result<T> {
        self.end.operate(Operation::new("joined").when("a thread", |s: &Ended| s.done).alone(true), |s| {
            ((), s.token)
        });
        self.packet.lock().unwrap_or_else(PoisonError::into_inner).take().unwrap()
    }
}

#[track_caller]
pub fn sleep(d: Duration) {
    engine::sleep(Due::After(d));
}
