//! What bodies do with what `std` has.

use super::Writer;
use crate::generator::statement;
use crate::generator::themes::Theme;
use crate::language::{Statement, Verb};

impl Writer<'_> {
    pub fn mutex(&mut self) -> Option<()> {
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
        if self.themes.contains(&Theme::Panic) && self.random.percent(50) {
            self.panic();
        }
        self.release(place);
        Some(())
    }

    pub fn rwlock(&mut self) -> Option<()> {
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

    pub fn condvar(&mut self) -> Option<()> {
        let mutex = self.object(self.program.mutexes)?;
        if !self.may_hold() {
            return None;
        }
        let (place, register) = (self.place(), self.register());
        let (time, value) = (self.time(), self.value());
        // Mostly main notifies, and several wait.
        let notifies = if self.body == 0 { 75 } else { 30 };
        if self.random.percent(notifies) {
            if self.random.percent(60) {
                self.say(Verb::Lock, [place, mutex]);
                self.say(Verb::Put, [place, value]);
                if self.random.percent(50) {
                    self.say(Verb::Unlock, [place]);
                }
            }
            let notify = self.random.one_of(&[Verb::NotifyOne, Verb::NotifyAll]);
            self.say(notify, [mutex]);
            self.say(Verb::Unlock, [place]);
            return Some(());
        }
        self.say(Verb::Lock, [place, mutex]);
        match self.random.below(7) {
            0..=2 => self.say(Verb::Wait, [place]),
            3 | 4 => self.say(Verb::WaitTimeout, [place, time, register]),
            5 => self.say(Verb::WaitWhile, [place, mutex]),
            _ => self.say(Verb::WaitTimeoutWhile, [place, time, mutex, register]),
        }
        self.within(place);
        self.release(place);
        Some(())
    }

    pub fn barrier(&mut self) -> Option<()> {
        let barrier = self.object(self.program.barriers.len() as i64)?;
        if !self.may_hold() {
            return None;
        }
        let register = self.register();
        self.say(Verb::Barrier, [barrier, register]);
        if self.random.percent(30) {
            self.say(Verb::Barrier, [barrier, register]);
        }
        Some(())
    }

    pub fn channel(&mut self) -> Option<()> {
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

    pub fn atomic(&mut self) -> Option<()> {
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

    pub fn park(&mut self) -> Option<()> {
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

    pub fn time_passes(&mut self) -> Option<()> {
        if self.random.percent(25) {
            self.say(Verb::Yield, []);
        } else {
            let time = self.time();
            self.say(Verb::Sleep, [time]);
        }
        Some(())
    }

    pub fn once(&mut self) -> Option<()> {
        let once = self.object(self.program.onces)?;
        let (register, value) = (self.register(), self.value());
        match self.random.below(5) {
            0 => self.say(Verb::OnceGet, [once, register]),
            1 => self.say(Verb::OnceSet, [once, value, register]),
            _ => self.say(Verb::OnceInit, [once, value, register]),
        }
        Some(())
    }

    pub fn local(&mut self) -> Option<()> {
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

    pub fn arc(&mut self) -> Option<()> {
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

    pub fn panic(&mut self) -> Option<()> {
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
}
