//! What futures do.

use super::guards::{AsyncGuard, register_of_try, try_take};
use super::language::{GUARDS, Statement, Verb};
use super::local::{AsyncReceiver, AsyncSender, Local};
use super::perform::perform;
use super::threads::run_thread;
use super::world::{Own, World};
use std::future::Future;
use std::pin::Pin;
use std::thread::{self, JoinHandle};
use std::time::Duration;

pub enum Handle {
    Thread(JoinHandle<i64>),
    Task(tokio::task::JoinHandle<i64>),
}

/// What a future has for itself; dropped from top to bottom.
pub struct Task {
    pub guards: [Option<AsyncGuard<'static>>; GUARDS],
    pub local: Local,
    pub handles: Vec<Option<Handle>>,
    pub world: &'static World,
}

impl Task {
    pub fn new(world: &'static World, local: Local) -> Task {
        let handles = world.program.bodies.iter().map(|_| None).collect();
        Task { guards: [None, None], local, handles, world }
    }

    /// The future of a body that this one starts.
    pub fn child(&mut self, body: usize) -> Pending<i64> {
        let local = self.local.of_child(&self.world.program.bodies[body]);
        future(Task::new(self.world, local), body)
    }
}

pub type Pending<T> = Pin<Box<dyn Future<Output = T> + Send>>;

pub fn future(task: Task, body: usize) -> Pending<i64> {
    Box::pin(async move {
        let mut task = task;
        let world = task.world;
        run_future(&mut task, &world.program.bodies[body].code).await;
        task.local.registers[0]
    })
}

pub fn run_future<'a>(
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

pub async fn step(task: &mut Task, statement: &'static Statement) {
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

pub async fn step_on_ends(task: &mut Task, statement: &'static Statement) {
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

pub async fn step_guarded(task: &mut Task, statement: &'static Statement) {
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
