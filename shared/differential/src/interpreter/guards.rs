//! Guards, and channels of std's that do not wait.

use super::Interpreter;
use super::body::{Guard, Todo, Wait};
use super::state::State;
use crate::language::End;

/// What is missing where no message is received.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Missing {
    Receiver,
    Message,
    Senders,
}

impl Missing {
    /// As a program sees it.
    pub fn number(self) -> i64 {
        match self {
            Missing::Receiver => -9,
            Missing::Message => -1,
            Missing::Senders => -2,
        }
    }
}

impl Interpreter<'_> {
    /// What a guard's owner reads through it.
    pub fn held(&self, state: &State, body: usize, place: usize) -> i64 {
        match state.bodies[body].guards[place] {
            Guard::None => -7,
            Guard::Mutex(index) => state.mutexes[index].value,
            Guard::Read(index) | Guard::Write(index) => state.rwlocks[index].value,
            Guard::Permits(..) => -8,
            Guard::AsyncMutex(index) => state.async_mutexes[index].1,
            Guard::AsyncRead(index) | Guard::AsyncWrite(index) => state.async_rwlocks[index].1,
        }
    }

    pub fn put(&self, state: &mut State, body: usize, place: usize, value: i64) {
        match state.bodies[body].guards[place] {
            Guard::None | Guard::Read(_) | Guard::Permits(..) | Guard::AsyncRead(_) => {}
            Guard::Mutex(index) => state.mutexes[index].value = value,
            Guard::Write(index) => state.rwlocks[index].value = value,
            Guard::AsyncMutex(index) => state.async_mutexes[index].1 = value,
            Guard::AsyncWrite(index) => state.async_rwlocks[index].1 = value,
        }
    }

    /// A guard is dropped.
    pub fn release(&self, state: &mut State, actor: usize, guard: Guard, panicking: bool) {
        match guard {
            Guard::None => {}
            Guard::Mutex(index) => {
                state.mutexes[index].held = false;
                state.mutexes[index].poisoned |= panicking;
            }
            Guard::Read(index) => {
                let lock = &mut state.rwlocks[index];
                lock.readers -= 1;
                if lock.readers == 0 && lock.writers_wait {
                    let wake = Todo::Wake(index, lock.readers_wait, lock.writers_wait);
                    state.bodies[actor].todo.insert(0, wake);
                }
            }
            Guard::Write(index) => {
                let lock = &mut state.rwlocks[index];
                lock.writer = false;
                lock.poisoned |= panicking;
                if lock.readers_wait || lock.writers_wait {
                    let wake = Todo::Wake(index, lock.readers_wait, lock.writers_wait);
                    state.bodies[actor].todo.insert(0, wake);
                }
            }
            Guard::Permits(index, count) => state.semaphores[index].add(count),
            Guard::AsyncMutex(index) => state.async_mutexes[index].0.add(1),
            Guard::AsyncRead(index) => state.async_rwlocks[index].0.add(1),
            Guard::AsyncWrite(index) => state.async_rwlocks[index].0.add(super::state::READERS),
        }
    }

    /// 0 if it was sent, 1 if nobody will receive it, 2 if there is no room.
    pub fn try_send(&self, state: &mut State, body: usize, index: usize, message: i64) -> i64 {
        if !state.bodies[body].has(End::Sender, index) {
            return -9;
        }
        let bound = self.program.channels[index];
        let channel = &mut state.channels[index];
        if !channel.receiver {
            return 1;
        }
        if bound == 0 {
            let Some(receiver) = channel.receiving.take() else { return 2 };
            state.bodies[receiver].wait = Wait::Receiving { handed: Some(message) };
            return 0;
        }
        if bound > 0 && channel.queue.len() as i64 >= bound {
            return 2;
        }
        channel.queue.push(message);
        0
    }

    /// A message as a program sees it, or what it is told instead.
    pub fn try_recv(&self, state: &mut State, body: usize, index: usize) -> Result<i64, Missing> {
        if !state.bodies[body].has(End::Receiver, index) {
            return Err(Missing::Receiver);
        }
        let channel = &mut state.channels[index];
        if !channel.offers.is_empty() {
            let (sender, message) = channel.offers.remove(0);
            state.bodies[sender].wait = Wait::Offer { taken: true };
            return Ok(message);
        }
        if !channel.queue.is_empty() {
            return Ok(channel.queue.remove(0));
        }
        Err(if channel.senders == 0 { Missing::Senders } else { Missing::Message })
    }
}

impl State {
    /// Wakes those who wait for a lock as Linux' does, which was seen to be waited for so when it was freed.
    pub fn wake(&mut self, index: usize, mut readers: bool, mut writers: bool) {
        let is_as_seen = |state: &State, readers: bool, writers: bool| {
            let lock = &state.rwlocks[index];
            lock.is_free() && (lock.readers_wait, lock.writers_wait) == (readers, writers)
        };
        if !readers && writers {
            if is_as_seen(self, readers, writers) {
                self.rwlocks[index].writers_wait = false;
                self.wake_writer(index);
                return;
            }
            if !self.rwlocks[index].is_free() {
                return;
            }
            (readers, writers) = (self.rwlocks[index].readers_wait, self.rwlocks[index].writers_wait);
        }
        if readers && writers {
            if !is_as_seen(self, readers, writers) {
                return;
            }
            self.rwlocks[index].writers_wait = false;
            if self.wake_writer(index) {
                return;
            }
            writers = false;
        }
        if readers && is_as_seen(self, readers, writers) {
            self.rwlocks[index].readers_wait = false;
            for body in &mut self.bodies {
                if body.wait == Wait::ToRead(index) {
                    body.wait = Wait::Nothing;
                }
            }
        }
    }

    fn wake_writer(&mut self, index: usize) -> bool {
        if self.rwlocks[index].asleep.is_empty() {
            return false;
        }
        let writer = self.rwlocks[index].asleep.remove(0);
        self.bodies[writer].wait = Wait::ToWriteAgain;
        true
    }
}
