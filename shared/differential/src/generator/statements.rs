//! What bodies do.

use super::{Receivers, Theme, statement};
use crate::language::{BodyKind, Program, Statement, Verb};
use crate::random::Random;
use std::collections::BTreeSet;

/// Writes the code of a body.
pub(super) struct Writer<'a> {
    random: &'a mut Random,
    program: &'a Program,
    themes: Vec<Theme>,
    receivers: &'a Receivers,
    body: usize,
    kind: BodyKind,
    code: Vec<Statement>,
}

impl Writer<'_> {
    pub fn new<'a>(
        random: &'a mut Random,
        program: &'a Program,
        themes: &BTreeSet<Theme>,
        receivers: &'a Receivers,
        body: usize,
        kind: BodyKind,
    ) -> Writer<'a> {
        let themes = themes.iter().copied().collect();
        Writer { random, program, themes, receivers, body, kind, code: Vec::new() }
    }

    pub fn code(mut self) -> Vec<Statement> {
        let count = 1 + self.random.below(4);
        for _ in 0..count {
            self.some();
        }
        if self.random.percent(70) {
            let value = self.random.one_of(&[-1, -1, -2, -3]);
            self.say(Verb::Print, [self.body as i64, value]);
        }
        if self.body > 0 && self.random.percent(40) {
            let value = self.random.one_of(&[-1, -2, -3]);
            self.say(Verb::WriteOut, [value]);
        }
        self.code
    }

    fn say<const N: usize>(&mut self, verb: Verb, args: [i64; N]) {
        self.code.push(statement(verb, args));
    }

    fn register(&mut self) -> i64 {
        // The first is what a body returns.
        self.random.one_of(&[0, 0, 1, 2])
    }

    fn value(&mut self) -> i64 {
        if self.random.percent(35) { -1 - self.register() } else { 1 + self.random.number(3) }
    }

    fn time(&mut self) -> i64 {
        self.random.one_of(&[1, 1, 2, 3])
    }

    /// A number of an object of which there are so many; `None` if there are none.
    fn object(&mut self, count: i64) -> Option<i64> {
        (count > 0).then(|| self.random.number(count as usize))
    }

    /// A few statements.
    fn some(&mut self) {
        match self.random.below(12) {
            0 => {
                let (register, value) = (self.register(), self.value());
                self.say(Verb::Set, [register, value]);
            }
            1 => {
                let tag = 10 + self.body as i64;
                let value = self.value();
                self.say(Verb::Print, [tag, value]);
            }
            2 if self.code.len() < 5 => self.if_equal(),
            _ => {
                let theme = self.themes[self.random.below(self.themes.len())];
                let before = self.code.len();
                let done = self.about(theme);
                if self.random.percent(35) {
                    self.show_result(before);
                }
                if done.is_none() {
                    let (register, value) = (self.register(), self.value());
                    self.say(Verb::Add, [register, value]);
                }
            }
        }
    }

    /// Prints what the first of the statements from there on came to.
    fn show_result(&mut self, from: usize) {
        let register = self.code.get(from).and_then(|statement| match statement.verb {
            Verb::Recv | Verb::TryRecv | Verb::AsyncRecv | Verb::AsyncTryRecv | Verb::BlockingRecv => {
                Some(statement.arg(1))
            }
            Verb::OneshotRecv | Verb::OneshotTryRecv | Verb::Load | Verb::OnceGet | Verb::Barrier => {
                Some(statement.arg(1))
            }
            Verb::RecvTimeout | Verb::FetchAdd | Verb::Swap | Verb::OnceInit | Verb::LockedAdd => {
                Some(statement.arg(2))
            }
            _ => None,
        });
        if let Some(register) = register {
            self.say(Verb::Print, [20 + self.body as i64, -1 - register]);
        }
    }

    fn if_equal(&mut self) {
        let (register, constant) = (self.register(), self.random.number(3));
        let before = std::mem::take(&mut self.code);
        self.some();
        let block = std::mem::replace(&mut self.code, before);
        self.code.push(Statement { verb: Verb::If, args: vec![register, constant], block });
    }

    fn about(&mut self, theme: Theme) -> Option<()> {
        match theme {
            Theme::Mutex => self.mutex(),
            Theme::RwLock => self.rwlock(),
            Theme::Condvar => self.condvar(),
            Theme::Barrier => self.barrier(),
            Theme::Channel => self.channel(),
            Theme::Atomic => self.atomic(),
            Theme::Park => self.park(),
            Theme::Time => self.time_passes(),
            Theme::Once => self.once(),
            Theme::Local => self.local(),
            Theme::Arc => self.arc(),
            Theme::Panic => self.panic(),
            Theme::Abort => None,
            Theme::AsyncChannel => self.async_channel(),
            Theme::Oneshot => self.oneshot(),
            Theme::Notify => self.notify(),
            Theme::Semaphore => self.semaphore(),
            Theme::AsyncMutex => {
                self.async_lock(self.program.async_mutexes, &[Verb::AsyncLock], Verb::AsyncTryLock)
            }
            Theme::AsyncRwLock => {
                let tries = [Verb::AsyncTryRead, Verb::AsyncTryWrite];
                let tries = self.random.one_of(&tries);
                self.async_lock(self.program.async_rwlocks, &[Verb::AsyncRead, Verb::AsyncWrite], tries)
            }
        }
    }

    fn is_thread(&self) -> bool {
        self.kind == BodyKind::Thread
    }

    /// In a program with tasks nobody holds a lock of std's while anything can happen: they would block workers.
    fn may_hold(&self) -> bool {
        self.is_thread() && self.program.bodies.first().is_none_or(|main| main.kind == BodyKind::Thread)
    }

    /// What is done while something is held.
    fn within(&mut self, place: i64) {
        for _ in 0..self.random.below(3) {
            match self.random.below(4) {
                0 => {
                    let register = self.register();
                    self.say(Verb::Get, [place, register]);
                }
                1 => {
                    let value = self.value();
                    self.say(Verb::Put, [place, value]);
                }
                2 => self.some(),
                _ => {
                    let register = self.register();
                    self.say(Verb::Get, [place, register]);
                    self.say(Verb::Add, [register, 1]);
                    self.say(Verb::Put, [place, -1 - register]);
                }
            }
        }
    }

    fn release(&mut self, place: i64) {
        if self.random.percent(75) {
            self.say(Verb::Unlock, [place]);
        }
    }

    fn place(&mut self) -> i64 {
        self.random.one_of(&[0, 0, 1])
    }

    fn mutex(&mut self) -> Option<()> {
        let mutex = self.object(self.program.mutexes)?;
        let (place, register) = (self.place(), self.register());
        if !self.may_hold() || self.random.percent(20) {
            let value = self.value();
            self.say(Verb::LockedAdd, [mutex, value, register]);
            return Some(());
        }
        match self.random.below(6) {
            0 => self.say(Verb::TryLock, [place, mutex, register]),
            1 => {
                self.say(Verb::IsPoisoned, [mutex, register]);
                return Some(());
            }
            _ => self.say(Verb::Lock, [place, mutex]),
        }
        self.within(place);
        self.release(place);
        Some(())
    }

    fn rwlock(&mut self) -> Option<()> {
        let lock = self.object(self.program.rwlocks)?;
        if !self.may_hold() {
            return None;
        }
        let (place, register) = (self.place(), self.register());
        match self.random.below(6) {
            0 => self.say(Verb::TryRead, [place, lock, register]),
            1 => self.say(Verb::TryWrite, [place, lock, register]),
            2 | 3 => self.say(Verb::Read, [place, lock]),
            _ => self.say(Verb::Write, [place, lock]),
        }
        self.within(place);
        self.release(place);
        Some(())
    }

    fn condvar(&mut self) -> Option<()> {
        let mutex = self.object(self.program.mutexes)?;
        if !self.may_hold() {
            return None;
        }
        let (place, register) = (self.place(), self.register());
        let (time, value) = (self.time(), self.value());
        if self.random.percent(50) {
            if self.random.percent(60) {
                self.say(Verb::Lock, [place, mutex]);
                self.say(Verb::Put, [place, value]);
                if self.random.percent(50) {
                    self.say(Verb::Unlock, [place]);
                }
            }
            let notify = self.random.one_of(&[Verb::NotifyOne, Verb::NotifyOne, Verb::NotifyAll]);
            self.say(notify, [mutex]);
            self.say(Verb::Unlock, [place]);
            return Some(());
        }
        self.say(Verb::Lock, [place, mutex]);
        match self.random.below(5) {
            0 => self.say(Verb::Wait, [place]),
            1 | 2 => self.say(Verb::WaitTimeout, [place, time, register]),
            3 => self.say(Verb::WaitWhile, [place, mutex]),
            _ => self.say(Verb::WaitTimeoutWhile, [place, time, mutex, register]),
        }
        self.within(place);
        self.release(place);
        Some(())
    }

    fn barrier(&mut self) -> Option<()> {
        let barrier = self.object(self.program.barriers.len() as i64)?;
        if !self.may_hold() {
            return None;
        }
        let register = self.register();
        self.say(Verb::Barrier, [barrier, register]);
        Some(())
    }

    fn channel(&mut self) -> Option<()> {
        let channel = self.object(self.program.channels.len() as i64)?;
        let unbounded = self.program.channels[channel as usize] < 0;
        let (register, value, time) = (self.register(), self.value(), self.time());
        if self.receivers.receiver[channel as usize] == self.body {
            match self.random.below(8) {
                0 => self.say(Verb::TryRecv, [channel, register]),
                1 => self.say(Verb::DropReceiver, [channel]),
                _ if !self.is_thread() => self.say(Verb::TryRecv, [channel, register]),
                2 | 3 => self.say(Verb::RecvTimeout, [channel, time, register]),
                _ => self.say(Verb::Recv, [channel, register]),
            }
            return Some(());
        }
        match self.random.below(8) {
            0 => self.say(Verb::DropSender, [channel]),
            1 => self.say(Verb::TrySend, [channel, value, register]),
            _ if unbounded || self.is_thread() => self.say(Verb::Send, [channel, value, 2]),
            _ => self.say(Verb::TrySend, [channel, value, register]),
        }
        Some(())
    }

    fn atomic(&mut self) -> Option<()> {
        let atomic = self.object(self.program.atomics)?;
        let (register, value) = (self.register(), self.value());
        match self.random.below(6) {
            0 | 1 => self.say(Verb::Load, [atomic, register]),
            2 => self.say(Verb::Store, [atomic, value]),
            3 => self.say(Verb::FetchAdd, [atomic, value, register]),
            4 => self.say(Verb::Swap, [atomic, value, register]),
            _ => {
                let expected = self.random.number(3);
                self.say(Verb::CompareExchange, [atomic, expected, value, register]);
            }
        }
        Some(())
    }

    fn park(&mut self) -> Option<()> {
        if !self.may_hold() {
            return None;
        }
        match self.random.below(6) {
            0 | 1 => self.say(Verb::Park, []),
            2 => {
                let time = self.time();
                self.say(Verb::ParkTimeout, [time]);
            }
            3 if self.body > 0 => self.say(Verb::UnparkParent, []),
            _ if self.body == 0 => self.say(Verb::Unpark, [1]),
            _ => self.say(Verb::UnparkParent, []),
        }
        Some(())
    }

    fn time_passes(&mut self) -> Option<()> {
        if self.random.percent(25) {
            self.say(Verb::Yield, []);
        } else {
            let time = self.time();
            self.say(Verb::Sleep, [time]);
        }
        Some(())
    }

    fn once(&mut self) -> Option<()> {
        let once = self.object(self.program.onces)?;
        let (register, value) = (self.register(), self.value());
        match self.random.below(5) {
            0 => self.say(Verb::OnceGet, [once, register]),
            1 => self.say(Verb::OnceSet, [once, value, register]),
            _ => self.say(Verb::OnceInit, [once, value, register]),
        }
        Some(())
    }

    fn local(&mut self) -> Option<()> {
        if !self.may_hold() {
            return None;
        }
        let (register, value) = (self.register(), self.value());
        match self.random.below(5) {
            0 | 1 => self.say(Verb::LocalGet, [register]),
            2 | 3 => self.say(Verb::LocalAdd, [value]),
            _ if self.body > 0 => self.say(Verb::LocalLoud, [value]),
            _ => self.say(Verb::LocalGet, [register]),
        }
        Some(())
    }

    fn arc(&mut self) -> Option<()> {
        let arc = self.object(self.program.arcs)?;
        let register = self.register();
        let verb = self.random.one_of(&[
            Verb::ArcCount,
            Verb::ArcCount,
            Verb::ArcDrop,
            Verb::ArcIntoInner,
            Verb::ArcTryUnwrap,
            Verb::ArcGetMut,
        ]);
        self.say(verb, [arc, register]);
        Some(())
    }

    fn panic(&mut self) -> Option<()> {
        if self.random.percent(50) {
            return None;
        }
        let tag = self.body as i64;
        let panic = statement(Verb::Panic, [tag]);
        if self.random.percent(40) {
            let (register, constant) = (self.register(), self.random.number(3));
            self.code.push(Statement { verb: Verb::If, args: vec![register, constant], block: vec![panic] });
        } else {
            self.code.push(panic);
        }
        Some(())
    }

    fn async_channel(&mut self) -> Option<()> {
        let channel = self.object(self.program.async_channels.len() as i64)?;
        let (register, value) = (self.register(), self.value());
        if self.receivers.async_receiver[channel as usize] == self.body {
            match (self.random.below(7), self.kind) {
                (0, _) => self.say(Verb::AsyncTryRecv, [channel, register]),
                (1, _) => self.say(Verb::DropAsyncReceiver, [channel]),
                (_, BodyKind::Thread) => self.say(Verb::BlockingRecv, [channel, register]),
                _ => self.say(Verb::AsyncRecv, [channel, register]),
            }
            return Some(());
        }
        match (self.random.below(8), self.kind) {
            (0, _) => self.say(Verb::DropAsyncSender, [channel]),
            (1, _) => self.say(Verb::AsyncTrySend, [channel, value, register]),
            (_, BodyKind::Thread) => self.say(Verb::BlockingSend, [channel, value, 2]),
            _ => self.say(Verb::AsyncSend, [channel, value, 2]),
        }
        Some(())
    }

    fn oneshot(&mut self) -> Option<()> {
        let channel = self.object(self.program.oneshots)?;
        let (register, value) = (self.register(), self.value());
        let sends = self.receivers.oneshot_sender[channel as usize] == self.body;
        let receives = self.receivers.oneshot_receiver[channel as usize] == self.body;
        if sends && (!receives || self.random.percent(50)) {
            let drops = self.random.percent(15);
            if drops {
                self.say(Verb::DropOneshotSender, [channel]);
            } else {
                self.say(Verb::OneshotSend, [channel, value, 2]);
            }
            return Some(());
        }
        if !receives {
            return None;
        }
        match self.random.below(6) {
            0 => self.say(Verb::DropOneshotReceiver, [channel]),
            1 => self.say(Verb::OneshotTryRecv, [channel, register]),
            _ if self.is_thread() => self.say(Verb::OneshotTryRecv, [channel, register]),
            _ => self.say(Verb::OneshotRecv, [channel, register]),
        }
        Some(())
    }

    fn notify(&mut self) -> Option<()> {
        let notify = self.object(self.program.notifies)?;
        match self.random.below(8) {
            0..=3 if !self.is_thread() => self.say(Verb::Notified, [notify]),
            0..=5 => self.say(Verb::TokioNotifyOne, [notify]),
            6 => self.say(Verb::TokioNotifyLast, [notify]),
            _ => self.say(Verb::NotifyWaiters, [notify]),
        }
        Some(())
    }

    fn semaphore(&mut self) -> Option<()> {
        let semaphore = self.object(self.program.semaphores.len() as i64)?;
        let (place, register) = (self.place(), self.register());
        let count = 1 + i64::from(self.random.percent(30));
        match self.random.below(10) {
            0 => {
                self.say(Verb::CloseSemaphore, [semaphore]);
                return Some(());
            }
            1 => {
                self.say(Verb::Permits, [semaphore, register]);
                return Some(());
            }
            2 | 3 => {
                self.say(Verb::AddPermits, [semaphore, count]);
                return Some(());
            }
            4 => self.say(Verb::TryAcquire, [place, semaphore, count, register]),
            _ if self.is_thread() => self.say(Verb::TryAcquire, [place, semaphore, count, register]),
            _ => self.say(Verb::Acquire, [place, semaphore, count, register]),
        }
        for _ in 0..self.random.below(3) {
            self.some();
        }
        self.release(place);
        Some(())
    }

    fn async_lock(&mut self, count: i64, waits: &[Verb], tries: Verb) -> Option<()> {
        let lock = self.object(count)?;
        let (place, register) = (self.place(), self.register());
        if self.is_thread() || self.random.percent(20) {
            self.say(tries, [place, lock, register]);
        } else {
            let verb = self.random.one_of(waits);
            self.say(verb, [place, lock]);
        }
        self.within(place);
        self.release(place);
        Some(())
    }
}
