//! What is dropped, in which order, and what an actor has to do besides its code.

use super::Interpreter;
use super::body::{By, Guard, Life, Todo, Wait};
use super::state::State;
use crate::language::{BodyKind, End, GUARDS, Owner, Verb};

impl Interpreter<'_> {
    /// What a body drops at its end, in order.
    pub fn drops(&self, state: &mut State, body: usize) -> Vec<Todo> {
        let of = &mut state.bodies[body];
        let guards = std::mem::replace(&mut of.guards, [Guard::None; GUARDS]);
        let ends = std::mem::take(&mut of.ends);
        let guards = guards.into_iter().filter(|guard| *guard != Guard::None).map(Todo::Release);
        guards.chain(ends.into_iter().map(|(end, index)| Todo::DropEnd(end, index))).collect()
    }

    /// What a future drops that does not come to its end: what it waits for, then its own.
    pub fn drops_of_tree(&self, state: &mut State, body: usize) -> Vec<Todo> {
        let mut drops = Vec::new();
        match state.bodies[body].wait {
            Wait::Two { children, values, all, .. } => {
                // `select` keeps its futures in variables, which are dropped backwards.
                let order = if all { [0, 1] } else { [1, 0] };
                for (child, value) in order.map(|which| (children[which], values[which])) {
                    if value.is_none() && state.bodies[child].life == Life::Running {
                        drops.extend(self.drops_of_tree(state, child));
                    }
                }
            }
            Wait::Timeout { child, value, .. } => {
                if value.is_none() && state.bodies[child].life == Life::Running {
                    drops.extend(self.drops_of_tree(state, child));
                }
                drops.push(Todo::Leave(body));
            }
            Wait::Nothing | Wait::Yield | Wait::Message | Wait::Task | Wait::Asked { .. } => {}
            _ => drops.push(Todo::Leave(body)),
        }
        drops.extend(self.drops(state, body));
        state.bodies[body].life = Life::Ended;
        drops
    }

    /// Somebody drops the end of a channel or an `Arc`.
    pub fn drop_end(&self, state: &mut State, body: usize, end: End, index: usize) {
        match end {
            End::Sender => {
                state.channels[index].senders -= 1;
            }
            End::Receiver => state.channels[index].receiver = false,
            End::AsyncSender => state.async_channels[index].senders -= 1,
            End::AsyncReceiver => {
                let channel = &mut state.async_channels[index];
                channel.receiver = false;
                channel.room.close();
                let unread = channel.queue.len() as i64;
                channel.queue.clear();
                channel.room.add(unread);
            }
            End::OneshotSender => state.oneshots[index].sender = false,
            End::OneshotReceiver => {
                state.oneshots[index].receiver = false;
                state.oneshots[index].value = None;
            }
            End::Arc => {
                state.arcs[index] -= 1;
                if state.arcs[index] == 0 {
                    let actor = self.actor(state, body);
                    state.bodies[actor].todo.insert(0, Todo::Print(format!("d{index}").into()));
                }
            }
        }
    }

    /// A future stops waiting.
    fn leave(&self, state: &mut State, body: usize) {
        let wait = std::mem::replace(&mut state.bodies[body].wait, Wait::Nothing);
        match wait {
            Wait::Sleep | Wait::Timeout { .. } => state.clear_timer(body),
            Wait::Permits => self.leave_permits(state, body),
            Wait::Oneshot => {
                if let Some(statement) = self.statement(state, body) {
                    self.drop_end(state, body, End::OneshotReceiver, statement.index(0));
                }
            }
            Wait::Notified { by } => {
                let Some(statement) = self.statement(state, body) else { return };
                let index = statement.index(0);
                state.notifies[index].waiting.retain(|other| *other != body);
                match by {
                    Some(By::One) => state.notify(index, By::One),
                    Some(By::Last) => state.notify(index, By::Last),
                    Some(By::All) | None => {}
                }
            }
            _ => {}
        }
    }

    /// Does the first thing that an actor has to do besides its code; false if it can't yet.
    pub fn do_first(&self, state: &mut State, actor: usize) -> bool {
        let todo = state.bodies[actor].todo[0].clone();
        let is_gone = |body: &usize| matches!(state.bodies[*body].life, Life::Done | Life::Ended);
        match todo {
            Todo::AwaitScope if !state.bodies[actor].scoped.iter().all(is_gone) => return false,
            Todo::AwaitTasks if !self.tasks(state).all(|body| state.bodies[body].life == Life::Ended) => {
                return false;
            }
            _ => {}
        }
        state.bodies[actor].todo.remove(0);
        match todo {
            Todo::Release(guard) => self.release(state, actor, guard, state.bodies[actor].panicking),
            Todo::Wake(index, readers, writers) => state.wake(index, readers, writers),
            Todo::DropEnd(end, index) => self.drop_end(state, actor, end, index),
            Todo::Leave(body) => self.leave(state, body),
            Todo::Print(text) => state.printed.push(text),
            Todo::AwaitScope | Todo::AwaitTasks => {}
            Todo::DropWorld => state.owners -= 1,
            Todo::Finale(line) => {
                // Others may go on between finding it out and printing it.
                let text = self.finale(state, line);
                state.bodies[actor].todo.insert(0, Todo::Print(text.into()));
            }
            Todo::ShutDown => state.shut = true,
            Todo::Done => state.bodies[actor].life = Life::Done,
            Todo::Return(body) => self.hand_back(state, actor, body),
            Todo::End(result) => {
                state.bodies[actor].result = result;
                state.bodies[actor].life = Life::Ended;
            }
            Todo::Exit(end) => state.end = Some(end),
        }
        true
    }

    fn tasks(&self, state: &State) -> impl Iterator<Item = usize> {
        let is_task =
            |body: &usize| self.program.bodies[*body].kind == BodyKind::Future && state.bodies[*body].acts;
        (1..state.bodies.len()).filter(is_task).collect::<Vec<_>>().into_iter()
    }

    /// A thread has come to the end of its code or of its panic; its own is dropped already.
    pub fn leave_thread(&self, state: &mut State, body: usize, panicked: bool) -> Vec<Todo> {
        let mut todo = Vec::new();
        if body == 0 {
            if !panicked && self.program.owner == Owner::Last {
                todo.extend((0..self.program.finale.len()).map(Todo::Finale));
            }
            todo.push(Todo::Exit(if panicked { "panics" } else { "returns" }));
            return todo;
        }
        let of = &state.bodies[body];
        if self.program.owner == Owner::Last && !of.borrows {
            todo.push(Todo::DropWorld);
        }
        let result = if panicked { -1 } else { of.registers[0] };
        todo.push(Todo::Done);
        if let Some(loud) = of.loud {
            todo.push(Todo::Print(format!("t{loud}").into()));
        }
        todo.push(Todo::End(result));
        todo
    }

    fn finale(&self, state: &State, line: usize) -> String {
        if state.owners > 1 {
            return "f shared".to_owned();
        }
        let statement = &self.program.finale[line];
        let index = statement.index(0);
        let of_lock = |value: i64, poisoned: bool| {
            if poisoned { format!("f {value} poisoned") } else { format!("f {value}") }
        };
        match statement.verb {
            Verb::MutexInner | Verb::MutexGetMut => {
                of_lock(state.mutexes[index].value, state.mutexes[index].poisoned)
            }
            Verb::RwLockInner => of_lock(state.rwlocks[index].value, state.rwlocks[index].poisoned),
            Verb::AtomicInner => format!("f {}", state.atomics[index]),
            Verb::OnceInner => match state.onces[index] {
                super::objects::Once::Made(value) => format!("f Some({value})"),
                _ => "f None".to_owned(),
            },
            other => unreachable!("{other:?} is not taken out at the end"),
        }
    }
}
