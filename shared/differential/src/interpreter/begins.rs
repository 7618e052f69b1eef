//! How bodies begin.

use super::Interpreter;
use super::body::Life;
use super::state::State;
use crate::language::{End, Owner, Statement, Verb};

impl Interpreter<'_> {
    /// A body that this one starts begins with what it takes.
    pub fn beget(&self, state: &mut State, body: usize, child: usize) {
        let registers = state.bodies[body].registers;
        for (end, index) in &self.program.bodies[child].takes {
            let (end, index) = (*end, *index as usize);
            let has = match end {
                End::Sender | End::AsyncSender | End::Arc => state.bodies[body].has(end, index),
                _ => state.bodies[body].lose(end, index),
            };
            if !has {
                continue;
            }
            match end {
                End::Sender => state.channels[index].senders += 1,
                End::AsyncSender => state.async_channels[index].senders += 1,
                End::Arc => state.arcs[index] += 1,
                _ => {}
            }
            state.bodies[child].ends.push((end, index));
        }
        let begotten = &mut state.bodies[child];
        begotten.ends.sort_unstable();
        begotten.registers = registers;
        begotten.parent = body;
        begotten.life = Life::Running;
    }

    pub fn spawn(&self, state: &mut State, body: usize, statement: &Statement) -> bool {
        let child = statement.index(0);
        match statement.verb {
            Verb::Spawn => {
                if state.bodies[body].borrows {
                    return true;
                }
                state.owners += i64::from(self.program.owner == Owner::Last);
                state.bodies[body].handles.push(child);
            }
            Verb::SpawnTask => {
                state.bodies[body].handles.push(child);
            }
            Verb::SpawnScoped => {
                if !state.bodies[body].in_scope {
                    return true;
                }
                state.bodies[body].scoped_handles.push(child);
                state.bodies[body].scoped.push(child);
                state.bodies[child].borrows = self.program.owner == Owner::Last;
            }
            _ => return false,
        }
        self.beget(state, body, child);
        state.bodies[child].acts = true;
        true
    }
}
