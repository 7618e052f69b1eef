//! What threads wait for besides locks.

use super::Interpreter;
use super::body::{Life, Wait};
use super::guards::Missing;
use super::objects::Once;
use super::permits::Asked;
use super::state::State;
use crate::language::{End, Statement, Verb};

impl Interpreter<'_> {
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
        // Its panic has been heard of.
        state.bodies[body].scoped.retain(|other| *other != child);
        Some(state.bodies[child].result)
    }

    pub fn wait_alone(&self, state: &mut State, body: usize, statement: &Statement) -> bool {
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

    pub fn receive(&self, state: &mut State, body: usize, statement: &Statement) -> bool {
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

    pub fn send(&self, state: &mut State, body: usize, statement: &Statement) -> bool {
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

    pub fn barrier(&self, state: &mut State, body: usize, statement: &Statement) -> bool {
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

    pub fn once(&self, state: &mut State, body: usize, statement: &Statement) -> bool {
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

    pub fn blocking_send(&self, state: &mut State, body: usize, statement: &Statement) -> bool {
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
