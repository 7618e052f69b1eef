//! Evaluates a program of the little language: with the real `std`, `tokio` and `trpl`, or with the explorer's.
#![allow(dead_code)]

use language::{Body, BodyKind, End, GUARDS, Owner, Program, REGISTERS, Statement, Verb, value};
use std::cell::Cell;
use std::future::Future;
use std::pin::Pin;
use std::sync::atomic::{AtomicI64, Ordering::SeqCst};
use std::sync::mpsc::{self, RecvTimeoutError, TryRecvError, TrySendError};
use std::sync::{
    Arc, Barrier, Condvar, Mutex, MutexGuard, OnceLock, PoisonError, RwLock, RwLockReadGuard,
    RwLockWriteGuard, TryLockError,
};
use std::thread::{self, JoinHandle, Scope, ScopedJoinHandle, Thread};
use std::time::Duration;
use tokio::sync as asynchronous;
use tokio::sync::{mpsc as async_mpsc, oneshot};

fn main() {
    let text = std::env::args().nth(1).unwrap_or_default();
    let program = language::parse(&text).expect("a program of the little language");
    let (owner, kind) = (program.owner, program.bodies[0].kind);
    let local = Local::of_main(&program);
    let world = World::new(program);
    match owner {
        Owner::Nobody => {
            let world: &'static World = Box::leak(Box::new(world));
            match kind {
                BodyKind::Thread => run_thread(Own::Nobody(world), 0, local, thread::current(), None),
                BodyKind::Future => trpl::block_on(future(Task::new(world, local), 0)),
            };
        }
        Owner::Last => {
            let mut world = Arc::new(world);
            run_thread(Own::Last(&world), 0, local, thread::current(), None);
            let finale = world.program.finale.clone();
            finale.iter().for_each(|statement| finish(&mut world, statement));
        }
    }
}

// ---- What there is

/// All objects that bodies share.
struct World {
    program: Program,
    mutexes: Vec<Mutex<i64>>,
    condvars: Vec<Condvar>,
    rwlocks: Vec<RwLock<i64>>,
    atomics: Vec<AtomicI64>,
    onces: Vec<OnceLock<i64>>,
    barriers: Vec<Barrier>,
    async_mutexes: Vec<asynchronous::Mutex<i64>>,
    async_rwlocks: Vec<asynchronous::RwLock<i64>>,
    notifies: Vec<asynchronous::Notify>,
    semaphores: Vec<asynchronous::Semaphore>,
}

impl World {
    fn new(program: Program) -> World {
        World {
            mutexes: (0..program.mutexes).map(Mutex::new).collect(),
            condvars: (0..program.mutexes).map(|_| Condvar::new()).collect(),
            rwlocks: (0..program.rwlocks).map(RwLock::new).collect(),
            atomics: (0..program.atomics).map(AtomicI64::new).collect(),
            onces: (0..program.onces).map(|_| OnceLock::new()).collect(),
            barriers: program.barriers.iter().map(|size| Barrier::new(*size as usize)).collect(),
            async_mutexes: (0..program.async_mutexes).map(asynchronous::Mutex::new).collect(),
            async_rwlocks: (0..program.async_rwlocks).map(asynchronous::RwLock::new).collect(),
            notifies: (0..program.notifies).map(|_| asynchronous::Notify::new()).collect(),
            semaphores: program
                .semaphores
                .iter()
                .map(|k| asynchronous::Semaphore::new(*k as usize))
                .collect(),
            program,
        }
    }
}

