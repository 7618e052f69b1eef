//! One step of a thread.

use super::Interpreter;
use super::body::{Life, Todo, Wait};
use super::code::Line;
use super::state::State;
use crate::language::{BodyKind, End, Statement, Verb};

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
        state.bodies[body].scoped_handles.clear();
        let scoped = std::mem::take(&mut state.bodies[body].scoped);
        let panicked = scoped.iter().any(|child| state.bodies[*child].panicking);
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
}
