//! What threads do.

use super::guards::{Guard, run_guarded};
use super::language::{GUARDS, Statement, Verb};
use super::local::{AsyncReceiver, AsyncSender, LOUD, Local, OWN};
use super::perform::perform;
use super::world::Own;
use std::sync::Arc;
use std::sync::mpsc::RecvTimeoutError;
use std::thread::{self, JoinHandle, Scope, ScopedJoinHandle, Thread};
use std::time::Duration;

/// What a thread has for itself; dropped from top to bottom.
pub struct Running<'w> {
    pub guards: [Option<Guard<'w>>; GUARDS],
    pub local: Local,
    pub handles: Vec<Option<JoinHandle<i64>>>,
    pub own: Own<'w>,
    pub parent: Thread,
    /// What its scoped threads wrote.
    pub outs: Vec<i64>,
}

/// What it has besides within a scope.
pub struct Scoped<'scope, 'env> {
    pub scope: &'scope Scope<'scope, 'env>,
    pub outs: Vec<Option<&'env mut i64>>,
    pub handles: Vec<Option<ScopedJoinHandle<'scope, i64>>>,
}

pub fn run_thread(own: Own<'_>, body: usize, local: Local, parent: Thread, mut out: Option<&mut i64>) -> i64 {
    let bodies = &own.world().program.bodies;
    let handles = bodies.iter().map(|_| None).collect();
    let mut running =
        Running { guards: [None, None], local, handles, own, parent, outs: vec![0; bodies.len()] };
    run_code(&mut running, &bodies[body].code, None, &mut out);
    running.local.registers[0]
}

pub fn run_code<'scope, 'env, 'w: 'scope>(
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
            Verb::Detach => {
                if let Some(scoped) = &mut scoped {
                    scoped.handles[at(0)] = None;
                }
                running.handles[at(0)] = None;
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
pub fn run_alone<'w>(running: &mut Running<'w>, statement: &'w Statement) {
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
