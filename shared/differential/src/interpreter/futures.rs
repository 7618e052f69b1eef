//! One step of a task: its future is polled, and with it all that it waits for.

use super::Interpreter;
use super::code::Line;
use super::permits::{Asked, Permits};
use super::state::{Guard, Life, READERS, State, Todo, Wait};
use crate::language::{BodyKind, End, GUARDS, Statement, Verb};

/// What became of polling one statement.
enum Polled {
    Ready,
    Pending,
    /// The thread is blocked.
    Blocked,
}

impl Interpreter<'_> {
    /// The body whose statement comes next, for a thread or a task that runs.
    pub fn top(&self, state: &State, actor: usize) -> Option<usize> {
        match self.program.bodies[actor].kind {
            BodyKind::Thread => Some(actor),
            BodyKind::Future => state.bodies[actor].polled.last().copied(),
        }
    }

    pub fn step_task(&self, state: &State, task: usize, next: &mut Vec<State>) {
        let mut after = state.clone();
        let of = &state.bodies[task];
        if of.life != Life::Running {
            return;
        }
        if !of.todo.is_empty() {
            if self.do_first(&mut after, task) {
                next.push(after);
            }
            return;
        }
        let Some(top) = of.polled.last().copied() else {
            if task > 0 && (of.aborted || state.shut) {
                let mut todo = self.drops_of_tree(&mut after, task);
                after.bodies[task].life = Life::Running;
                todo.push(Todo::End(-2));
                after.bodies[task].todo = todo;
                next.push(after);
            } else if self.could_go_on(state, task) {
                after.bodies[task].polled.push(task);
                next.push(after);
            }
            return;
        };
        match self.codes[top].0.get(state.bodies[top].place) {
            None => {
                let mut todo = self.drops(&mut after, top);
                todo.push(Todo::Return(top));
                after.bodies[task].todo = todo;
                next.push(after);
            }
            Some(Line::Do(statement)) if statement.verb == Verb::Panic => {
                after.print(format!("!{}", statement.index(0)));
                self.panic_task(&mut after, task);
                next.push(after);
            }
            Some(Line::Do(statement)) if self.waits_in_vain(state, top, statement) => {
                // The text of this panic is tokio's.
                self.panic_task(&mut after, task);
                next.push(after);
            }
            Some(Line::Do(statement)) => {
                if let Some(all) = self.notify_any(state, top, statement) {
                    next.extend(all);
                    return;
                }
                if self.has_to_let_go(&mut after, top, statement) {
                    next.push(after);
                    return;
                }
                match self.poll(&mut after, task, top, statement) {
                    Polled::Ready => next.push(after),
                    Polled::Pending => {
                        self.pend(&mut after, task);
                        next.push(after);
                    }
                    Polled::Blocked => {}
                }
            }
            Some(_) => {}
        }
    }

    /// Whether polling a future would do anything.
    fn could_go_on(&self, state: &State, body: usize) -> bool {
        let statement = self.statement(state, body);
        let index = statement.map_or(0, |statement| statement.index(0));
        match state.bodies[body].wait {
            Wait::Sleep => state.bodies[body].fired,
            Wait::Message => {
                let channel = &state.async_channels[index];
                !channel.queue.is_empty() || channel.senders == 0
            }
            Wait::Oneshot => state.oneshots[index].value.is_some() || !state.oneshots[index].sender,
            Wait::Task => state.bodies[index].life == Life::Ended,
            Wait::Permits => {
                let statement = statement.expect("it waits at a statement");
                let (permits, _) = self.permits(state, statement);
                permits.ask_again(body) != Asked::Later
            }
            Wait::Notified { by } => by.is_some(),
            Wait::Two { children, values, .. } => {
                (0..2).any(|which| values[which].is_none() && self.could_go_on(state, children[which]))
            }
            Wait::Timeout { child, value, .. } => {
                state.bodies[body].fired || value.is_none() && self.could_go_on(state, child)
            }
            _ => true,
        }
    }

    /// The future that was polled last has to wait; whoever polled it goes on.
    fn pend(&self, state: &mut State, task: usize) {
        state.bodies[task].polled.pop();
        let Some(parent) = state.bodies[task].polled.last().copied() else { return };
        match &mut state.bodies[parent].wait {
            Wait::Two { at, .. } | Wait::Timeout { at, .. } => *at += 1,
            _ => {}
        }
    }

    /// A future is done, and all its own is dropped.
    pub fn hand_back(&self, state: &mut State, task: usize, body: usize) {
        let result = state.bodies[body].registers[0];
        state.bodies[task].polled.pop();
        let Some(parent) = state.bodies[task].polled.last().copied() else {
            state.bodies[task].todo = match task {
                0 => vec![Todo::ShutDown, Todo::AwaitTasks, Todo::Exit("returns")],
                _ => vec![Todo::End(result)],
            };
            return;
        };
        state.bodies[body].life = Life::Ended;
        match &mut state.bodies[parent].wait {
            Wait::Two { children, values, at, .. } => {
                values[usize::from(children[1] == body)] = Some(result);
                *at += 1;
            }
            Wait::Timeout { value, .. } => *value = Some(result),
            _ => {}
        }
    }

    /// Whether it waits for a receiver that has told all already, which panics.
    fn waits_in_vain(&self, state: &State, body: usize, statement: &Statement) -> bool {
        let index = statement.index(0);
        statement.verb == Verb::OneshotRecv
            && state.bodies[body].has(End::OneshotReceiver, index)
            && state.oneshots[index].told
    }

    fn panic_task(&self, state: &mut State, task: usize) {
        let polled = std::mem::take(&mut state.bodies[task].polled);
        let mut todo = Vec::new();
        let mut inner = false;
        for body in polled.into_iter().rev() {
            // What it polled is gone already.
            let drops = if inner { self.drops_of_tree(state, body) } else { self.drops(state, body) };
            todo.extend(drops);
            state.bodies[body].life = Life::Ended;
            inner = true;
        }
        state.bodies[task].life = Life::Running;
        state.bodies[task].panicking = true;
        match task {
            0 => todo.extend([Todo::ShutDown, Todo::AwaitTasks, Todo::Exit("panics")]),
            _ => todo.push(Todo::End(-1)),
        }
        state.bodies[task].todo = todo;
    }

    /// Polls what a statement waits for, or performs it.
    fn poll(&self, state: &mut State, task: usize, body: usize, statement: &Statement) -> Polled {
        let index = statement.index(0);
        let first = state.bodies[body].wait == Wait::Nothing;
        let wait_for = |state: &mut State, wait| {
            state.bodies[body].wait = wait;
            Polled::Pending
        };
        let result = match statement.verb {
            Verb::Sleep if first => {
                state.set_timer(body, statement.arg(0), true);
                return wait_for(state, Wait::Sleep);
            }
            Verb::Sleep if !state.bodies[body].fired => return Polled::Pending,
            Verb::Sleep => {
                state.clear_timer(body);
                None
            }
            Verb::Yield if first => return wait_for(state, Wait::Yield),
            Verb::Yield => None,
            Verb::Join => match self.join(state, body, index) {
                Some(joined) => Some((1, joined)),
                None if self.program.bodies[index].kind == BodyKind::Thread => return Polled::Blocked,
                None => return wait_for(state, Wait::Task),
            },
            Verb::AsyncRecv => {
                if !state.bodies[body].has(End::AsyncReceiver, index) {
                    Some((1, -9))
                } else if let Some(message) = state.async_receive(index) {
                    Some((1, message))
                } else if state.async_channels[index].senders == 0 {
                    Some((1, -2))
                } else {
                    return wait_for(state, Wait::Message);
                }
            }
            Verb::OneshotRecv => {
                if first && !state.bodies[body].lose(End::OneshotReceiver, index) {
                    Some((1, -9))
                } else {
                    let line = &mut state.oneshots[index];
                    match line.value.take() {
                        None if line.sender => return wait_for(state, Wait::Oneshot),
                        message => {
                            line.receiver = false;
                            Some((1, message.unwrap_or(-2)))
                        }
                    }
                }
            }
            Verb::Notified => {
                match state.bodies[body].wait {
                    Wait::Notified { by: None } => return Polled::Pending,
                    Wait::Notified { .. } => {}
                    Wait::Nothing => {
                        let calls = state.notifies[index].calls;
                        state.bodies[body].wait = Wait::Asked { calls };
                        return Polled::Ready;
                    }
                    Wait::Asked { calls } if calls != state.notifies[index].calls => {}
                    _ if state.notifies[index].permit => state.notifies[index].permit = false,
                    _ => {
                        state.notifies[index].waiting.push(body);
                        return wait_for(state, Wait::Notified { by: None });
                    }
                }
                None
            }
            Verb::AsyncSend | Verb::Acquire | Verb::AsyncLock | Verb::AsyncRead | Verb::AsyncWrite => {
                return self.poll_permits(state, body, statement);
            }
            Verb::JoinFutures | Verb::Select => return self.poll_two(state, task, body, statement),
            Verb::Timeout => return self.poll_timeout(state, task, body, statement),
            Verb::LockedAdd => {
                return if self.locked_add(state, body, statement) { Polled::Ready } else { Polled::Blocked };
            }
            Verb::Send => {
                let message = self.value(state, body, statement.arg(1));
                Some((2, self.try_send(state, body, index, message)))
            }
            Verb::Unlock => None,
            _ => {
                self.perform(state, body, statement);
                None
            }
        };
        if let Some((place, result)) = result {
            self.keep(state, body, statement, place, result);
        }
        state.bodies[body].go_on();
        Polled::Ready
    }

    /// Of what a statement takes how many permits.
    fn permits<'s>(&self, state: &'s State, statement: &Statement) -> (&'s Permits, i64) {
        match statement.verb {
            Verb::AsyncSend | Verb::BlockingSend => (&state.async_channels[statement.index(0)].room, 1),
            Verb::Acquire => (&state.semaphores[statement.index(1)], statement.arg(2)),
            Verb::AsyncLock => (&state.async_mutexes[statement.index(1)].0, 1),
            Verb::AsyncRead => (&state.async_rwlocks[statement.index(1)].0, 1),
            _ => (&state.async_rwlocks[statement.index(1)].0, READERS),
        }
    }

    fn permits_mut<'s>(&self, state: &'s mut State, statement: &Statement) -> &'s mut Permits {
        match statement.verb {
            Verb::AsyncSend | Verb::BlockingSend => &mut state.async_channels[statement.index(0)].room,
            Verb::Acquire => &mut state.semaphores[statement.index(1)],
            Verb::AsyncLock => &mut state.async_mutexes[statement.index(1)].0,
            _ => &mut state.async_rwlocks[statement.index(1)].0,
        }
    }

    /// A future stops waiting for permits.
    pub fn leave_permits(&self, state: &mut State, body: usize) {
        if let Some(statement) = self.statement(state, body).cloned() {
            let (_, count) = self.permits(state, &statement);
            self.permits_mut(state, &statement).leave(body, count);
        }
    }

    fn poll_permits(&self, state: &mut State, body: usize, statement: &Statement) -> Polled {
        let sends = statement.verb == Verb::AsyncSend;
        if sends && !state.bodies[body].has(End::AsyncSender, statement.index(0)) {
            self.keep(state, body, statement, 2, -9);
            state.bodies[body].go_on();
            return Polled::Ready;
        }
        let (_, count) = self.permits(state, statement);
        let first = state.bodies[body].wait == Wait::Nothing;
        let permits = self.permits_mut(state, statement);
        let asked = if first { permits.ask(body, count) } else { permits.ask_again(body) };
        if asked == Asked::Later {
            state.bodies[body].wait = Wait::Permits;
            return Polled::Pending;
        }
        if sends {
            self.sent(state, body, statement, asked);
            return Polled::Ready;
        }
        if asked == Asked::Closed && !first {
            self.leave_permits(state, body);
        }
        let index = statement.index(1);
        if asked == Asked::Given {
            state.bodies[body].guards[statement.index(0) % GUARDS] = match statement.verb {
                Verb::Acquire => Guard::Permits(index, count),
                Verb::AsyncLock => Guard::AsyncMutex(index),
                Verb::AsyncRead => Guard::AsyncRead(index),
                _ => Guard::AsyncWrite(index),
            };
        }
        if statement.verb == Verb::Acquire {
            self.keep(state, body, statement, 3, (asked == Asked::Closed).into());
        }
        state.bodies[body].go_on();
        Polled::Ready
    }

    fn poll_two(&self, state: &mut State, task: usize, body: usize, statement: &Statement) -> Polled {
        let all = statement.verb == Verb::JoinFutures;
        let Wait::Two { children, values, at, .. } = state.bodies[body].wait else {
            let children = [statement.index(0), statement.index(1)];
            children.iter().for_each(|child| self.beget(state, body, *child));
            state.bodies[body].wait = Wait::Two { children, values: [None; 2], at: 0, all };
            return Polled::Ready;
        };
        let result = match (values, all) {
            ([Some(first), Some(second)], true) => Some(first * 10 + second),
            ([Some(first), _], false) => Some(first),
            ([None, Some(second)], false) => Some(10 + second),
            _ => None,
        };
        if let Some(result) = result {
            for (child, value) in children.into_iter().zip(values) {
                if value.is_none() {
                    let todo = self.drops_of_tree(state, child);
                    state.bodies[task].todo.extend(todo);
                }
            }
            self.keep(state, body, statement, 2, result);
            state.bodies[body].go_on();
            return Polled::Ready;
        }
        match at {
            0 | 1 if values[at].is_none() => state.bodies[task].polled.push(children[at]),
            0 | 1 => state.bodies[body].wait = Wait::Two { children, values, at: at + 1, all },
            _ => {
                state.bodies[body].wait = Wait::Two { children, values, at: 0, all };
                return Polled::Pending;
            }
        }
        Polled::Ready
    }

    fn poll_timeout(&self, state: &mut State, task: usize, body: usize, statement: &Statement) -> Polled {
        let Wait::Timeout { child, value, at, armed } = state.bodies[body].wait else {
            let child = statement.index(1);
            self.beget(state, body, child);
            state.bodies[body].wait = Wait::Timeout { child, value: None, at: 0, armed: false };
            return Polled::Ready;
        };
        if value.is_none() && at == 0 {
            state.bodies[task].polled.push(child);
            return Polled::Ready;
        }
        if value.is_none() && !state.bodies[body].fired {
            if !armed {
                state.set_timer(body, statement.arg(0), true);
            }
            state.bodies[body].wait = Wait::Timeout { child, value, at: 0, armed: true };
            return Polled::Pending;
        }
        if value.is_none() {
            let todo = self.drops_of_tree(state, child);
            state.bodies[task].todo.extend(todo);
        }
        state.clear_timer(body);
        self.keep(state, body, statement, 2, value.unwrap_or(-3));
        state.bodies[body].go_on();
        Polled::Ready
    }

    /// Whether what a task does next is only to go down to a future that it polls, or up again.
    pub fn is_between_futures(&self, state: &State, body: usize) -> bool {
        match state.bodies[body].wait {
            Wait::Two { .. } => true,
            Wait::Timeout { value, at, .. } => value.is_some() || at == 0,
            _ => false,
        }
    }
}
