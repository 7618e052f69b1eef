//! What threads and futures can do alike, and without waiting for anybody.

use super::language::{Statement, Verb};
use super::local::{AsyncReceiver, AsyncSender, Local, Sender};
use super::world::World;
use std::sync::atomic::Ordering::SeqCst;
use std::sync::mpsc::{self, TryRecvError, TrySendError};
use std::sync::{Arc, PoisonError};
use tokio::sync::{mpsc as async_mpsc, oneshot};

/// Performs a statement that waits for nobody; false if it is none of those.
pub fn perform(world: &World, local: &mut Local, statement: &Statement) -> bool {
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

pub fn perform_on_ends(local: &mut Local, statement: &Statement) -> bool {
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

pub fn perform_async(world: &World, local: &mut Local, statement: &Statement) -> bool {
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
