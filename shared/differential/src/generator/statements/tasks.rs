//! What bodies do with what tokio has.

use super::Writer;
use crate::language::{BodyKind, Verb};

impl Writer<'_> {
    pub fn async_channel(&mut self) -> Option<()> {
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

    pub fn oneshot(&mut self) -> Option<()> {
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

    pub fn notify(&mut self) -> Option<()> {
        let notify = self.object(self.program.notifies)?;
        match self.random.below(8) {
            0..=3 if !self.is_thread() => self.say(Verb::Notified, [notify]),
            0..=5 => self.say(Verb::TokioNotifyOne, [notify]),
            6 => self.say(Verb::TokioNotifyLast, [notify]),
            _ => self.say(Verb::NotifyWaiters, [notify]),
        }
        Some(())
    }

    pub fn semaphore(&mut self) -> Option<()> {
        let semaphore = self.object(self.program.semaphores.len() as i64)?;
        let (place, register) = (self.place(), self.register());
        let count = 1 + i64::from(self.random.percent(45));
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

    pub fn async_lock(&mut self, count: i64, waits: &[Verb], tries: Verb) -> Option<()> {
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
