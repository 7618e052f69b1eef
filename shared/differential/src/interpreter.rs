//! What a program can print, found by going through all states there are. It shares no code with the engine: a state is
//! every body's place and registers and every object's full value, and states are told apart by nothing else.

mod begins;
mod body;
mod code;
mod drops;
mod futures;
mod guards;
mod locks;
mod objects;
mod perform;
mod permits;
mod polls;
mod state;
mod threads;
mod waits;

use crate::language::{BodyKind, Program};
use crate::seen::Seen;
use body::Life;
use code::Code;
use foldhash::fast::FixedState;
use state::State;
use std::collections::{BTreeSet, HashSet};
use std::rc::Rc;

/// What is interpreted.
pub(crate) struct Interpreter<'a> {
    program: &'a Program,
    codes: Vec<Code<'a>>,
}

/// All outputs under the exact clock; `None` if there are more states than this.
pub fn interpret(program: &Program, most: usize) -> Option<BTreeSet<Seen>> {
    let codes = program.bodies.iter().map(|body| Code::new(&body.code)).collect();
    Interpreter { program, codes }.search(most)
}

impl Interpreter<'_> {
    fn search(&self, most: usize) -> Option<BTreeSet<Seen>> {
        let start = Rc::new(State::new(self.program));
        let mut known: HashSet<Rc<State>, FixedState> = HashSet::default();
        known.insert(Rc::clone(&start));
        let mut open = vec![start];
        let mut found = BTreeSet::new();
        while let Some(state) = open.pop() {
            if let Some(end) = state.end {
                found.insert(state.seen(end));
                continue;
            }
            let next = self.next(&state);
            if next.is_empty() {
                found.insert(state.seen("hangs"));
            }
            for next in next.into_iter().map(Rc::new) {
                if known.insert(Rc::clone(&next)) {
                    open.push(next);
                }
            }
            if known.len() > most {
                return None;
            }
        }
        Some(found)
    }

    /// All states that can follow.
    fn next(&self, state: &State) -> Vec<State> {
        let mut next = Vec::new();
        for body in 0..state.bodies.len() {
            let of = &state.bodies[body];
            if of.acts && of.life != Life::Ended {
                // Where nobody can tell when something is done, it is done first.
                if let Some(first) = self.next_unseen(state, body) {
                    return vec![first];
                }
            }
        }
        for body in 0..state.bodies.len() {
            let is_actor = state.bodies[body].acts && state.bodies[body].life != Life::Ended;
            if is_actor {
                match self.program.bodies[body].kind {
                    BodyKind::Thread => self.step_thread(state, body, &mut next),
                    BodyKind::Future => self.step_task(state, body, &mut next),
                }
            }
        }
        if next.is_empty() {
            let mut later = state.clone();
            later.pass_time();
            return later.fire();
        }
        next.extend(state.fire());
        next
    }

    fn next_unseen(&self, state: &State, actor: usize) -> Option<State> {
        if !state.bodies[actor].todo.is_empty() {
            return None;
        }
        let top = self.top(state, actor)?;
        if self.is_between_futures(state, top) {
            let mut next = Vec::new();
            self.step_task(state, actor, &mut next);
            return next.pop();
        }
        self.step_unseen(state, top)
    }
}
