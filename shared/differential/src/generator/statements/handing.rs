//! What bodies hand on: what one has read here is written there, where a third may find it.

use super::Writer;
use crate::generator::themes::Theme;
use crate::language::Verb;

impl Writer<'_> {
    /// Reads something and writes it to something, perhaps the same.
    pub fn hand_on(&mut self) {
        let register = self.register();
        let (from, to) = (self.theme(), self.theme());
        if self.read(from, register).is_none() {
            self.some();
        }
        if self.write(to, -1 - register).is_none() {
            self.some();
        }
    }

    /// Looks at some of what there is, when all is done, and shows it.
    pub fn look(&mut self) {
        let themes = self.themes.clone();
        if self.random.percent(50) {
            self.say(Verb::Print, [40, 0]);
        }
        for (register, theme) in themes.into_iter().take(3).enumerate() {
            // What waits might wait for ever.
            self.read(theme, register as i64);
        }
        self.say(Verb::Show, [30]);
    }

    /// Says how to read something into a register; `None` if this body can't.
    pub fn read(&mut self, theme: Theme, register: i64) -> Option<()> {
        let program = self.program;
        match theme {
            Theme::Atomic => {
                let atomic = self.object(program.atomics)?;
                self.say(Verb::Load, [atomic, register]);
            }
            Theme::Mutex | Theme::Condvar => {
                let mutex = self.object(program.mutexes)?;
                if self.themes.contains(&Theme::Panic) && self.random.percent(50) {
                    self.say(Verb::IsPoisoned, [mutex, register]);
                } else {
                    self.say(Verb::LockedAdd, [mutex, 0, register]);
                }
            }
            Theme::RwLock if self.may_hold() => {
                let lock = self.object(program.rwlocks)?;
                self.say(Verb::Read, [0, lock]);
                self.say(Verb::Get, [0, register]);
                self.say(Verb::Unlock, [0]);
            }
            Theme::Once => {
                let once = self.object(program.onces)?;
                self.say(Verb::OnceGet, [once, register]);
            }
            Theme::Channel => {
                let channel = self.object(program.channels.len() as i64)?;
                let verb = self.random.one_of(&[Verb::TryRecv, Verb::Recv]);
                let verb = if self.is_thread() { verb } else { Verb::TryRecv };
                self.say(verb, [channel, register]);
            }
            Theme::Arc => {
                let arc = self.object(program.arcs)?;
                self.say(Verb::ArcCount, [arc, register]);
            }
            Theme::AsyncChannel => {
                let channel = self.object(program.async_channels.len() as i64)?;
                let verb = if self.is_thread() { Verb::AsyncTryRecv } else { Verb::AsyncRecv };
                self.say(verb, [channel, register]);
            }
            Theme::Oneshot => {
                let channel = self.object(program.oneshots)?;
                let verb = if self.is_thread() { Verb::OneshotTryRecv } else { Verb::OneshotRecv };
                self.say(verb, [channel, register]);
            }
            Theme::Semaphore => {
                let semaphore = self.object(program.semaphores.len() as i64)?;
                self.say(Verb::Permits, [semaphore, register]);
            }
            Theme::AsyncMutex | Theme::AsyncRwLock if !self.is_thread() => {
                let (verb, count) = match theme {
                    Theme::AsyncMutex => (Verb::AsyncLock, program.async_mutexes),
                    _ => (Verb::AsyncRead, program.async_rwlocks),
                };
                let lock = self.object(count)?;
                self.say(verb, [0, lock]);
                self.say(Verb::Get, [0, register]);
                self.say(Verb::Unlock, [0]);
            }
            _ => return None,
        }
        Some(())
    }

    /// Says how to write a value to something; `None` if this body can't.
    pub fn write(&mut self, theme: Theme, value: i64) -> Option<()> {
        let program = self.program;
        match theme {
            Theme::Atomic => {
                let atomic = self.object(program.atomics)?;
                self.say(Verb::Store, [atomic, value]);
            }
            Theme::Mutex | Theme::Condvar if self.may_hold() => {
                let mutex = self.object(program.mutexes)?;
                self.say(Verb::Lock, [0, mutex]);
                self.say(Verb::Put, [0, value]);
                self.say(Verb::Unlock, [0]);
            }
            Theme::Mutex => {
                let mutex = self.object(program.mutexes)?;
                self.say(Verb::LockedAdd, [mutex, value, 2]);
            }
            Theme::RwLock if self.may_hold() => {
                let lock = self.object(program.rwlocks)?;
                self.say(Verb::Write, [0, lock]);
                self.say(Verb::Put, [0, value]);
                self.say(Verb::Unlock, [0]);
            }
            Theme::Once => {
                let once = self.object(program.onces)?;
                let verb = self.random.one_of(&[Verb::OnceInit, Verb::OnceSet]);
                self.say(verb, [once, value, 2]);
            }
            Theme::Channel => {
                let channel = self.object(program.channels.len() as i64)?;
                let verb = self.random.one_of(&[Verb::Send, Verb::TrySend]);
                let verb = if self.is_thread() { verb } else { Verb::TrySend };
                self.say(verb, [channel, value, 2]);
            }
            Theme::AsyncChannel => {
                let channel = self.object(program.async_channels.len() as i64)?;
                let verb = self.random.one_of(&[Verb::AsyncSend, Verb::AsyncTrySend]);
                let verb = if self.is_thread() { Verb::BlockingSend } else { verb };
                self.say(verb, [channel, value, 2]);
            }
            Theme::Oneshot => {
                let channel = self.object(program.oneshots)?;
                self.say(Verb::OneshotSend, [channel, value, 2]);
            }
            Theme::AsyncMutex | Theme::AsyncRwLock if !self.is_thread() => {
                let (verb, count) = match theme {
                    Theme::AsyncMutex => (Verb::AsyncLock, program.async_mutexes),
                    _ => (Verb::AsyncWrite, program.async_rwlocks),
                };
                let lock = self.object(count)?;
                self.say(verb, [0, lock]);
                self.say(Verb::Put, [0, value]);
                self.say(Verb::Unlock, [0]);
            }
            _ => return None,
        }
        Some(())
    }
}
