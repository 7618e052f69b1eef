//! Polling what takes permits, and futures of futures.

use super::Interpreter;
use super::body::{Guard, Wait};
use super::futures::Polled;
use super::permits::{Asked, Permits};
use super::state::{READERS, State};
use crate::language::{End, GUARDS, Statement, Verb};

impl Interpreter<'_> {
    /// Of what a statement takes how many permits.
    pub fn permits<'s>(&self, state: &'s State, statement: &Statement) -> (&'s Permits, i64) {
        match statement.verb {
            Verb::AsyncSend | Verb::BlockingSend => (&state.async_channels[statement.index(0)].room, 1),
            Verb::Acquire => (&state.semaphores[statement.index(1)], statement.arg(2)),
            Verb::AsyncLock => (&state.async_mutexes[statement.index(1)].0, 1),
            Verb::AsyncRead => (&state.async_rwlocks[statement.index(1)].0, 1),
            _ => (&state.async_rwlocks[statement.index(1)].0, READERS),
        }
    }

    pub fn permits_mut<'s>(&self, state: &'s mut State, statement: &Statement) -> &'s mut Permits {
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

    pub fn poll_permits(&self, state: &mut State, body: usize, statement: &Statement) -> Polled {
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

    pub fn poll_two(&self, state: &mut State, task: usize, body: usize, statement: &Statement) -> Polled {
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

    pub fn poll_timeout(&self, state: &mut State, task: usize, body: usize, statement: &Statement) -> Polled {
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
