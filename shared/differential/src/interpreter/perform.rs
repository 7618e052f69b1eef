//! What threads and futures can do alike, and without waiting for anybody.

use super::Interpreter;
use super::body::{By, Guard, Life, Todo, Wait};
use super::guards::Missing;
use super::objects::Once;
use super::permits::Asked;
use super::state::State;
use crate::language::{BodyKind, End, GUARDS, REGISTERS, Statement, Verb, value};

impl Interpreter<'_> {
    pub fn value(&self, state: &State, body: usize, written: i64) -> i64 {
        value(written, &state.bodies[body].registers)
    }

    pub fn keep(&self, state: &mut State, body: usize, statement: &Statement, place: usize, result: i64) {
        state.bodies[body].registers[statement.index(place) % REGISTERS] = result;
    }

    /// Performs a statement that takes one step and waits for nobody; false if it is none of those.
    pub fn perform(&self, state: &mut State, body: usize, statement: &Statement) -> bool {
        let at = |place| statement.index(place);
        let v = |state: &State, place| self.value(state, body, statement.arg(place));
        let index = at(0);
        let (place, result) = match statement.verb {
            Verb::Set => (0, v(state, 1)),
            Verb::Add => {
                let register = at(0) % REGISTERS;
                (0, state.bodies[body].registers[register] + v(state, 1))
            }
            Verb::Print => {
                let text = format!("p{index} {}", v(state, 1));
                state.print(text);
                return true;
            }
            Verb::Show => {
                let text = format!("s{index} {:?}", state.bodies[body].registers);
                state.print(text);
                return true;
            }
            Verb::IsPoisoned => (1, state.mutexes[index].poisoned.into()),
            Verb::Load => (1, state.atomics[index]),
            Verb::Store => {
                state.atomics[index] = v(state, 1);
                return true;
            }
            Verb::FetchAdd => {
                let before = state.atomics[index];
                state.atomics[index] = before + v(state, 1);
                (2, before)
            }
            Verb::Swap => {
                let new = v(state, 1);
                (2, std::mem::replace(&mut state.atomics[index], new))
            }
            Verb::CompareExchange => {
                let before = state.atomics[index];
                if before == v(state, 1) {
                    state.atomics[index] = v(state, 2);
                }
                (3, before)
            }
            Verb::OnceGet => match state.onces[index] {
                Once::Made(value) => (1, value),
                Once::New | Once::Making => (1, -1),
            },
            Verb::NotifyAll => {
                for waiter in std::mem::take(&mut state.waiting[index]) {
                    state.bodies[waiter].wait = Wait::Condvar { mutex: index, notified: true };
                }
                return true;
            }
            Verb::TrySend => (2, self.try_send(state, body, index, v(state, 1))),
            Verb::TryRecv => (1, self.try_recv(state, body, index).unwrap_or_else(Missing::number)),
            Verb::AsyncTrySend => {
                let message = v(state, 1);
                if !state.bodies[body].has(End::AsyncSender, index) {
                    (2, -9)
                } else {
                    let channel = &mut state.async_channels[index];
                    match channel.room.try_take(1) {
                        Asked::Closed => (2, 1),
                        Asked::Later => (2, 2),
                        Asked::Given => {
                            channel.queue.push(message);
                            (2, 0)
                        }
                    }
                }
            }
            Verb::AsyncTryRecv => (1, self.async_try_recv(state, body, index)),
            Verb::OneshotSend => {
                let message = v(state, 1);
                if !state.bodies[body].lose(End::OneshotSender, index) {
                    (2, -9)
                } else {
                    let line = &mut state.oneshots[index];
                    line.sender = false;
                    if line.receiver {
                        line.value = Some(message);
                    }
                    (2, (!line.receiver).into())
                }
            }
            Verb::OneshotTryRecv => {
                let line = &mut state.oneshots[index];
                if !state.bodies[body].has(End::OneshotReceiver, index) {
                    (1, -9)
                } else {
                    let received = line.value.take();
                    line.told |= !line.sender;
                    (1, received.unwrap_or(if line.sender { -1 } else { -2 }))
                }
            }
            Verb::TokioNotifyOne => {
                state.notify(index, By::One);
                return true;
            }
            Verb::TokioNotifyLast => {
                state.notify(index, By::Last);
                return true;
            }
            Verb::NotifyWaiters => {
                state.notifies[index].calls += 1;
                for waiter in std::mem::take(&mut state.notifies[index].waiting) {
                    state.bodies[waiter].wait = Wait::Notified { by: Some(By::All) };
                }
                return true;
            }
            Verb::AddPermits => {
                state.semaphores[index].add(statement.arg(1));
                return true;
            }
            Verb::CloseSemaphore => {
                state.semaphores[index].close();
                return true;
            }
            Verb::Permits => (1, state.semaphores[index].free),
            Verb::ArcCount => {
                (1, if state.bodies[body].has(End::Arc, index) { state.arcs[index] } else { -9 })
            }
            Verb::ArcGetMut => {
                let only = i64::from(state.arcs[index] == 1);
                (1, if state.bodies[body].has(End::Arc, index) { only } else { -9 })
            }
            Verb::ArcIntoInner => {
                let had = state.bodies[body].lose(End::Arc, index);
                if had {
                    state.arcs[index] -= 1;
                }
                let last = had && state.arcs[index] == 0;
                if last {
                    self.todo(state, body, Todo::Print(format!("d{index}").into()));
                }
                (1, if had { last.into() } else { -9 })
            }
            Verb::ArcTryUnwrap => {
                let has = state.bodies[body].has(End::Arc, index);
                let last = has && state.arcs[index] == 1;
                if last {
                    state.bodies[body].lose(End::Arc, index);
                    state.arcs[index] = 0;
                    self.todo(state, body, Todo::Print(format!("d{index}").into()));
                }
                (1, if has { last.into() } else { -9 })
            }
            Verb::IsFinished => {
                let of = &state.bodies[body];
                let has = of.handles.contains(&index) || of.scoped_handles.contains(&index);
                let life = state.bodies[index].life;
                let is_task = self.program.bodies[index].kind == BodyKind::Future;
                let finished = life == Life::Ended || (life == Life::Done && !is_task);
                (1, if has { finished.into() } else { -9 })
            }
            Verb::Abort => {
                let is_task = self.program.bodies[index].kind == BodyKind::Future;
                if is_task && state.bodies[body].handles.contains(&index) {
                    state.bodies[index].aborted = true;
                }
                return true;
            }
            Verb::Detach => {
                state.bodies[body].handles.retain(|other| *other != index);
                state.bodies[body].scoped_handles.retain(|other| *other != index);
                return true;
            }
            Verb::Unpark => {
                let of = &state.bodies[body];
                let is_thread = self.program.bodies[index].kind == BodyKind::Thread;
                if is_thread && (of.handles.contains(&index) || of.scoped_handles.contains(&index)) {
                    state.bodies[index].unparked = true;
                }
                return true;
            }
            Verb::TryAcquire | Verb::AsyncTryLock | Verb::AsyncTryRead | Verb::AsyncTryWrite => {
                self.try_take(state, body, statement)
            }
            Verb::Get => (1, self.held(state, body, at(0) % GUARDS)),
            Verb::Put => {
                let value = v(state, 1);
                self.put(state, body, at(0) % GUARDS, value);
                return true;
            }
            _ => return self.drop_end_named(state, body, statement) || self.spawn(state, body, statement),
        };
        self.keep(state, body, statement, place, result);
        true
    }

    /// What the actor that runs a body has to do before anything else.
    pub fn todo(&self, state: &mut State, body: usize, todo: Todo) {
        let actor = self.actor(state, body);
        state.bodies[actor].todo.push(todo);
    }

    /// The thread or task that runs a body.
    pub fn actor(&self, state: &State, body: usize) -> usize {
        let mut actor = body;
        while !state.bodies[actor].acts {
            actor = state.bodies[actor].parent;
        }
        actor
    }

    fn drop_end_named(&self, state: &mut State, body: usize, statement: &Statement) -> bool {
        let end = match statement.verb {
            Verb::DropSender => End::Sender,
            Verb::DropReceiver => End::Receiver,
            Verb::DropAsyncSender => End::AsyncSender,
            Verb::DropAsyncReceiver => End::AsyncReceiver,
            Verb::DropOneshotSender => End::OneshotSender,
            Verb::DropOneshotReceiver => End::OneshotReceiver,
            Verb::ArcDrop => End::Arc,
            _ => return false,
        };
        if state.bodies[body].lose(end, statement.index(0)) {
            self.drop_end(state, body, end, statement.index(0));
        }
        true
    }

    fn try_take(&self, state: &mut State, body: usize, statement: &Statement) -> (usize, i64) {
        let (place, index) = (statement.index(0) % GUARDS, statement.index(1));
        let (asked, guard) = match statement.verb {
            Verb::TryAcquire => (state.semaphores[index].try_take(1), Guard::Permits(index, 1)),
            Verb::AsyncTryLock => (state.async_mutexes[index].0.try_take(1), Guard::AsyncMutex(index)),
            Verb::AsyncTryRead => (state.async_rwlocks[index].0.try_take(1), Guard::AsyncRead(index)),
            _ => (state.async_rwlocks[index].0.try_take(super::state::READERS), Guard::AsyncWrite(index)),
        };
        if asked == Asked::Given {
            state.bodies[body].guards[place] = guard;
        }
        let register = if statement.verb == Verb::TryAcquire { 3 } else { 2 };
        let missed = match asked {
            Asked::Given => 0,
            Asked::Later => 1,
            Asked::Closed => 2,
        };
        (register, missed)
    }

    fn async_try_recv(&self, state: &mut State, body: usize, index: usize) -> i64 {
        if !state.bodies[body].has(End::AsyncReceiver, index) {
            return -9;
        }
        match state.async_receive(index) {
            Some(message) => message,
            None if state.async_channels[index].senders == 0 => -2,
            None => -1,
        }
    }
}

impl State {
    /// Takes a message out of one of tokio's channels.
    pub fn async_receive(&mut self, index: usize) -> Option<i64> {
        let channel = &mut self.async_channels[index];
        if channel.queue.is_empty() {
            return None;
        }
        channel.room.add(1);
        Some(channel.queue.remove(0))
    }

    pub fn notify(&mut self, index: usize, by: By) {
        let notify = &mut self.notifies[index];
        if notify.waiting.is_empty() {
            notify.permit = true;
            return;
        }
        let last = notify.waiting.len() - 1;
        let waiter = notify.waiting.remove(if by == By::Last { last } else { 0 });
        self.bodies[waiter].wait = Wait::Notified { by: Some(by) };
    }
}
