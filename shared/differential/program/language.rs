//! A little language of concurrent programs. The same file is part of this crate and of the two executables that
//! evaluate programs, which come to them as text.

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

macro_rules! verbs {
    ($($(#[$doc:meta])* $name:ident = $word:literal),* $(,)?) => {
        /// What a statement does. `v` is a value, `r` the register that gets what comes of it, `g` a place for a guard.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Verb { $($(#[$doc])* $name),* }

        impl Verb {
            /// All of them.
            pub const ALL: &[Verb] = &[$(Verb::$name),*];

            /// Its word.
            pub fn word(self) -> &'static str {
                match self { $(Verb::$name => $word),* }
            }
        }
    };
}

verbs! {
    /// r v
    Set = "set",
    /// r v
    Add = "add",
    /// tag v
    Print = "print",
    /// tag: prints all registers
    Show = "show",
    /// r c { … }
    If = "if",
    /// tag
    Panic = "panic",
    /// ms
    Sleep = "sleep",
    Yield = "yield",
    /// body
    Spawn = "spawn",
    /// body, within a scope
    SpawnScoped = "spawn-scoped",
    /// { … }
    Scope = "scope",
    /// body r: what it wrote through its borrow
    ReadOut = "read-out",
    /// v: through the borrow
    WriteOut = "write-out",
    /// body r: what it returned, -1 if it panicked, -2 if it was aborted, -9 if there is no handle
    Join = "join",
    /// body r
    IsFinished = "is-finished",
    /// body: drops the handle
    Detach = "detach",
    /// body
    Unpark = "unpark",
    UnparkParent = "unpark-parent",
    Park = "park",
    /// ms
    ParkTimeout = "park-timeout",
    /// g m
    Lock = "lock",
    /// g m r: 0 or 1
    TryLock = "try-lock",
    /// g l
    Read = "read",
    /// g l
    Write = "write",
    /// g l r
    TryRead = "try-read",
    /// g l r
    TryWrite = "try-write",
    /// g r: what is locked
    Get = "get",
    /// g v
    Put = "put",
    /// g: drops the guard
    Unlock = "unlock",
    /// m r
    IsPoisoned = "is-poisoned",
    /// m v r: locks, adds, unlocks; r is what there was
    LockedAdd = "locked-add",
    /// g: of a mutex whose condition variable is waited for
    Wait = "wait",
    /// g ms r: 1 if it timed out
    WaitTimeout = "wait-timeout",
    /// g c: as long as what is locked is c
    WaitWhile = "wait-while",
    /// g ms c r
    WaitTimeoutWhile = "wait-timeout-while",
    /// m
    NotifyOne = "notify-one",
    /// m
    NotifyAll = "notify-all",
    /// b r: 1 for the leader
    Barrier = "barrier",
    /// c v r: 0, or 1 if nobody will receive it
    Send = "send",
    /// c v r: 0, 1, or 2 if it is full
    TrySend = "try-send",
    /// c r: -2 if there is no sender left
    Recv = "recv",
    /// c r: -1 if there is nothing
    TryRecv = "try-recv",
    /// c ms r: -1 if it timed out
    RecvTimeout = "recv-timeout",
    /// c
    DropSender = "drop-sender",
    /// c
    DropReceiver = "drop-receiver",
    /// a r
    Load = "load",
    /// a v
    Store = "store",
    /// a v r
    FetchAdd = "fetch-add",
    /// a v r
    Swap = "swap",
    /// a expected new r: what there was
    CompareExchange = "compare-exchange",
    /// o v r: prints while it makes the value
    OnceInit = "once-init",
    /// o r: -1 if there is none
    OnceGet = "once-get",
    /// o v r: 1 if there was one
    OnceSet = "once-set",
    /// r
    LocalGet = "local-get",
    /// v
    LocalAdd = "local-add",
    /// v: this thread prints it when it has ended
    LocalLoud = "local-loud",
    /// x r
    ArcCount = "arc-count",
    /// x
    ArcDrop = "arc-drop",
    /// x r: 1 if it was the last
    ArcIntoInner = "arc-into-inner",
    /// x r: 1 if it was the last, else it is kept
    ArcTryUnwrap = "arc-try-unwrap",
    /// x r: 1 if it is the only one
    ArcGetMut = "arc-get-mut",
    /// m, in the finale: prints what the mutex held
    MutexInner = "mutex-inner",
    /// l, in the finale
    RwLockInner = "rwlock-inner",
    /// a, in the finale
    AtomicInner = "atomic-inner",
    /// o, in the finale
    OnceInner = "once-inner",
    /// m, in the finale: the same through `&mut`
    MutexGetMut = "mutex-get-mut",
    /// body: a task
    SpawnTask = "spawn-task",
    /// body
    Abort = "abort",
    /// body body r: both futures' values, the first times ten
    JoinFutures = "join-futures",
    /// body body r: whichever is ready first; ten times which, and its value
    Select = "select",
    /// ms body r: -3 if the time ran out
    Timeout = "timeout",
    /// c v r
    AsyncSend = "async-send",
    /// c v r
    AsyncTrySend = "async-try-send",
    /// c v r: from a thread
    BlockingSend = "blocking-send",
    /// c r
    AsyncRecv = "async-recv",
    /// c r
    AsyncTryRecv = "async-try-recv",
    /// c r: from a thread
    BlockingRecv = "blocking-recv",
    /// c
    DropAsyncSender = "drop-async-sender",
    /// c
    DropAsyncReceiver = "drop-async-receiver",
    /// o v r: 1 if nobody will receive it
    OneshotSend = "oneshot-send",
    /// o r: -2 if nobody will send
    OneshotRecv = "oneshot-recv",
    /// o r: -1 if there is nothing yet
    OneshotTryRecv = "oneshot-try-recv",
    /// o
    DropOneshotSender = "drop-oneshot-sender",
    /// o
    DropOneshotReceiver = "drop-oneshot-receiver",
    /// n: waits
    Notified = "notified",
    /// n
    TokioNotifyOne = "tokio-notify-one",
    /// n
    TokioNotifyLast = "tokio-notify-last",
    /// n
    NotifyWaiters = "notify-waiters",
    /// g s k r: 1 if it is closed
    Acquire = "acquire",
    /// g s _ r: one; 1 if there is none, 2 if it is closed
    TryAcquire = "try-acquire",
    /// s k
    AddPermits = "add-permits",
    /// s
    CloseSemaphore = "close-semaphore",
    /// s r
    Permits = "permits",
    /// g m
    AsyncLock = "async-lock",
    /// g m r
    AsyncTryLock = "async-try-lock",
    /// g l
    AsyncRead = "async-read",
    /// g l
    AsyncWrite = "async-write",
    /// g l r
    AsyncTryRead = "async-try-read",
    /// g l r
    AsyncTryWrite = "async-try-write",
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