/// Who keeps the objects alive.
#[derive(Clone, Copy)]
enum Own<'w> {
    Nobody(&'static World),
    Last(&'w Arc<World>),
    /// Whoever waits for this thread.
    Scope(&'w World),
}

impl<'w> Own<'w> {
    fn world(self) -> &'w World {
        match self {
            Own::Nobody(world) | Own::Scope(world) => world,
            Own::Last(world) => world,
        }
    }
}

enum Sender {
    Free(mpsc::Sender<i64>),
    Bound(mpsc::SyncSender<i64>),
}

enum AsyncSender {
    Free(async_mpsc::UnboundedSender<i64>),
    Bound(async_mpsc::Sender<i64>),
}

enum AsyncReceiver {
    Free(async_mpsc::UnboundedReceiver<i64>),
    Bound(async_mpsc::Receiver<i64>),
}

/// Says when it is dropped.
struct Noisy(i64);

impl Drop for Noisy {
    fn drop(&mut self) {
        println!("d{}", self.0);
    }
}

/// What belongs to one body; dropped from top to bottom.
struct Local {
    registers: [i64; REGISTERS],
    senders: Vec<Option<Sender>>,
    receivers: Vec<Option<mpsc::Receiver<i64>>>,
    async_senders: Vec<Option<AsyncSender>>,
    async_receivers: Vec<Option<AsyncReceiver>>,
    oneshot_senders: Vec<Option<oneshot::Sender<i64>>>,
    oneshot_receivers: Vec<Option<oneshot::Receiver<i64>>>,
    arcs: Vec<Option<Arc<Noisy>>>,
}

fn channel(bound: i64) -> (Option<Sender>, Option<mpsc::Receiver<i64>>) {
    if bound < 0 {
        let (sender, receiver) = mpsc::channel();
        return (Some(Sender::Free(sender)), Some(receiver));
    }
    let (sender, receiver) = mpsc::sync_channel(bound as usize);
    (Some(Sender::Bound(sender)), Some(receiver))
}

fn async_channel(bound: i64) -> (Option<AsyncSender>, Option<AsyncReceiver>) {
    if bound < 0 {
        let (sender, receiver) = async_mpsc::unbounded_channel();
        return (Some(AsyncSender::Free(sender)), Some(AsyncReceiver::Free(receiver)));
    }
    let (sender, receiver) = async_mpsc::channel(bound as usize);
    (Some(AsyncSender::Bound(sender)), Some(AsyncReceiver::Bound(receiver)))
}

fn oneshot_channel() -> (Option<oneshot::Sender<i64>>, Option<oneshot::Receiver<i64>>) {
    let (sender, receiver) = oneshot::channel();
    (Some(sender), Some(receiver))
}

fn nones<T>(like: &[Option<T>]) -> Vec<Option<T>> {
    like.iter().map(|_| None).collect()
}

impl Local {
    /// What main begins with: all there is.
    fn of_main(program: &Program) -> Local {
        let (senders, receivers) = program.channels.iter().map(|bound| channel(*bound)).unzip();
        let (async_senders, async_receivers) =
            program.async_channels.iter().map(|bound| async_channel(*bound)).unzip();
        let (oneshot_senders, oneshot_receivers) = (0..program.oneshots).map(|_| oneshot_channel()).unzip();
        let arcs = (0..program.arcs).map(|number| Some(Arc::new(Noisy(number)))).collect();
        let registers = [0; REGISTERS];
        Local {
            registers,
            senders,
            receivers,
            async_senders,
            async_receivers,
            oneshot_senders,
            oneshot_receivers,
            arcs,
        }
    }

    /// What a body begins with that this one starts.
    fn of_child(&mut self, body: &Body) -> Local {
        let mut child = Local {
            registers: self.registers,
            senders: nones(&self.senders),
            receivers: nones(&self.receivers),
            async_senders: nones(&self.async_senders),
            async_receivers: nones(&self.async_receivers),
            oneshot_senders: nones(&self.oneshot_senders),
            oneshot_receivers: nones(&self.oneshot_receivers),
            arcs: nones(&self.arcs),
        };
        for (end, index) in &body.takes {
            let index = *index as usize;
            match end {
                End::Sender => {
                    child.senders[index] = self.senders[index].as_ref().map(|sender| match sender {
                        Sender::Free(sender) => Sender::Free(sender.clone()),
                        Sender::Bound(sender) => Sender::Bound(sender.clone()),
                    });
                }
                End::AsyncSender => {
                    child.async_senders[index] =
                        self.async_senders[index].as_ref().map(|sender| match sender {
                            AsyncSender::Free(sender) => AsyncSender::Free(sender.clone()),
                            AsyncSender::Bound(sender) => AsyncSender::Bound(sender.clone()),
                        });
                }
                End::Receiver => child.receivers[index] = self.receivers[index].take(),
                End::AsyncReceiver => child.async_receivers[index] = self.async_receivers[index].take(),
                End::OneshotSender => child.oneshot_senders[index] = self.oneshot_senders[index].take(),
                End::OneshotReceiver => child.oneshot_receivers[index] = self.oneshot_receivers[index].take(),
                End::Arc => child.arcs[index] = self.arcs[index].clone(),
            }
        }
        child
    }

    fn value(&self, written: i64) -> i64 {
        value(written, &self.registers)
    }

    /// Keeps a result in the register that the statement names at a place.
    fn keep(&mut self, statement: &Statement, place: usize, result: i64) {
        self.registers[statement.index(place) % REGISTERS] = result;
    }
}

struct Loud(Cell<i64>);

impl Drop for Loud {
    fn drop(&mut self) {
        println!("t{}", self.0.get());
    }
}

thread_local! {
    static OWN: Cell<i64> = Cell::new(0);
    static LOUD: Loud = Loud(Cell::new(0));
}

// ---- What threads and futures can do alike

/// Performs a statement that waits for nobody; false if it is none of those.
fn perform(world: &World, local: &mut Local, statement: &Statement) -> bool {
    let at = |place| statement.index(place);
    let v = |local: &Local, place| local.value(statement.arg(place));
    match statement.verb {
        Verb::Set => local.keep(statement, 0, v(local, 1)),
        Verb::Add => local.registers[at(0)] += v(local, 1),
        Verb::Print => println!("p{} {}", at(0), v(local, 1)),
        Verb::Show => println!("s{} {:?}", at(0), local.registers),
        Verb::Panic => panic!("!{}", at(0)),
        Verb::IsPoisoned => local.keep(statement, 1, world.mutexes[at(0)].is_poisoned().into()),
        Verb::LockedAdd => {
            let added = v(local, 1);
            let mut guard = world.mutexes[at(0)].lock().unwrap_or_else(PoisonError::into_inner);
            local.keep(statement, 2, *guard);
            *guard += added;
        }
        Verb::NotifyOne => world.condvars[at(0)].notify_one(),
        Verb::NotifyAll => world.condvars[at(0)].notify_all(),
        Verb::Load => local.keep(statement, 1, world.atomics[at(0)].load(SeqCst)),
        Verb::Store => world.atomics[at(0)].store(v(local, 1), SeqCst),
        Verb::FetchAdd => local.keep(statement, 2, world.atomics[at(0)].fetch_add(v(local, 1), SeqCst)),
        Verb::Swap => local.keep(statement, 2, world.atomics[at(0)].swap(v(local, 1), SeqCst)),
        Verb::CompareExchange => {
            let exchanged = world.atomics[at(0)].compare_exchange(v(local, 1), v(local, 2), SeqCst, SeqCst);
            local.keep(statement, 3, exchanged.unwrap_or_else(|found| found));
        }
        Verb::OnceInit => {
            let made = v(local, 1);
            let init = || {
                println!("i{}", at(0));
                made
            };
            local.keep(statement, 2, *world.onces[at(0)].get_or_init(init));
        }
        Verb::OnceGet => local.keep(statement, 1, world.onces[at(0)].get().copied().unwrap_or(-1)),
        Verb::OnceSet => {
            local.keep(statement, 2, world.onces[at(0)].set(v(local, 1)).is_err().into());
        }
        _ => return perform_on_ends(local, statement) || perform_async(world, local, statement),
    }
    true
}

fn perform_on_ends(local: &mut Local, statement: &Statement) -> bool {
    let at = |place| statement.index(place);
    let v = |local: &Local, place| local.value(statement.arg(place));
    match statement.verb {
        Verb::Send => {
            let message = v(local, 1);
            let result = match &local.senders[at(0)] {
                None => -9,
                Some(Sender::Free(sender)) => sender.send(message).is_err().into(),
                Some(Sender::Bound(sender)) => sender.send(message).is_err().into(),
            };
            local.keep(statement, 2, result);
        }
        Verb::TrySend => {
            let message = v(local, 1);
            let result = match &local.senders[at(0)] {
                None => -9,
                Some(Sender::Free(sender)) => sender.send(message).is_err().into(),
                Some(Sender::Bound(sender)) => match sender.try_send(message) {
                    Ok(()) => 0,
                    Err(TrySendError::Disconnected(_)) => 1,
                    Err(TrySendError::Full(_)) => 2,
                },
            };
            local.keep(statement, 2, result);
        }
        Verb::TryRecv => {
            let result = match local.receivers[at(0)].as_ref().map(mpsc::Receiver::try_recv) {
                None => -9,
                Some(Ok(message)) => message,
                Some(Err(TryRecvError::Empty)) => -1,
                Some(Err(TryRecvError::Disconnected)) => -2,
            };
            local.keep(statement, 1, result);
        }
        Verb::DropSender => local.senders[at(0)] = None,
        Verb::DropReceiver => local.receivers[at(0)] = None,
        Verb::DropAsyncSender => local.async_senders[at(0)] = None,
        Verb::DropAsyncReceiver => local.async_receivers[at(0)] = None,
        Verb::DropOneshotSender => local.oneshot_senders[at(0)] = None,
        Verb::DropOneshotReceiver => local.oneshot_receivers[at(0)] = None,
        Verb::ArcCount => {
            let count = local.arcs[at(0)].as_ref().map_or(-9, |arc| Arc::strong_count(arc) as i64);
            local.keep(statement, 1, count);
        }
        Verb::ArcDrop => local.arcs[at(0)] = None,
        Verb::ArcIntoInner => {
            let inner = local.arcs[at(0)].take().map(Arc::into_inner);
            local.keep(statement, 1, inner.as_ref().map_or(-9, |inner| inner.is_some().into()));
        }
        Verb::ArcTryUnwrap => {
            let result = match local.arcs[at(0)].take().map(Arc::try_unwrap) {
                None => -9,
                Some(Ok(_)) => 1,
                Some(Err(arc)) => {
                    local.arcs[at(0)] = Some(arc);
                    0
                }
            };
            local.keep(statement, 1, result);
        }
        Verb::ArcGetMut => {
            let only = local.arcs[at(0)].as_mut().map_or(-9, |arc| Arc::get_mut(arc).is_some().into());
            local.keep(statement, 1, only);
        }
        _ => return false,
    }
    true
}

fn perform_async(world: &World, local: &mut Local, statement: &Statement) -> bool {
    let at = |place| statement.index(place);
    let v = |local: &Local, place| local.value(statement.arg(place));
    match statement.verb {
        Verb::AsyncTrySend => {
            let message = v(local, 1);
            let result = match &local.async_senders[at(0)] {
                None => -9,
                Some(AsyncSender::Free(sender)) => sender.send(message).is_err().into(),
                Some(AsyncSender::Bound(sender)) => match sender.try_send(message) {
                    Ok(()) => 0,
                    Err(async_mpsc::error::TrySendError::Closed(_)) => 1,
                    Err(async_mpsc::error::TrySendError::Full(_)) => 2,
                },
            };
            local.keep(statement, 2, result);
        }
        Verb::AsyncTryRecv => {
            let received = match &mut local.async_receivers[at(0)] {
                None => Ok(-9),
                Some(AsyncReceiver::Free(receiver)) => receiver.try_recv(),
                Some(AsyncReceiver::Bound(receiver)) => receiver.try_recv(),
            };
            let result = received.unwrap_or_else(|error| match error {
                async_mpsc::error::TryRecvError::Empty => -1,
                async_mpsc::error::TryRecvError::Disconnected => -2,
            });
            local.keep(statement, 1, result);
        }
        Verb::OneshotSend => {
            let message = v(local, 1);
            let sent = local.oneshot_senders[at(0)].take().map(|sender| sender.send(message));
            local.keep(statement, 2, sent.map_or(-9, |sent| sent.is_err().into()));
        }
        Verb::OneshotTryRecv => {
            let received = local.oneshot_receivers[at(0)].as_mut().map(oneshot::Receiver::try_recv);
            let result = match received {
                None => -9,
                Some(Ok(message)) => message,
                Some(Err(oneshot::error::TryRecvError::Empty)) => -1,
                Some(Err(oneshot::error::TryRecvError::Closed)) => -2,
            };
            local.keep(statement, 1, result);
        }
        Verb::TokioNotifyOne => world.notifies[at(0)].notify_one(),
        Verb::TokioNotifyLast => world.notifies[at(0)].notify_last(),
        Verb::NotifyWaiters => world.notifies[at(0)].notify_waiters(),
        Verb::AddPermits => world.semaphores[at(0)].add_permits(at(1)),
        Verb::CloseSemaphore => world.semaphores[at(0)].close(),
        Verb::Permits => local.keep(statement, 1, world.semaphores[at(0)].available_permits() as i64),
        _ => return false,
    }
    true
}

/// What a future can hold while it waits.
enum AsyncGuard<'w> {
    Permit(asynchronous::SemaphorePermit<'w>),
    Mutex(asynchronous::MutexGuard<'w, i64>),
    Read(asynchronous::RwLockReadGuard<'w, i64>),
    Write(asynchronous::RwLockWriteGuard<'w, i64>),
}

impl AsyncGuard<'_> {
    fn get(&self) -> i64 {
        match self {
            AsyncGuard::Permit(_) => -8,
            AsyncGuard::Mutex(guard) => **guard,
            AsyncGuard::Read(guard) => **guard,
            AsyncGuard::Write(guard) => **guard,
        }
    }

    fn put(&mut self, value: i64) {
        match self {
            AsyncGuard::Permit(_) | AsyncGuard::Read(_) => {}
            AsyncGuard::Mutex(guard) => **guard = value,
            AsyncGuard::Write(guard) => **guard = value,
        }
    }
}

/// What comes of trying to take something; `None` if the statement does not try.
fn try_take<'w>(world: &'w World, statement: &Statement) -> Option<(Option<AsyncGuard<'w>>, i64)> {
    let at = |place| statement.index(place);
    let (guard, missed) = match statement.verb {
        Verb::TryAcquire => {
            let acquired = world.semaphores[at(1)].try_acquire();
            let missed = match &acquired {
                Ok(_) => 0,
                Err(asynchronous::TryAcquireError::NoPermits) => 1,
                Err(asynchronous::TryAcquireError::Closed) => 2,
            };
            (acquired.ok().map(AsyncGuard::Permit), missed)
        }
        Verb::AsyncTryLock => {
            let guard = world.async_mutexes[at(1)].try_lock().ok().map(AsyncGuard::Mutex);
            let missed = guard.is_none().into();
            (guard, missed)
        }
        Verb::AsyncTryRead => {
            let guard = world.async_rwlocks[at(1)].try_read().ok().map(AsyncGuard::Read);
            let missed = guard.is_none().into();
            (guard, missed)
        }
        Verb::AsyncTryWrite => {
            let guard = world.async_rwlocks[at(1)].try_write().ok().map(AsyncGuard::Write);
            let missed = guard.is_none().into();
            (guard, missed)
        }
        _ => return None,
    };
    Some((guard, missed))
}

/// Where the statement keeps what comes of trying to take something.
fn register_of_try(statement: &Statement) -> usize {
    if statement.verb == Verb::TryAcquire { 3 } else { 2 }
}

// ---- Threads

enum Guard<'w> {
    Mutex(MutexGuard<'w, i64>, usize),
    Read(RwLockReadGuard<'w, i64>),
    Write(RwLockWriteGuard<'w, i64>),
    Async(AsyncGuard<'w>),
}

enum Handle {
    Thread(JoinHandle<i64>),
    Task(tokio::task::JoinHandle<i64>),
}

/// What a thread has for itself; dropped from top to bottom.
struct Running<'w> {
    guards: [Option<Guard<'w>>; GUARDS],
    local: Local,
    handles: Vec<Option<JoinHandle<i64>>>,
    own: Own<'w>,
    parent: Thread,
    /// What its scoped threads wrote.
    outs: Vec<i64>,
}

/// What it has besides within a scope.
struct Scoped<'scope, 'env> {
    scope: &'scope Scope<'scope, 'env>,
    outs: Vec<Option<&'env mut i64>>,
    handles: Vec<Option<ScopedJoinHandle<'scope, i64>>>,
}

fn run_thread(own: Own<'_>, body: usize, local: Local, parent: Thread, mut out: Option<&mut i64>) -> i64 {
    let bodies = &own.world().program.bodies;
    let handles = bodies.iter().map(|_| None).collect();
    let mut running =
        Running { guards: [None, None], local, handles, own, parent, outs: vec![0; bodies.len()] };
    run_code(&mut running, &bodies[body].code, None, &mut out);
    running.local.registers[0]
}

fn run_code<'scope, 'env, 'w: 'scope>(
    running: &mut Running<'w>,
    code: &'w [Statement],
    mut scoped: Option<&mut Scoped<'scope, 'env>>,
    out: &mut Option<&mut i64>,
) {
    for statement in code {
        let world = running.own.world();
        let at = |place| statement.index(place);
        match statement.verb {
            Verb::If => {
                if running.local.registers[at(0)] == statement.arg(1) {
                    run_code(running, &statement.block, scoped.as_deref_mut(), out);
                }
            }
            Verb::Scope => {
                let mut outs = vec![0; running.outs.len()];
                let slots = outs.iter_mut().map(Some).collect();
                let handles = running.outs.iter().map(|_| None).collect();
                thread::scope(|scope| {
                    let mut scoped = Scoped { scope, outs: slots, handles };
                    run_code(running, &statement.block, Some(&mut scoped), out);
                });
                running.outs = outs;
            }
            Verb::SpawnScoped => {
                let Some(scoped) = &mut scoped else { continue };
                let body = at(0);
                let local = running.local.of_child(&world.program.bodies[body]);
                let parent = thread::current();
                let slot = scoped.outs[body].take();
                let own = match running.own {
                    Own::Nobody(world) => Own::Nobody(world),
                    Own::Last(_) | Own::Scope(_) => Own::Scope(world),
                };
                let child = move || run_thread(own, body, local, parent, slot);
                scoped.handles[body] = Some(scoped.scope.spawn(child));
            }
            Verb::Join => {
                let scoped = scoped.as_mut().and_then(|scoped| scoped.handles[at(0)].take());
                let joined = match (scoped, running.handles[at(0)].take()) {
                    (Some(handle), _) => handle.join().unwrap_or(-1),
                    (None, Some(handle)) => handle.join().unwrap_or(-1),
                    (None, None) => -9,
                };
                running.local.keep(statement, 1, joined);
            }
            Verb::IsFinished => {
                let scoped = scoped.as_ref().and_then(|scoped| scoped.handles[at(0)].as_ref());
                let finished = match (scoped, &running.handles[at(0)]) {
                    (Some(handle), _) => handle.is_finished().into(),
                    (None, Some(handle)) => handle.is_finished().into(),
                    (None, None) => -9,
                };
                running.local.keep(statement, 1, finished);
            }
            Verb::Unpark => {
                let scoped = scoped.as_ref().and_then(|scoped| scoped.handles[at(0)].as_ref());
                match (scoped, &running.handles[at(0)]) {
                    (Some(handle), _) => handle.thread().unpark(),
                    (None, Some(handle)) => handle.thread().unpark(),
                    (None, None) => {}
                }
            }
            Verb::WriteOut => {
                if let Some(out) = out {
                    **out = running.local.value(statement.arg(0));
                }
            }
            _ => run_alone(running, statement),
        }
    }
}

/// A statement that has nothing to do with a scope.
fn run_alone<'w>(running: &mut Running<'w>, statement: &'w Statement) {
    let world = running.own.world();
    let at = |place| statement.index(place);
    let v = |running: &Running, place| running.local.value(statement.arg(place));
    let millis = |place| Duration::from_millis(statement.arg(place) as u64);
    match statement.verb {
        Verb::Sleep => thread::sleep(millis(0)),
        Verb::Yield => thread::yield_now(),
        Verb::Spawn => {
            let body = at(0);
            if matches!(running.own, Own::Scope(_)) {
                return;
            }
            let local = running.local.of_child(&world.program.bodies[body]);
            let parent = thread::current();
            running.handles[body] = match running.own {
                Own::Nobody(world) => {
                    Some(thread::spawn(move || run_thread(Own::Nobody(world), body, local, parent, None)))
                }
                Own::Last(world) => {
                    let world = Arc::clone(world);
                    Some(thread::spawn(move || run_thread(Own::Last(&world), body, local, parent, None)))
                }
                Own::Scope(_) => None,
            };
        }
        Verb::ReadOut => running.local.keep(statement, 1, running.outs[at(0)]),
        Verb::Detach => running.handles[at(0)] = None,
        Verb::UnparkParent => running.parent.unpark(),
        Verb::Park => thread::park(),
        Verb::ParkTimeout => thread::park_timeout(millis(0)),
        Verb::Recv => {
            let received = running.local.receivers[at(0)].as_ref().map(|receiver| receiver.recv());
            running.local.keep(statement, 1, received.map_or(-9, |received| received.unwrap_or(-2)));
        }
        Verb::RecvTimeout => {
            let received =
                running.local.receivers[at(0)].as_ref().map(|receiver| receiver.recv_timeout(millis(1)));
            let result = match received {
                None => -9,
                Some(Ok(message)) => message,
                Some(Err(RecvTimeoutError::Timeout)) => -1,
                Some(Err(RecvTimeoutError::Disconnected)) => -2,
            };
            running.local.keep(statement, 2, result);
        }
        Verb::Barrier => {
            let leader = world.barriers[at(0)].wait().is_leader();
            running.local.keep(statement, 1, leader.into());
        }
        Verb::LocalGet => running.local.keep(statement, 0, OWN.get()),
        Verb::LocalAdd => OWN.set(OWN.get() + v(running, 0)),
        Verb::LocalLoud => LOUD.with(|loud| loud.0.set(v(running, 0))),
        Verb::BlockingSend => {
            let message = v(running, 1);
            let result = match &running.local.async_senders[at(0)] {
                None => -9,
                Some(AsyncSender::Free(sender)) => sender.send(message).is_err().into(),
                Some(AsyncSender::Bound(sender)) => sender.blocking_send(message).is_err().into(),
            };
            running.local.keep(statement, 2, result);
        }
        Verb::BlockingRecv => {
            let result = match &mut running.local.async_receivers[at(0)] {
                None => -9,
                Some(AsyncReceiver::Free(receiver)) => receiver.blocking_recv().unwrap_or(-2),
                Some(AsyncReceiver::Bound(receiver)) => receiver.blocking_recv().unwrap_or(-2),
            };
            running.local.keep(statement, 1, result);
        }
        _ => {
            if !run_guarded(running, statement) {
                perform(world, &mut running.local, statement);
            }
        }
    }
}

/// A statement about a guard; false if it is about none.
fn run_guarded<'w>(running: &mut Running<'w>, statement: &'w Statement) -> bool {
    let world = running.own.world();
    let at = |place| statement.index(place);
    let millis = |place| Duration::from_millis(statement.arg(place) as u64);
    let place = at(0) % GUARDS;
    match statement.verb {
        Verb::Lock => {
            running.guards[place] = None;
            let guard = world.mutexes[at(1)].lock().unwrap_or_else(PoisonError::into_inner);
            running.guards[place] = Some(Guard::Mutex(guard, at(1)));
        }
        Verb::Read => {
            running.guards[place] = None;
            let guard = world.rwlocks[at(1)].read().unwrap_or_else(PoisonError::into_inner);
            running.guards[place] = Some(Guard::Read(guard));
        }
        Verb::Write => {
            running.guards[place] = None;
            let guard = world.rwlocks[at(1)].write().unwrap_or_else(PoisonError::into_inner);
            running.guards[place] = Some(Guard::Write(guard));
        }
        Verb::TryLock => {
            running.guards[place] = None;
            let guard = tried(world.mutexes[at(1)].try_lock());
            running.local.keep(statement, 2, guard.is_none().into());
            running.guards[place] = guard.map(|guard| Guard::Mutex(guard, at(1)));
        }
        Verb::TryRead => {
            running.guards[place] = None;
            let guard = tried(world.rwlocks[at(1)].try_read());
            running.local.keep(statement, 2, guard.is_none().into());
            running.guards[place] = guard.map(Guard::Read);
        }
        Verb::TryWrite => {
            running.guards[place] = None;
            let guard = tried(world.rwlocks[at(1)].try_write());
            running.local.keep(statement, 2, guard.is_none().into());
            running.guards[place] = guard.map(Guard::Write);
        }
        Verb::Get => {
            let found = match &running.guards[place] {
                None => -7,
                Some(Guard::Mutex(guard, _)) => **guard,
                Some(Guard::Read(guard)) => **guard,
                Some(Guard::Write(guard)) => **guard,
                Some(Guard::Async(guard)) => guard.get(),
            };
            running.local.keep(statement, 1, found);
        }
        Verb::Put => {
            let put = running.local.value(statement.arg(1));
            match &mut running.guards[place] {
                None | Some(Guard::Read(_)) => {}
                Some(Guard::Mutex(guard, _)) => **guard = put,
                Some(Guard::Write(guard)) => **guard = put,
                Some(Guard::Async(guard)) => guard.put(put),
            }
        }
        Verb::Unlock => running.guards[place] = None,
        Verb::Wait | Verb::WaitTimeout | Verb::WaitWhile | Verb::WaitTimeoutWhile => {
            let Some(Guard::Mutex(guard, mutex)) = running.guards[place].take() else {
                return true;
            };
            let condvar = &world.condvars[mutex];
            let (guard, timed_out) = match statement.verb {
                Verb::Wait => (condvar.wait(guard).unwrap_or_else(PoisonError::into_inner), None),
                Verb::WaitWhile => {
                    let condition = |held: &mut i64| *held == statement.arg(1);
                    (condvar.wait_while(guard, condition).unwrap_or_else(PoisonError::into_inner), None)
                }
                Verb::WaitTimeout => {
                    let (guard, result) =
                        condvar.wait_timeout(guard, millis(1)).unwrap_or_else(PoisonError::into_inner);
                    (guard, Some((2, result)))
                }
                _ => {
                    let condition = |held: &mut i64| *held == statement.arg(2);
                    let (guard, result) = condvar
                        .wait_timeout_while(guard, millis(1), condition)
                        .unwrap_or_else(PoisonError::into_inner);
                    (guard, Some((3, result)))
                }
            };
            running.guards[place] = Some(Guard::Mutex(guard, mutex));
            if let Some((register, result)) = timed_out {
                running.local.keep(statement, register, result.timed_out().into());
            }
        }
        Verb::TryAcquire | Verb::AsyncTryLock | Verb::AsyncTryRead | Verb::AsyncTryWrite => {
            running.guards[place] = None;
            if let Some((guard, missed)) = try_take(world, statement) {
                running.guards[place] = guard.map(Guard::Async);
                running.local.keep(statement, register_of_try(statement), missed);
            }
        }
        _ => return false,
    }
    true
}

fn tried<G>(result: Result<G, TryLockError<G>>) -> Option<G> {
    match result {
        Ok(guard) => Some(guard),
        Err(TryLockError::Poisoned(error)) => Some(error.into_inner()),
        Err(TryLockError::WouldBlock) => None,
    }
}

/// What main does with the objects once it has done all else.
fn finish(world: &mut Arc<World>, statement: &Statement) {
    let Some(world) = Arc::get_mut(world) else {
        println!("f shared");
        return;
    };
    let at = statement.index(0);
    match statement.verb {
        Verb::MutexInner => {
            let mutex = std::mem::replace(&mut world.mutexes[at], Mutex::new(0));
            match mutex.into_inner() {
                Ok(value) => println!("f {value}"),
                Err(error) => println!("f {} poisoned", error.into_inner()),
            }
        }
        Verb::MutexGetMut => match world.mutexes[at].get_mut() {
            Ok(value) => println!("f {value}"),
            Err(error) => println!("f {} poisoned", error.into_inner()),
        },
        Verb::RwLockInner => {
            let lock = std::mem::replace(&mut world.rwlocks[at], RwLock::new(0));
            match lock.into_inner() {
                Ok(value) => println!("f {value}"),
                Err(error) => println!("f {} poisoned", error.into_inner()),
            }
        }
        Verb::AtomicInner => println!("f {}", std::mem::take(&mut world.atomics[at]).into_inner()),
        Verb::OnceInner => println!("f {:?}", std::mem::take(&mut world.onces[at]).into_inner()),
        _ => {}
    }
}

// ---- Futures

/// What a future has for itself; dropped from top to bottom.
struct Task {
    guards: [Option<AsyncGuard<'static>>; GUARDS],
    local: Local,
    handles: Vec<Option<Handle>>,
    world: &'static World,
}

impl Task {
    fn new(world: &'static World, local: Local) -> Task {
        let handles = world.program.bodies.iter().map(|_| None).collect();
        Task { guards: [None, None], local, handles, world }
    }

    /// The future of a body that this one starts.
    fn child(&mut self, body: usize) -> Pending<i64> {
        let local = self.local.of_child(&self.world.program.bodies[body]);
        future(Task::new(self.world, local), body)
    }
}

type Pending<T> = Pin<Box<dyn Future<Output = T> + Send>>;

fn future(task: Task, body: usize) -> Pending<i64> {
    Box::pin(async move {
        let mut task = task;
        let world = task.world;
        run_future(&mut task, &world.program.bodies[body].code).await;
        task.local.registers[0]
    })
}

fn run_future<'a>(
    task: &'a mut Task,
    code: &'static [Statement],
) -> Pin<Box<dyn Future<Output = ()> + Send + 'a>> {
    Box::pin(async move {
        for statement in code {
            match statement.verb {
                Verb::If => {
                    if task.local.registers[statement.index(0)] == statement.arg(1) {
                        run_future(task, &statement.block).await;
                    }
                }
                _ => step(task, statement).await,
            }
        }
    })
}

async fn step(task: &mut Task, statement: &'static Statement) {
    let world = task.world;
    let at = |place| statement.index(place);
    let millis = |place| Duration::from_millis(statement.arg(place) as u64);
    match statement.verb {
        Verb::Sleep => trpl::sleep(millis(0)).await,
        Verb::Yield => tokio::task::yield_now().await,
        Verb::SpawnTask => {
            let child = task.child(at(0));
            task.handles[at(0)] = Some(Handle::Task(tokio::spawn(child)));
        }
        Verb::Spawn => {
            let body = at(0);
            let local = task.local.of_child(&world.program.bodies[body]);
            let parent = thread::current();
            let child = move || run_thread(Own::Nobody(world), body, local, parent, None);
            task.handles[body] = Some(Handle::Thread(thread::spawn(child)));
        }
        Verb::Join => {
            let joined = match task.handles[at(0)].take() {
                None => -9,
                Some(Handle::Thread(handle)) => handle.join().unwrap_or(-1),
                Some(Handle::Task(handle)) => match handle.await {
                    Ok(value) => value,
                    Err(error) if error.is_cancelled() => -2,
                    Err(_) => -1,
                },
            };
            task.local.keep(statement, 1, joined);
        }
        Verb::IsFinished => {
            let finished = match &task.handles[at(0)] {
                None => -9,
                Some(Handle::Thread(handle)) => handle.is_finished().into(),
                Some(Handle::Task(handle)) => handle.is_finished().into(),
            };
            task.local.keep(statement, 1, finished);
        }
        Verb::Abort => {
            if let Some(Handle::Task(handle)) = &task.handles[at(0)] {
                handle.abort();
            }
        }
        Verb::Detach => task.handles[at(0)] = None,
        Verb::Unpark => {
            if let Some(Handle::Thread(handle)) = &task.handles[at(0)] {
                handle.thread().unpark();
            }
        }
        Verb::JoinFutures => {
            let (first, second) = (task.child(at(0)), task.child(at(1)));
            let (first, second) = trpl::join(first, second).await;
            task.local.keep(statement, 2, first * 10 + second);
        }
        Verb::Select => {
            let (first, second) = (task.child(at(0)), task.child(at(1)));
            let value = match trpl::select(first, second).await {
                trpl::Either::Left(value) => value,
                trpl::Either::Right(value) => 10 + value,
            };
            task.local.keep(statement, 2, value);
        }
        Verb::Timeout => {
            let child = task.child(at(1));
            let value = tokio::time::timeout(millis(0), child).await.unwrap_or(-3);
            task.local.keep(statement, 2, value);
        }
        _ => step_on_ends(task, statement).await,
    }
}

async fn step_on_ends(task: &mut Task, statement: &'static Statement) {
    let world = task.world;
    let at = |place| statement.index(place);
    match statement.verb {
        Verb::AsyncSend => {
            let message = task.local.value(statement.arg(1));
            let result = match &task.local.async_senders[at(0)] {
                None => -9,
                Some(AsyncSender::Free(sender)) => sender.send(message).is_err().into(),
                Some(AsyncSender::Bound(sender)) => sender.send(message).await.is_err().into(),
            };
            task.local.keep(statement, 2, result);
        }
        Verb::AsyncRecv => {
            let result = match &mut task.local.async_receivers[at(0)] {
                None => -9,
                Some(AsyncReceiver::Free(receiver)) => receiver.recv().await.unwrap_or(-2),
                Some(AsyncReceiver::Bound(receiver)) => receiver.recv().await.unwrap_or(-2),
            };
            task.local.keep(statement, 1, result);
        }
        Verb::OneshotRecv => {
            let result = match task.local.oneshot_receivers[at(0)].take() {
                None => -9,
                Some(receiver) => receiver.await.unwrap_or(-2),
            };
            task.local.keep(statement, 1, result);
        }
        Verb::Notified => world.notifies[at(0)].notified().await,
        _ => step_guarded(task, statement).await,
    }
}

async fn step_guarded(task: &mut Task, statement: &'static Statement) {
    let world = task.world;
    let at = |place| statement.index(place);
    let place = at(0) % GUARDS;
    match statement.verb {
        Verb::Acquire => {
            task.guards[place] = None;
            let acquired = world.semaphores[at(1)].acquire_many(at(2) as u32).await;
            task.local.keep(statement, 3, acquired.is_err().into());
            task.guards[place] = acquired.ok().map(AsyncGuard::Permit);
        }
        Verb::AsyncLock => {
            task.guards[place] = None;
            task.guards[place] = Some(AsyncGuard::Mutex(world.async_mutexes[at(1)].lock().await));
        }
        Verb::AsyncRead => {
            task.guards[place] = None;
            task.guards[place] = Some(AsyncGuard::Read(world.async_rwlocks[at(1)].read().await));
        }
        Verb::AsyncWrite => {
            task.guards[place] = None;
            task.guards[place] = Some(AsyncGuard::Write(world.async_rwlocks[at(1)].write().await));
        }
        Verb::TryAcquire | Verb::AsyncTryLock | Verb::AsyncTryRead | Verb::AsyncTryWrite => {
            task.guards[place] = None;
            if let Some((guard, missed)) = try_take(world, statement) {
                task.guards[place] = guard;
                task.local.keep(statement, register_of_try(statement), missed);
            }
        }
        Verb::Get => {
            let found = task.guards[place].as_ref().map_or(-7, AsyncGuard::get);
            task.local.keep(statement, 1, found);
        }
        Verb::Put => {
            let put = task.local.value(statement.arg(1));
            if let Some(guard) = &mut task.guards[place] {
                guard.put(put);
            }
        }
        Verb::Unlock => task.guards[place] = None,
        _ => {
            perform(world, &mut task.local, statement);
        }
    }
}
