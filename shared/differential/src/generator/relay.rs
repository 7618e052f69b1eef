//! Programs in which one hands on what it has read and is gone, so that only what it wrote, or whom it started, can know what it
//! has seen.

use super::ends::{Receivers, takes};
use super::starts::Start;
use super::statement;
use super::statements::Writer;
use super::themes::{Size, Theme, empty};
use crate::language::{Body, BodyKind, Owner, Program, Statement, Verb};
use crate::random::Random;
use std::collections::BTreeSet;

const OF_THREADS: [Theme; 6] =
    [Theme::Atomic, Theme::Atomic, Theme::Mutex, Theme::RwLock, Theme::Channel, Theme::Once];

const OF_FUTURES: [Theme; 8] = [
    Theme::Atomic,
    Theme::Atomic,
    Theme::Mutex,
    Theme::Channel,
    Theme::AsyncChannel,
    Theme::Oneshot,
    Theme::AsyncMutex,
    Theme::AsyncRwLock,
];

/// Where what was read goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum To {
    /// To something that main looks at.
    Object(Theme),
    /// To somebody who is started with it, who shows it.
    Child,
    /// To who waits for the end.
    Result,
    /// Through a borrow.
    Borrow,
}

/// A relay: main writes, the first body reads and hands on, perhaps another does too or writes what it reads.
pub(super) fn relay(random: &mut Random, kind: BodyKind) -> Program {
    let all: &[Theme] = if kind == BodyKind::Thread { &OF_THREADS } else { &OF_FUTURES };
    let (from, object) = (random.one_of(all), random.one_of(all));
    let to = match random.below(8) {
        0..=3 => To::Object(object),
        4 => To::Result,
        5 if kind == BodyKind::Thread => To::Borrow,
        _ => To::Child,
    };
    let themes = BTreeSet::from([from, object]);
    let mut program = empty(random, &themes, Size::Small);
    if kind == BodyKind::Thread && random.percent(30) {
        program.owner = Owner::Last;
    }
    let bodies = if to == To::Child { 3 } else { 2 + usize::from(random.percent(40)) };
    let receivers = receivers(&program, from);
    let mut relay = Relay { random, program: &program, themes, receivers: &receivers, kind, from, to };
    let mut written = vec![relay.main(bodies), relay.reader(1)];
    if bodies > 2 {
        written.push(relay.third());
    }
    program.bodies = written.into_iter().map(|code| Body { kind, takes: Vec::new(), code }).collect();
    let parents = [0, 0, usize::from(to == To::Child)];
    for body in (1..bodies).rev() {
        program.bodies[body].takes = takes(&program, &parents[..bodies], &receivers, body);
    }
    program
}

/// Main sends what is read, and receives what is handed on.
fn receivers(program: &Program, from: Theme) -> Receivers {
    let reader = |theme| usize::from(from == theme);
    Receivers {
        receiver: vec![reader(Theme::Channel); program.channels.len()],
        async_receiver: vec![reader(Theme::AsyncChannel); program.async_channels.len()],
        oneshot_sender: vec![1 - reader(Theme::Oneshot); program.oneshots as usize],
        oneshot_receiver: vec![reader(Theme::Oneshot); program.oneshots as usize],
    }
}

struct Relay<'a> {
    random: &'a mut Random,
    program: &'a Program,
    themes: BTreeSet<Theme>,
    receivers: &'a Receivers,
    kind: BodyKind,
    from: Theme,
    to: To,
}

impl Relay<'_> {
    fn writer(&mut self, body: usize) -> Writer<'_> {
        Writer::new(self.random, self.program, &self.themes, self.receivers, body, self.kind)
    }

    /// Mostly nobody keeps a handle of who is started, as it might know what they came to.
    fn starts(&mut self, body: i64) -> Vec<Statement> {
        let verb = match (self.to, self.kind) {
            (To::Borrow, _) => Verb::SpawnScoped,
            (_, BodyKind::Thread) => Verb::Spawn,
            (_, BodyKind::Future) => Verb::SpawnTask,
        };
        let mut code = vec![statement(verb, [body])];
        if self.to != To::Result && self.random.percent(70) {
            code.push(statement(Verb::Detach, [body]));
        }
        code
    }

    fn main(&mut self, bodies: usize) -> Vec<Statement> {
        let started = if self.to == To::Child { 1 } else { bodies as i64 - 1 };
        let mut code: Vec<Statement> = (1..=started).flat_map(|body| self.starts(body)).collect();
        let twice = self.random.percent(30);
        let from = self.from;
        let mut writer = self.writer(0);
        let _ = writer.write(from, 1);
        if twice {
            let _ = writer.write(from, 2);
        }
        code.extend(writer.code());
        // Who sleeps learns nothing of who was first meanwhile.
        if self.random.percent(50) {
            code.push(statement(Verb::Sleep, [1]));
        }
        let (to, marks) = (self.to, self.random.percent(25));
        let mut writer = self.writer(0);
        if marks {
            writer.say(Verb::Print, [40, 0]);
        }
        match to {
            To::Object(theme) => writer.read(theme, 1).unwrap_or_default(),
            To::Result => writer.say(Verb::Join, [1, 1]),
            To::Borrow => {
                let block = std::mem::take(&mut code);
                code.push(Statement { verb: Verb::Scope, args: Vec::new(), block });
                writer.say(Verb::ReadOut, [1, 1]);
            }
            To::Child => {}
        }
        writer.say(Verb::Show, [0]);
        code.extend(writer.code());
        code
    }

    /// The one who reads and hands on, as this body.
    fn reader(&mut self, body: usize) -> Vec<Statement> {
        let (from, to) = (self.from, self.to);
        let (child, shows) = (self.starts(2), self.random.percent(15));
        let mut writer = self.writer(body);
        let _ = writer.read(from, 0);
        match to {
            To::Object(theme) => writer.write(theme, -1).unwrap_or_default(),
            To::Borrow => writer.say(Verb::WriteOut, [-1]),
            To::Result => {}
            To::Child => child.into_iter().for_each(|statement| writer.push(statement)),
        }
        if shows {
            writer.end(Start::Thread);
        }
        writer.code()
    }

    fn third(&mut self) -> Vec<Statement> {
        if self.to == To::Child {
            return vec![statement(Verb::Show, [2])];
        }
        if self.random.percent(50) {
            return self.reader(2);
        }
        let from = self.from;
        let mut writer = self.writer(2);
        let _ = writer.write(from, 3);
        writer.code()
    }
}
