//! Locks of std's and their condition variables.

use super::Interpreter;
use super::body::{Guard, Todo, Wait};
use super::state::State;
use crate::language::{GUARDS, Statement, Verb};

impl Interpreter<'_> {
    /// A guard is dropped before another comes to its place.
    pub fn has_to_let_go(&self, state: &mut State, body: usize, statement: &Statement) -> bool {
        let takes = matches!(
            statement.verb,
            Verb::Lock
                | Verb::TryLock
                | Verb::Read
                | Verb::Write
                | Verb::TryRead
                | Verb::TryWrite
                | Verb::Unlock
                | Verb::Acquire
                | Verb::TryAcquire
                | Verb::AsyncLock
                | Verb::AsyncTryLock
                | Verb::AsyncRead
                | Verb::AsyncWrite
                | Verb::AsyncTryRead
                | Verb::AsyncTryWrite
        );
        let place = statement.index(0) % GUARDS;
        if !takes
            || state.bodies[body].guards[place] == Guard::None
            || state.bodies[body].wait != Wait::Nothing
        {
            return false;
        }
        let guard = std::mem::replace(&mut state.bodies[body].guards[place], Guard::None);
        let actor = self.actor(state, body);
        self.release(state, actor, guard, false);
        true
    }

    pub fn locked_add(&self, state: &mut State, body: usize, statement: &Statement) -> bool {
        let mutex = statement.index(0);
        if state.mutexes[mutex].held {
            return false;
        }
        let added = self.value(state, body, statement.arg(1));
        let before = state.mutexes[mutex].value;
        state.mutexes[mutex].held = true;
        state.mutexes[mutex].value += added;
        self.keep(state, body, statement, 2, before);
        self.todo(state, body, Todo::Release(Guard::Mutex(mutex)));
        state.bodies[body].go_on();
        true
    }

    pub fn lock(&self, state: &mut State, body: usize, statement: &Statement) -> bool {
        let index = statement.index(1);
        let (free, guard) = match statement.verb {
            Verb::Lock | Verb::TryLock => (!state.mutexes[index].held, Guard::Mutex(index)),
            Verb::Read | Verb::TryRead => (state.rwlocks[index].is_readable(), Guard::Read(index)),
            _ => (state.rwlocks[index].is_free(), Guard::Write(index)),
        };
        let wait = state.bodies[body].wait;
        match statement.verb {
            Verb::Lock if !free => return false,
            _ if matches!(wait, Wait::ToRead(_) | Wait::ToWriteAsleep) => return false,
            Verb::Write if wait == Wait::ToWrite => {
                if free || !state.rwlocks[index].writers_wait {
                    state.bodies[body].wait = Wait::ToWriteAgain;
                } else {
                    state.rwlocks[index].asleep.push(body);
                    state.bodies[body].wait = Wait::ToWriteAsleep;
                }
                return true;
            }
            Verb::Read if !free => {
                state.rwlocks[index].readers_wait = true;
                state.bodies[body].wait = Wait::ToRead(index);
                return true;
            }
            Verb::Write if !free => {
                state.rwlocks[index].writers_wait = true;
                state.bodies[body].wait = Wait::ToWrite;
                return true;
            }
            _ => {}
        }
        if free {
            match guard {
                Guard::Mutex(index) => state.mutexes[index].held = true,
                Guard::Read(index) => state.rwlocks[index].readers += 1,
                _ => {
                    state.rwlocks[index].writer = true;
                    // Others may wait as it did.
                    state.rwlocks[index].writers_wait |= wait == Wait::ToWriteAgain;
                }
            }
            state.bodies[body].guards[statement.index(0) % GUARDS] = guard;
        }
        if matches!(statement.verb, Verb::TryLock | Verb::TryRead | Verb::TryWrite) {
            self.keep(state, body, statement, 2, (!free).into());
        }
        state.bodies[body].go_on();
        true
    }

    pub fn wait(&self, state: &mut State, body: usize, statement: &Statement) -> bool {
        let place = statement.index(0) % GUARDS;
        match state.bodies[body].wait {
            Wait::Condvar { mutex, notified } => {
                if !notified && !state.bodies[body].fired {
                    return false;
                }
                state.waiting[mutex].retain(|other| *other != body);
                state.clear_timer(body);
                state.bodies[body].wait = Wait::Relock { mutex, notified };
                return true;
            }
            Wait::Relock { mutex, notified } => {
                if state.mutexes[mutex].held {
                    return false;
                }
                state.mutexes[mutex].held = true;
                state.bodies[body].guards[place] = Guard::Mutex(mutex);
                state.bodies[body].wait = Wait::Nothing;
                if matches!(statement.verb, Verb::WaitWhile | Verb::WaitTimeoutWhile) {
                    // Looks again.
                    return true;
                }
                if statement.verb == Verb::WaitTimeout {
                    self.keep(state, body, statement, 2, (!notified).into());
                }
                state.bodies[body].go_on();
                return true;
            }
            _ => {}
        }
        let Guard::Mutex(mutex) = state.bodies[body].guards[place] else {
            // Not a mutex's, or none: it is dropped.
            let guard = std::mem::replace(&mut state.bodies[body].guards[place], Guard::None);
            self.release(state, body, guard, false);
            state.bodies[body].go_on();
            return true;
        };
        let (time, condition) = match statement.verb {
            Verb::Wait => (None, None),
            Verb::WaitTimeout => (Some(statement.arg(1)), None),
            Verb::WaitWhile => (None, Some(statement.arg(1))),
            _ => (Some(state.bodies[body].left.unwrap_or(statement.arg(1))), Some(statement.arg(2))),
        };
        if condition.is_some_and(|condition| state.mutexes[mutex].value != condition) || time == Some(0) {
            if statement.verb == Verb::WaitTimeoutWhile {
                let timed_out = state.mutexes[mutex].value == statement.arg(2);
                self.keep(state, body, statement, 3, timed_out.into());
            }
            state.bodies[body].left = None;
            state.bodies[body].go_on();
            return true;
        }
        if let Some(time) = time {
            state.set_timer(body, time, false);
            state.bodies[body].left = (statement.verb == Verb::WaitTimeoutWhile).then_some(time);
        }
        state.bodies[body].guards[place] = Guard::None;
        state.mutexes[mutex].held = false;
        state.waiting[mutex].push(body);
        state.waiting[mutex].sort_unstable();
        state.bodies[body].wait = Wait::Condvar { mutex, notified: false };
        true
    }
}
