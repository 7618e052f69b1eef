//! What bodies do.

mod handing;
mod tasks;
mod threads;

use super::ends::Receivers;
use super::starts::Start;
use super::statement;
use super::themes::{Size, Theme};
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

    pub fn code(self) -> Vec<Statement> {
        self.code
    }

    /// Perhaps a body begins with a sleep: one after the other, so that it is known who asks first, or as those do of whom only the
    /// first counts.
    pub fn begin(&mut self, start: Start, staggered: bool) {
        let races = matches!(start, Start::Timeout | Start::Pair(..) | Start::Paired);
        if staggered && self.body > 0 {
            self.say(Verb::Sleep, [self.body as i64]);
        } else if races && self.random.percent(30) {
            let time = self.time();
            self.say(Verb::Sleep, [time]);
        }
    }

    /// What a body does, but for its end.
    pub fn some_of(&mut self, size: Size) {
        let count = 1 + self.random.below(if size == Size::Small { 3 } else { 4 });
        for _ in 0..count {
            match self.random.below(6) {
                0 => self.hand_on(),
                _ => self.some(),
            }
        }
    }

    /// What a body does at its end: mostly it shows what it has seen.
    pub fn end(&mut self, start: Start) {
        let tag = self.body as i64;
        match self.random.below(10) {
            0..=4 => self.say(Verb::Show, [tag]),
            5 | 6 => {
                let value = self.random.one_of(&[-1, -1, -2, -3]);
                self.say(Verb::Print, [tag, value]);
            }
            _ => {}
        }
        if start == Start::Scoped && self.random.percent(50) {
            let value = self.random.one_of(&[-1, -2, -3]);
            self.say(Verb::WriteOut, [value]);
        }
    }

    pub fn say<const N: usize>(&mut self, verb: Verb, args: [i64; N]) {
        self.push(statement(verb, args));
    }

    pub fn push(&mut self, statement: Statement) {
        self.code.push(statement);
    }

    fn register(&mut self) -> i64 {
        // The first is what a body returns.
        self.random.one_of(&[0, 0, 1, 2])
    }

    /// What it read, or what mostly nobody else writes.
    fn value(&mut self) -> i64 {
        match self.random.below(100) {
            0..=39 => -1 - self.register(),
            40..=74 => 1 + self.body as i64,
            _ => 1 + self.random.number(3),
        }
    }

    fn time(&mut self) -> i64 {
        self.random.one_of(&[1, 1, 1, 2, 3])
    }

    /// A number of an object of which there are so many; `None` if there are none.
    fn object(&mut self, count: i64) -> Option<i64> {
        (count > 0).then(|| self.random.number(count as usize))
    }

    fn theme(&mut self) -> Theme {
        self.themes[self.random.below(self.themes.len())]
    }

    /// A few statements.
    fn some(&mut self) {
        match self.random.below(14) {
            0 => {
                let (register, value) = (self.register(), self.value());
                self.say(Verb::Set, [register, value]);
            }
            1 => {
                let tag = 10 + self.body as i64;
                let value = self.value();
                self.say(Verb::Print, [tag, value]);
            }
            2 | 3 if self.code.len() < 5 => self.if_equal(),
            _ => {
                let theme = self.theme();
                let before = self.code.len();
                let done = self.about(theme);
                if self.random.percent(30) {
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
        let register = self.code.get(from).and_then(result_of);
        if let Some(register) = register {
            self.say(Verb::Print, [20 + self.body as i64, -1 - register]);
        }
    }

    fn if_equal(&mut self) {
        let latest = self.code.iter().rev().find_map(result_of);
        let register = latest.filter(|_| self.random.percent(75)).unwrap_or_else(|| self.register());
        let constant = self.random.one_of(&[0, 0, 1, 1, 2, 3, -1, -2]);
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
}

/// The register in which it is kept what a statement came to.
fn result_of(statement: &Statement) -> Option<i64> {
    let place = match statement.verb {
        Verb::LocalGet => 0,
        Verb::Recv
        | Verb::TryRecv
        | Verb::AsyncRecv
        | Verb::AsyncTryRecv
        | Verb::BlockingRecv
        | Verb::OneshotRecv
        | Verb::OneshotTryRecv
        | Verb::Load
        | Verb::OnceGet
        | Verb::Barrier
        | Verb::Get
        | Verb::IsPoisoned
        | Verb::Permits
        | Verb::ArcCount
        | Verb::ArcIntoInner
        | Verb::ArcTryUnwrap
        | Verb::ArcGetMut => 1,
        Verb::RecvTimeout
        | Verb::FetchAdd
        | Verb::Swap
        | Verb::OnceInit
        | Verb::OnceSet
        | Verb::LockedAdd
        | Verb::TrySend
        | Verb::AsyncTrySend
        | Verb::TryLock
        | Verb::TryRead
        | Verb::TryWrite
        | Verb::WaitTimeout => 2,
        Verb::CompareExchange => 3,
        _ => return None,
    };
    Some(statement.arg(place))
}
