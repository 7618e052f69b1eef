//! One step of a thread.

use super::Interpreter;
use super::code::Line;
use super::guards::Missing;
use super::permits::Asked;
use super::state::{Guard, Life, Once, State, Todo, Wait};
use crate::language::{BodyKind, End, GUARDS, Statement, Verb};

impl Interpreter<'_> {
    /// The statement that a body is at.
    pub fn statement(&self, state: &State, body: usize) -> Option<&Statement> {
        match self.codes[body].0.get(state.bodies[body].place) {
            Some(Line::Do(statement)) => Some(statement),
            _ => None,
        }
    }

    /// What follows if a body does something that concerns only itself, so that nobody can tell when it does.
    pub fn step_unseen(&self, state: &State, body: usize) -> Option<State> {
        let of = &state.bodies[body];
        if of.wait != Wait::Nothing {
            return None;
        }
        let mut next = state.clone();
        match self.codes[body].0.get(of.place)? {
            Line::Unless(register, value, place) => {
                let goes_in = of.registers[*register] == *value;
                next.bodies[body].place = if goes_in { of.place + 1 } else { *place };
                return Some(next);
            }
            Line::ScopeBegins => {
                next.bodies[body].in_scope = true;
                next.bodies[body].scoped.clear();
            }
            Line::ScopeEnds => return None,
            Line::Do(statement) => match statement.verb {
                Verb::Set | Verb::Add | Verb::Get | Verb::Put | Verb::Detach => {
                    self.perform(&mut next, body, statement);
                }
                Verb::WriteOut => next.bodies[body].out = self.value(state, body, statement.arg(0)),
                Verb::ReadOut => self.keep(&mut next, body, statement, 1, of.outs[statement.index(0)]),
                Verb::LocalGet => self.keep(&mut next, body, statement, 0, of.local),
                Verb::LocalAdd => next.bodies[body].local += self.value(state, body, statement.arg(0)),
                Verb::LocalLoud => {
                    next.bodies[body].loud = Some(self.value(state, body, statement.arg(0)));
                }
                _ => return None,
            },
        }
        next.bodies[body].go_on();
        Some(next)
    }

    pub fn step_thread(&self, state: &State, body: usize, next: &mut Vec<State>) {
        let of = &state.bodies[body];
        let mut after = state.clone();
        if !of.todo.is_empty() {
            if self.do_first(&mut after, body) {
                next.push(after);
            }
            return;
        }
        match self.codes[body].0.get(of.place) {
            None => {
                let mut todo = self.drops(&mut after, body);
                todo.extend(self.leave_thread(&mut after, body, false));
                after.bodies[body].todo = todo;
                next.push(after);
            }
            Some(Line::Unless(..) | Line::ScopeBegins) => {}
            Some(Line::ScopeEnds) => {
                let is_gone = |body: &usize| matches!(state.bodies[*body].life, Life::Done | Life::Ended);
                if of.scoped.iter().all(is_gone) {
                    self.leave_scope(&mut after, body);
                    next.push(after);
                }
            }
            Some(Line::Do(statement)) => {
                if let Some(all) = self.notify_any(state, body, statement) {
                    next.extend(all);
                } else if self.act(&mut after, body, statement) {
                    next.push(after);
                }
            }
        }
    }

    fn leave_scope(&self, state: &mut State, body: usize) {
        let handles = std::mem::take(&mut state.bodies[body].scoped_handles);
        let panicked = handles.iter().any(|child| state.bodies[*child].panicking);
        state.bodies[body].in_scope = false;
        if panicked {
            self.panic_thread(state, body, "!scope".to_owned());
            return;
        }
        state.bodies[body].outs = state.bodies.iter().map(|body| body.out).collect();
        state.bodies[body].go_on();
    }

    fn panic_thread(&self, state: &mut State, body: usize, text: String) {
        state.print(text);
        let mut todo = Vec::new();
        if state.bodies[body].in_scope {
            todo.push(Todo::AwaitScope);
        }
        todo.extend(self.drops(state, body));
        todo.extend(self.leave_thread(state, body, true));
        state.bodies[body].panicking = true;
        state.bodies[body].todo = todo;
    }

    /// `notify_one` wakes any of those that wait.
    pub fn notify_any(&self, state: &State, body: usize, statement: &Statement) -> Option<Vec<State>> {
        if statement.verb != Verb::NotifyOne {
            return None;
        }
        let mutex = statement.index(0);
        let mut all = Vec::new();
        for waiter in &state.waiting[mutex] {
            let mut next = state.clone();
            next.waiting[mutex].retain(|other| other != waiter);
            next.bodies[*waiter].wait = Wait::Condvar { mutex, notified: true };
            next.bodies[body].go_on();
            all.push(next);
        }
        if all.is_empty() {
            let mut next = state.clone();
            next.bodies[body].go_on();
            all.push(next);
        }
        Some(all)
    }

    /// Performs a statement, or a part of it; false if that is not possible yet.
    fn act(&self, state: &mut State, body: usize, statement: &Statement) -> bool {
        if self.has_to_let_go(state, body, statement) {
            return true;
        }
        let at = |place| statement.index(place);
        let result = match statement.verb {
            Verb::Panic => {
                self.panic_thread(state, body, format!("!{}", at(0)));
                return true;
            }
            Verb::Yield => None,
            Verb::Unlock => None,
            Verb::UnparkParent => {
                let parent = state.bodies[body].parent;
                if self.program.bodies[parent].kind == BodyKind::Thread {
                    state.bodies[parent].unparked = true;
                }
                None
            }
            Verb::Join => match self.join(state, body, at(0)) {
                None => return false,
                joined => joined.map(|joined| (1, joined)),
            },
            Verb::Sleep | Verb::Park | Verb::ParkTimeout => {
                return self.wait_alone(state, body, statement);
            }
            Verb::Recv | Verb::RecvTimeout => return self.receive(state, body, statement),
            Verb::Send => return self.send(state, body, statement),
            Verb::Barrier => return self.barrier(state, body, statement),
            Verb::OnceInit | Verb::OnceSet => return self.once(state, body, statement),
            Verb::Wait | Verb::WaitTimeout | Verb::WaitWhile | Verb::WaitTimeoutWhile => {
                return self.wait(state, body, statement);
            }
            Verb::LockedAdd => return self.locked_add(state, body, statement),
            Verb::Lock | Verb::Read | Verb::Write | Verb::TryLock | Verb::TryRead | Verb::TryWrite => {
                return self.lock(state, body, statement);
            }
            Verb::BlockingSend => return self.blocking_send(state, body, statement),
            Verb::BlockingRecv => {
                if !state.bodies[body].has(End::AsyncReceiver, at(0)) {
                    Some((1, -9))
                } else if let Some(message) = state.async_receive(at(0)) {
                    Some((1, message))
                } else if state.async_channels[at(0)].senders == 0 {
                    Some((1, -2))
                } else {
                    return false;
                }
            }
            _ => {
                self.perform(state, body, statement);
                None
            }
        };
        if let Some((place, result)) = result {
            self.keep(state, body, statement, place, result);
        }
        state.bodies[body].go_on();
        true
    }

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

    /// What a thread or task came to; `None` if it has not ended.
    pub fn join(&self, state: &mut State, body: usize, child: usize) -> Option<i64> {
        let of = &state.bodies[body];
        if !of.handles.contains(&child) && !of.scoped_handles.contains(&child) {
            return Some(-9);
        }
        if state.bodies[child].life != Life::Ended {
            return None;
        }
        state.bodies[body].handles.retain(|other| *other != child);
        state.bodies[body].scoped_handles.retain(|other| *other != child);
        Some(state.bodies[child].result)
    }

    fn wait_alone(&self, state: &mut State, body: usize, statement: &Statement) -> bool {
        let unparked = state.bodies[body].unparked;
        match (statement.verb, state.bodies[body].wait) {
            (Verb::Sleep, Wait::Nothing) => {
                state.set_timer(body, statement.arg(0), false);
                state.bodies[body].wait = Wait::Sleep;
                return true;
            }
            (Verb::Sleep, _) if !state.bodies[body].fired => return false,
            (Verb::Sleep, _) => {}
            (Verb::ParkTimeout, Wait::Nothing) if !unparked => {
                state.set_timer(body, statement.arg(0), false);
                state.bodies[body].wait = Wait::Park;
                return true;
            }
            _ if !unparked && !state.bodies[body].fired => return false,
            _ => state.bodies[body].unparked = false,
        }
        state.clear_timer(body);
        state.bodies[body].go_on();
        true
    }

    fn receive(&self, state: &mut State, body: usize, statement: &Statement) -> bool {
        let index = statement.index(0);
        let (register, time) = match statement.verb {
            Verb::Recv => (1, None),
            _ => (2, Some(statement.arg(1))),
        };
        let handed = match state.bodies[body].wait {
            Wait::Receiving { handed } => handed,
            _ => None,
        };
        let received = match handed {
            Some(message) => Ok(message),
            None => self.try_recv(state, body, index),
        };
        if received == Err(Missing::Message) {
            // There will be one, or nobody to send it.
            if state.bodies[body].wait == Wait::Nothing {
                let meets = self.program.channels[index] == 0;
                state.bodies[body].wait = if meets { Wait::Receiving { handed: None } } else { Wait::Recv };
                if meets {
                    state.channels[index].receiving = Some(body);
                }
                if let Some(time) = time {
                    state.set_timer(body, time, false);
                }
                return true;
            }
            if !state.bodies[body].fired {
                return false;
            }
        }
        if state.channels[index].receiving == Some(body) {
            state.channels[index].receiving = None;
        }
        state.clear_timer(body);
        self.keep(state, body, statement, register, received.unwrap_or_else(Missing::number));
        state.bodies[body].go_on();
        true
    }

    fn send(&self, state: &mut State, body: usize, statement: &Statement) -> bool {
        let index = statement.index(0);
        let message = self.value(state, body, statement.arg(1));
        let result = match state.bodies[body].wait {
            Wait::Offer { taken: true } => 0,
            Wait::Offer { taken: false } if state.channels[index].receiver => return false,
            Wait::Offer { taken: false } => {
                state.channels[index].offers.retain(|(other, _)| *other != body);
                1
            }
            _ => match self.try_send(state, body, index, message) {
                2 if self.program.channels[index] == 0 => {
                    state.channels[index].offers.push((body, message));
                    state.bodies[body].wait = Wait::Offer { taken: false };
                    return true;
                }
                2 => return false,
                result => result,
            },
        };
        self.keep(state, body, statement, 2, result);
        state.bodies[body].go_on();
        true
    }

    fn barrier(&self, state: &mut State, body: usize, statement: &Statement) -> bool {
        let index = statement.index(0);
        let leader = match state.bodies[body].wait {
            Wait::Barrier { passed: false } => return false,
            Wait::Barrier { passed: true } => 0,
            _ => {
                state.barriers[index].push(body);
                if (state.barriers[index].len() as i64) < self.program.barriers[index] {
                    state.bodies[body].wait = Wait::Barrier { passed: false };
                    return true;
                }
                for waiter in std::mem::take(&mut state.barriers[index]) {
                    state.bodies[waiter].wait = Wait::Barrier { passed: true };
                }
                1
            }
        };
        self.keep(state, body, statement, 1, leader);
        state.bodies[body].go_on();
        true
    }

    fn once(&self, state: &mut State, body: usize, statement: &Statement) -> bool {
        let index = statement.index(0);
        let value = self.value(state, body, statement.arg(1));
        let inits = statement.verb == Verb::OnceInit;
        let result = match (state.bodies[body].wait, &state.onces[index]) {
            (Wait::Making, _) => {
                state.print(format!("i{index}"));
                state.bodies[body].wait = Wait::Made;
                return true;
            }
            (Wait::Made, _) => {
                state.onces[index] = Once::Made(value);
                value
            }
            (_, Once::Making) => return false,
            (_, Once::New) if inits => {
                state.onces[index] = Once::Making;
                state.bodies[body].wait = Wait::Making;
                return true;
            }
            (_, Once::New) => {
                state.onces[index] = Once::Made(value);
                0
            }
            (_, Once::Made(made)) => {
                if inits {
                    *made
                } else {
                    1
                }
            }
        };
        self.keep(state, body, statement, 2, result);
        state.bodies[body].go_on();
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

    fn lock(&self, state: &mut State, body: usize, statement: &Statement) -> bool {
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

    fn wait(&self, state: &mut State, body: usize, statement: &Statement) -> bool {
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

    fn blocking_send(&self, state: &mut State, body: usize, statement: &Statement) -> bool {
        let index = statement.index(0);
        if !state.bodies[body].has(End::AsyncSender, index) {
            self.keep(state, body, statement, 2, -9);
            state.bodies[body].go_on();
            return true;
        }
        let asked = match state.bodies[body].wait {
            Wait::Permits => state.async_channels[index].room.ask_again(body),
            _ => {
                let asked = state.async_channels[index].room.ask(body, 1);
                if asked == Asked::Later {
                    state.bodies[body].wait = Wait::Permits;
                    return true;
                }
                asked
            }
        };
        if asked == Asked::Later {
            return false;
        }
        self.sent(state, body, statement, asked);
        true
    }

    /// There is room for a message, or the channel is closed.
    pub fn sent(&self, state: &mut State, body: usize, statement: &Statement, asked: Asked) {
        let index = statement.index(0);
        let message = self.value(state, body, statement.arg(1));
        if asked == Asked::Given {
            state.async_channels[index].queue.push(message);
        } else if state.bodies[body].wait == Wait::Permits {
            state.async_channels[index].room.leave(body, 1);
        }
        self.keep(state, body, statement, 2, (asked != Asked::Given).into());
        state.bodies[body].go_on();
    }
}
