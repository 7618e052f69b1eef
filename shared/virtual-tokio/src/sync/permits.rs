//! What locks, semaphores and bounded channels are made of: permits, given in the order in which they were asked for.

mod given;

use crate::sync::TryAcquireError;
use crate::task::coop::poll_proceed;
use crate::waiter::poll_waiting;
use engine::verb::{self, Verb};
use engine::{Operation, Owner, Shared, Site};
use given::{Asked, Given};
use std::task::{Context, Poll, ready};

/// Somebody asks for them while it does something else, and so has a place in the line.
const LINE: &str = "is asked for in line";

/// Permits, given in the order in which they were asked for.
pub(crate) struct Permits {
    state: Owner<Given>,
    purpose: Purpose,
}

/// What permits are for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Purpose {
    /// To use what a lock guards.
    Lock,
    /// To do what the program says.
    Semaphore,
    /// To put a message into a channel.
    Room,
}

/// The permits were closed.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Closed;

impl Permits {
    /// Permits to use data of type `T`.
    #[track_caller]
    pub fn new<T: ?Sized>(purpose: Purpose, free: usize) -> Permits {
        let permits = Permits::const_new::<T>(purpose, free);
        permits.state.register();
        permits
    }

    /// The same, for a `static`.
    #[track_caller]
    pub const fn const_new<T: ?Sized>(purpose: Purpose, free: usize) -> Permits {
        let kind = match purpose {
            Purpose::Lock => "lock",
            Purpose::Semaphore => "semaphore",
            Purpose::Room => "channel",
        };
        Permits { state: Owner::of::<T>(Shared::new(kind, Given::new(purpose, free))), purpose }
    }

    /// Waits for permits.
    pub async fn acquire(&self, done: Verb, count: usize, site: Site) -> Result<(), Closed> {
        let mut acquire = Acquire { permits: self, done, count, key: None, has: false };
        std::future::poll_fn(|cx| acquire.poll(cx, site)).await
    }

    /// Takes permits that are free.
    pub fn try_acquire(&self, count: usize, site: Site) -> Result<(), TryAcquireError> {
        self.state.operate(Operation::new(verb::TRIED_TO_TAKE).at(site).peeks(), |given| {
            if given.closed {
                return (Err(TryAcquireError::Closed), 1);
            }
            if !given.can_give(count) {
                return (Err(TryAcquireError::NoPermits), 0);
            }
            (Ok(()), given.give(count, site))
        })
    }

    /// Waits for permits as a thread.
    pub fn blocking_acquire(&self, done: Verb, count: usize, site: Site) -> Result<(), Closed> {
        let can = move |given: &Given| given.closed || given.can_give(count);
        let operation = Operation::new(done).at(site).when(self.purpose.awaited(), can);
        self.state.operate(operation.in_turn(), |given| {
            if given.closed { (Err(Closed), 1) } else { (Ok(()), given.give(count, site)) }
        })
    }

    /// Gives permits back, or more than there were. How many are free then: nobody may rely on it but to see that they are too many.
    pub fn release(&self, done: Verb, count: usize, site: Site) -> usize {
        self.state.operate(Operation::new(done).at(site), |given| {
            given.take_back(count);
            (given.free, 0)
        })
    }

    /// The running task may have written what the permits guard, for which a token stands then.
    pub fn wrote(&self, token: Option<u64>) {
        if let Some(token) = token {
            self.state.update(|given| given.written = token);
        }
    }

    /// What the permits guard is taken out.
    #[track_caller]
    pub fn take_out(&self) {
        self.state.take_out(|_| ());
    }

    /// What the permits guard is lent out to be written, without any.
    #[track_caller]
    pub fn lend_out(&mut self) {
        self.state.lend_out(|_| ());
    }

    /// Gives permits back within the step that is being performed anyway.
    pub fn put_back(&self, count: usize) {
        self.state.update(|given| given.take_back(count));
    }

    /// Whether who asks has to get in line. Threads need not, nor tasks that do nothing else meanwhile, as long as nobody can see that
    /// they wait: those who came at the same moment could as well have come in another order.
    fn is_in_line(&self) -> bool {
        let site = self.state.made();
        if engine::are_polls_ours() && !engine::polls_one() {
            engine::learn_fact(LINE, site);
        }
        !engine::polls_one() || self.state.is_peeked() || engine::is_known(LINE, site)
    }

