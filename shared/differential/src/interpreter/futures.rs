//! One step of a task: its future is polled, and with it all that it waits for.

use super::Interpreter;
use super::body::{Life, Todo, Wait};
use super::code::Line;
use super::permits::Asked;
use super::state::State;
use crate::language::{BodyKind, End, Statement, Verb};

/// What became of polling one statement.
pub(crate) enum Polled {
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
}
