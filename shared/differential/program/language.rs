//! A little language of concurrent programs. The same file is part of this crate and of the two executables that
//! evaluate programs, which come to them as text.

pub use super::verb::Verb;
use std::fmt::{self, Display, Formatter};

/// How many registers a body has.
pub const REGISTERS: usize = 3;
/// How many guards a body can hold.
pub const GUARDS: usize = 2;

/// A program.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Program {
    /// How many objects of each kind there are, as numbered by `Kind`; of barriers, semaphores and channels also how
    /// large they are.
    pub mutexes: i64,
    pub rwlocks: i64,
    pub atomics: i64,
    pub onces: i64,
    pub arcs: i64,
    pub async_mutexes: i64,
    pub async_rwlocks: i64,
    pub notifies: i64,
    pub oneshots: i64,
    pub barriers: Vec<i64>,
    pub semaphores: Vec<i64>,
    /// The bound of each channel of std's; -1: none.
    pub channels: Vec<i64>,
    /// The same for tokio's.
    pub async_channels: Vec<i64>,
    /// Who owns the objects.
    pub owner: Owner,
    /// What main and all that it starts do; main is the first.
    pub bodies: Vec<Body>,
    /// What main does with the objects themselves once it has done all else, if nobody else owns them.
    pub finale: Vec<Statement>,
}

/// Who owns the objects of a program.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Owner {
    /// Nobody: they are leaked.
    Nobody,
    /// Whoever is left last: each thread has an `Arc`.
    Last,
}

/// What a thread, a task or a future does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Body {
    pub kind: BodyKind,
    /// What it gets from whoever starts it: clones of senders and `Arc`s, and receivers themselves.
    pub takes: Vec<(End, i64)>,
    pub code: Vec<Statement>,
}

/// Who runs a body.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BodyKind {
    /// A thread.
    Thread,
    /// A task, a future, or main's in `block_on`.
    Future,
}

/// Something that belongs to a body.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum End {
    Sender,
    Receiver,
    AsyncSender,
    AsyncReceiver,
    OneshotSender,
    OneshotReceiver,
    Arc,
}

impl End {
    /// In the order in which a body drops them.
    pub const ALL: [End; 7] = [
        End::Sender,
        End::Receiver,
        End::AsyncSender,
        End::AsyncReceiver,
        End::OneshotSender,
        End::OneshotReceiver,
        End::Arc,
    ];
}

/// A statement: a verb with its numbers, and the statements within.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Statement {
    pub verb: Verb,
    pub args: Vec<i64>,
    pub block: Vec<Statement>,
}

impl Statement {
    /// The number at a place; 0 if there is none.
    pub fn arg(&self, place: usize) -> i64 {
        self.args.get(place).copied().unwrap_or_default()
    }

    /// The same as an index.
    pub fn index(&self, place: usize) -> usize {
        usize::try_from(self.arg(place)).unwrap_or_default()
    }
}

/// A value as it stands in a program: at least 0, or a register.
pub fn value(written: i64, registers: &[i64; REGISTERS]) -> i64 {
    match usize::try_from(-1 - written) {
        Ok(register) => registers[register % REGISTERS],
        Err(_) => written,
    }
}

impl Display for Program {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let counts = [
            self.mutexes,
            self.rwlocks,
            self.atomics,
            self.onces,
            self.arcs,
            self.async_mutexes,
            self.async_rwlocks,
            self.notifies,
            self.oneshots,
            self.owner as i64,
        ];
        list(f, &counts)?;
        for sizes in [&self.barriers, &self.semaphores, &self.channels, &self.async_channels] {
            list(f, sizes)?;
        }
        block(f, &self.finale)?;
        for body in &self.bodies {
            let takes: Vec<i64> = body.takes.iter().flat_map(|(end, index)| [*end as i64, *index]).collect();
            write!(f, "{} ", body.kind as i64)?;
            list(f, &takes)?;
            block(f, &body.code)?;
        }
        Ok(())
    }
}

fn list(f: &mut Formatter<'_>, numbers: &[i64]) -> fmt::Result {
    numbers.iter().try_for_each(|number| write!(f, "{number} "))?;
    write!(f, ". ")
}

fn block(f: &mut Formatter<'_>, statements: &[Statement]) -> fmt::Result {
    for Statement { verb, args, block: within } in statements {
        write!(f, "{} ", verb.word())?;
        list(f, args)?;
        if !within.is_empty() {
            write!(f, "{{ ")?;
            block(f, within)?;
        }
    }
    write!(f, "}} ")
}

/// A program from its text; `None` if it is none.
pub fn parse(text: &str) -> Option<Program> {
    let words = &mut text.split_whitespace().peekable();
    let counts = numbers(words)?;
    let &[mutexes, rwlocks, atomics, onces, arcs, async_mutexes, async_rwlocks, notifies, oneshots, owner] =
        &counts[..]
    else {
        return None;
    };
    let mut program = Program {
        mutexes,
        rwlocks,
        atomics,
        onces,
        arcs,
        async_mutexes,
        async_rwlocks,
        notifies,
        oneshots,
        barriers: numbers(words)?,
        semaphores: numbers(words)?,
        channels: numbers(words)?,
        async_channels: numbers(words)?,
        owner: if owner == 0 { Owner::Nobody } else { Owner::Last },
        finale: statements(words)?,
        bodies: Vec::new(),
    };
    while let Some(kind) = words.next() {
        let kind = if kind == "0" { BodyKind::Thread } else { BodyKind::Future };
        let take = |pair: &[i64]| Some((*End::ALL.get(usize::try_from(pair[0]).ok()?)?, *pair.get(1)?));
        let takes = numbers(words)?.chunks(2).map(take).collect::<Option<_>>()?;
        program.bodies.push(Body { kind, takes, code: statements(words)? });
    }
    Some(program)
}

type Words<'a> = std::iter::Peekable<std::str::SplitWhitespace<'a>>;

fn numbers(words: &mut Words<'_>) -> Option<Vec<i64>> {
    let mut numbers = Vec::new();
    loop {
        match words.next()? {
            "." => return Some(numbers),
            word => numbers.push(word.parse().ok()?),
        }
    }
}

fn statements(words: &mut Words<'_>) -> Option<Vec<Statement>> {
    let mut statements = Vec::new();
    loop {
        let word = words.next()?;
        if word == "}" {
            return Some(statements);
        }
        let verb = *Verb::ALL.iter().find(|verb| verb.word() == word)?;
        let args = numbers(words)?;
        let opens = words.next_if_eq(&"{").is_some();
        let block = if opens { self::statements(words)? } else { Vec::new() };
        statements.push(Statement { verb, args, block });
    }
}