    /// Takes free permits away for good.
    pub fn forget(&self, count: usize, site: Site) -> usize {
        self.state.operate(Operation::new(verb::FORGOT).at(site).peeks(), |given| {
            let forgotten = count.min(given.available());
            given.free -= forgotten;
            (forgotten, forgotten as u64)
        })
    }

    /// How many are free, within the step that is being performed anyway.
    pub fn free_now(&self) -> usize {
        self.state.look(|given| given.free)
    }

    /// How many are free.
    pub fn free(&self, site: Site) -> usize {
        let operation = Operation::new(verb::LOOKED_AT).at(site).reads().peeks();
        self.state.operate(operation, |given| (given.available(), given.available() as u64))
    }

    /// Whether they were closed.
    pub fn is_closed(&self, site: Site) -> bool {
        let operation = Operation::new(verb::LOOKED_AT).at(site).reads().peeks();
        self.state.operate(operation, |given| (given.closed, u64::from(given.closed)))
    }

    /// Gives none any more.
    pub fn close(&self, site: Site) {
        self.state.operate(Operation::new(verb::CLOSED).at(site), |given| {
            given.close();
            ((), 0)
        });
    }

    /// The same within the step that is being performed anyway.
    pub fn close_now(&self) {
        self.state.update(Given::close);
    }
}

/// Somebody who waits for permits; the place in the queue, or what was given, is given up with it.
struct Acquire<'a> {
    permits: &'a Permits,
    done: Verb,
    count: usize,
    key: Option<u64>,
    /// It has its permits, but the task must let others go on before it may use them.
    has: bool,
}

impl Acquire<'_> {
    fn poll(&mut self, cx: &mut Context<'_>, site: Site) -> Poll<Result<(), Closed>> {
        let given = if self.has { Poll::Ready(self.check(site)) } else { self.poll_given(cx, site) };
        if ready!(given).is_err() {
            return Poll::Ready(Err(Closed));
        }
        self.has = true;
        ready!(poll_proceed(cx)).made_progress();
        self.has = false;
        Poll::Ready(Ok(()))
    }

    fn poll_given(&mut self, cx: &Context<'_>, site: Site) -> Poll<Result<(), Closed>> {
        let count = self.count;
        let mut operation = Operation::new(self.done).at(site).awaits(self.permits.purpose.awaited());
        if !self.permits.is_in_line() {
            let can = move |given: &Given| given.closed || given.can_give(count);
            operation = operation.waits_unnoticed(can).in_turn();
        }
        poll_waiting(&self.permits.state, cx, operation, |given, waiter| {
            if given.closed {
                return (Poll::Ready(Err(Closed)), 1);
            }
            if self.key.is_some_and(|key| given.granted.remove(&key)) {
                self.key = None;
                return (Poll::Ready(Ok(())), given.hand_over(site));
            }
            match self.key {
                None if given.can_give(count) => return (Poll::Ready(Ok(())), given.give(count, site)),
                None => {
                    let key = waiter.token();
                    self.key = Some(key);
                    given.queue.push_back(Asked { key, count, waiter });
                }
                Some(key) => {
                    if let Some(asked) = given.queue.iter_mut().find(|asked| asked.key == key) {
                        asked.waiter = waiter;
                    }
                }
            }
            (Poll::Pending, 0)
        })
    }

    fn check(&self, site: Site) -> Result<(), Closed> {
        if self.permits.is_closed(site) { Err(Closed) } else { Ok(()) }
    }
}

impl Drop for Acquire<'_> {
    fn drop(&mut self) {
        if self.has {
            self.permits.put_back(self.count);
        }
        let Some(key) = self.key else { return };
        self.permits.state.update(|given| {
            given.queue.retain(|asked| asked.key != key);
            let unused = if given.granted.remove(&key) { self.count } else { 0 };
            given.take_back(unused);
        });
    }
}

impl Purpose {
    fn awaited(self) -> &'static str {
        match self {
            Purpose::Lock => "the lock",
            Purpose::Semaphore => "a permit of the semaphore",
            Purpose::Room => "room in the channel",
        }
    }
}
