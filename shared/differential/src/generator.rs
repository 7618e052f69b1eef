//! Random programs.

mod statements;

use crate::language::{Body, BodyKind, End, Owner, Program, Statement, Verb};
use crate::random::Random;
use statements::Writer;
use std::collections::BTreeSet;

/// What a program is about. Each has a few, so that each meets each.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Theme {
    Mutex,
    RwLock,
    Condvar,
    Barrier,
    Channel,
    Atomic,
    Park,
    Time,
    Once,
    Local,
    Arc,
    Panic,
    Abort,
    AsyncChannel,
    Oneshot,
    Notify,
    Semaphore,
    AsyncMutex,
    AsyncRwLock,
}

const OF_THREADS: [Theme; 12] = [
    Theme::Mutex,
    Theme::RwLock,
    Theme::Condvar,
    Theme::Barrier,
    Theme::Channel,
    Theme::Atomic,
    Theme::Park,
    Theme::Time,
    Theme::Once,
    Theme::Local,
    Theme::Arc,
    Theme::Panic,
];

const OF_FUTURES: [Theme; 12] = [
    Theme::Mutex,
    Theme::Channel,
    Theme::Atomic,
    Theme::Time,
    Theme::Panic,
    Theme::Abort,
    Theme::AsyncChannel,
    Theme::Oneshot,
    Theme::Notify,
    Theme::Semaphore,
    Theme::AsyncMutex,
    Theme::AsyncRwLock,
];

/// How a body is started.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Start {
    Thread,
    Scoped,
    Task,
    /// With the body of this number, both at a time.
    Pair(usize, Verb),
    /// By whom it is a pair.
    Paired,
    Timeout,
}

/// The program of a seed.
pub fn program(seed: u64) -> Program {
    let random = &mut Random::new(seed);
    let kind = if random.percent(55) { BodyKind::Thread } else { BodyKind::Future };
    let themes = themes(random, kind);
    let mut program = empty(random, &themes);
    let starts = starts(random, kind);
    let parents = parents(random, &starts);
    let is_owned = kind == BodyKind::Thread && random.percent(35);
    program.owner = if is_owned { Owner::Last } else { Owner::Nobody };

    let receivers = Receivers::new(random, &program, starts.len());
    for (body, start) in starts.iter().enumerate() {
        let kind = if body == 0 { kind } else { kind_of(kind, *start) };
        let code = Writer::new(random, &program, &themes, &receivers, body, kind).code();
        program.bodies.push(Body { kind, takes: Vec::new(), code });
    }
    for body in (1..starts.len()).rev() {
        start(random, &mut program, parents[body], body, starts[body]);
    }
    if starts.contains(&Start::Scoped) {
        wrap_in_scope(random, &mut program.bodies[0].code, starts.len());
    }
    for body in (1..starts.len()).rev() {
        let takes = takes(&program, &parents, &receivers, body);
        program.bodies[body].takes = takes;
    }
    drop_of_main(random, &mut program);
    if is_owned {
        program.finale = finale(random, &program);
    }
    program
}

fn themes(random: &mut Random, kind: BodyKind) -> BTreeSet<Theme> {
    let all = if kind == BodyKind::Thread { OF_THREADS } else { OF_FUTURES };
    let count = 1 + random.below(3);
    let mut themes: BTreeSet<Theme> = (0..count).map(|_| random.one_of(&all)).collect();
    if themes.contains(&Theme::Condvar) {
        themes.insert(Theme::Mutex);
    }
    themes
}

fn empty(random: &mut Random, themes: &BTreeSet<Theme>) -> Program {
    let mut count = |theme: Theme| if themes.contains(&theme) { 1 + random.number(2) } else { 0 };
    let mut program = Program {
        mutexes: count(Theme::Mutex),
        rwlocks: count(Theme::RwLock),
        atomics: count(Theme::Atomic),
        onces: count(Theme::Once),
        arcs: count(Theme::Arc),
        async_mutexes: count(Theme::AsyncMutex),
        async_rwlocks: count(Theme::AsyncRwLock),
        notifies: count(Theme::Notify),
        oneshots: count(Theme::Oneshot),
        barriers: vec![0; count(Theme::Barrier) as usize],
        semaphores: vec![0; count(Theme::Semaphore) as usize],
        channels: vec![0; count(Theme::Channel) as usize],
        async_channels: vec![0; count(Theme::AsyncChannel) as usize],
        owner: Owner::Nobody,
        bodies: Vec::new(),
        finale: Vec::new(),
    };
    program.barriers.iter_mut().for_each(|size| *size = 2 + i64::from(random.percent(20)));
    program.semaphores.iter_mut().for_each(|permits| *permits = random.number(3));
    program.channels.iter_mut().for_each(|bound| *bound = random.one_of(&[-1, -1, 0, 1, 2]));
    program.async_channels.iter_mut().for_each(|bound| *bound = random.one_of(&[-1, 1, 1, 2]));
    program
}

/// How each body but the first is started.
fn starts(random: &mut Random, kind: BodyKind) -> Vec<Start> {
    let count = 2 + random.one_of(&[0, 1, 1, 2]);
    // What main is makes no difference.
    let mut starts = vec![Start::Thread];
    let scoped = random.percent(30);
    while starts.len() < count {
        let number = starts.len();
        let start = match (kind, random.below(10)) {
            (BodyKind::Thread, _) if scoped => Start::Scoped,
            (BodyKind::Thread, _) => Start::Thread,
            (BodyKind::Future, 0..=5) => Start::Task,
            (BodyKind::Future, 6) => Start::Thread,
            (BodyKind::Future, 7) => Start::Timeout,
            (BodyKind::Future, _) => {
                Start::Pair(number + 1, random.one_of(&[Verb::JoinFutures, Verb::Select]))
            }
        };
        starts.push(start);
        if matches!(start, Start::Pair(..)) {
            starts.push(Start::Paired);
        }
    }
    starts
}

fn parents(random: &mut Random, starts: &[Start]) -> Vec<usize> {
    let mut parents = vec![0; starts.len()];
    for body in 2..starts.len() {
        parents[body] = match starts[body] {
            Start::Scoped => 0,
            Start::Paired => parents[body - 1],
            _ if random.percent(65) => 0,
            start => {
                let parent = 1 + random.below(body - 1);
                // Only futures can start tasks and futures.
                let fits = starts[parent] != Start::Thread || start == Start::Thread;
                if fits { parent } else { 0 }
            }
        };
    }
    parents
}

fn kind_of(main: BodyKind, start: Start) -> BodyKind {
    match (main, start) {
        (BodyKind::Thread, _) => BodyKind::Thread,
        (BodyKind::Future, Start::Thread) => BodyKind::Thread,
        (BodyKind::Future, _) => BodyKind::Future,
    }
}

/// Who has the only end of each channel that there can be only one of.
struct Receivers {
    receiver: Vec<usize>,
    async_receiver: Vec<usize>,
    oneshot_sender: Vec<usize>,
    oneshot_receiver: Vec<usize>,
}

impl Receivers {
    fn new(random: &mut Random, program: &Program, bodies: usize) -> Receivers {
        let mut some = |count: usize| (0..count).map(|_| random.below(bodies)).collect();
        Receivers {
            receiver: some(program.channels.len()),
            async_receiver: some(program.async_channels.len()),
            oneshot_sender: some(program.oneshots as usize),
            oneshot_receiver: some(program.oneshots as usize),
        }
    }

    fn of(&self, end: End) -> Option<&[usize]> {
        match end {
            End::Receiver => Some(&self.receiver),
            End::AsyncReceiver => Some(&self.async_receiver),
            End::OneshotSender => Some(&self.oneshot_sender),
            End::OneshotReceiver => Some(&self.oneshot_receiver),
            End::Sender | End::AsyncSender | End::Arc => None,
        }
    }
}

/// Writes the statement that starts a body into its parent, and perhaps one that waits for its end.
fn start(random: &mut Random, program: &mut Program, parent: usize, body: usize, start: Start) {
    let number = body as i64;
    let register = random.number(3);
    let code = &mut program.bodies[parent].code;
    // Mostly early, so that much can happen meanwhile; at times when there is something to hand on.
    let early = random.percent(65);
    let place = random.below(if early { code.len() / 3 } else { code.len() } + 1);
    let later = code.len() + 1 - random.below(2).min(code.len() - place);
    let join = statement(Verb::Join, [number, register]);
    let (verb, joined) = match start {
        Start::Paired => return,
        Start::Pair(second, verb) => {
            code.insert(place, statement(verb, [number, second as i64, register]));
            return;
        }
        Start::Timeout => {
            let time = 1 + random.number(3);
            code.insert(place, statement(Verb::Timeout, [time, number, register]));
            return;
        }
        Start::Thread => (Verb::Spawn, if parent == 0 || random.percent(40) { 70 } else { 0 }),
        Start::Scoped => (Verb::SpawnScoped, 30),
        Start::Task => (Verb::SpawnTask, 65),
    };
    // A thread that waits for a thread is blocked; on a worker, so are the tasks behind it.
    let may_block = program.bodies[parent].kind == BodyKind::Thread || parent == 0 || start == Start::Task;
    let code = &mut program.bodies[parent].code;
    code.insert(place, statement(verb, [number]));
    if may_block && random.percent(joined) {
        let later = later.min(code.len());
        code.insert(later, join);
        if random.percent(50) {
            code.insert(later + 1, statement(Verb::Print, [50 + number, -1 - register]));
        }
    } else if random.percent(30) {
        let asks = [
            statement(Verb::IsFinished, [number, register]),
            statement(Verb::Detach, [number]),
            statement(Verb::Abort, [number]),
        ];
        let ask = asks[random.below(if start == Start::Task { 3 } else { 2 })].clone();
        code.insert(later.min(code.len()), ask);
    }
}

/// Main's code up to some statement behind the spawning ones becomes a scope; perhaps it looks then at what was written.
fn wrap_in_scope(random: &mut Random, code: &mut Vec<Statement>, bodies: usize) {
    let last = code.iter().rposition(|statement| is_of_children(statement.verb)).unwrap_or_default();
    let end = last + 1 + random.below(code.len() - last);
    let block = code.drain(..end).collect();
    code.insert(0, Statement { verb: Verb::Scope, args: Vec::new(), block });
    for body in 1..bodies as i64 {
        if random.percent(50) {
            code.splice(1..1, [statement(Verb::ReadOut, [body, 0]), statement(Verb::Print, [70 + body, -1])]);
        }
    }
}

fn is_of_children(verb: Verb) -> bool {
    matches!(verb, Verb::SpawnScoped | Verb::Join | Verb::IsFinished | Verb::Unpark)
}

/// What a body needs for itself and for those that it starts.
fn takes(program: &Program, parents: &[usize], receivers: &Receivers, body: usize) -> Vec<(End, i64)> {
    let mut takes = BTreeSet::new();
    uses(&program.bodies[body].code, &mut takes);
    for (child, parent) in parents.iter().enumerate().skip(body + 1) {
        if *parent == body {
            takes.extend(program.bodies[child].takes.iter().copied());
        }
    }
    for end in End::ALL {
        for (index, owner) in receivers.of(end).unwrap_or_default().iter().enumerate() {
            if *owner == body {
                takes.insert((end, index as i64));
            }
        }
    }
    takes.into_iter().collect()
}

fn uses(code: &[Statement], takes: &mut BTreeSet<(End, i64)>) {
    for statement in code {
        let end = match statement.verb {
            Verb::Send | Verb::TrySend | Verb::DropSender => Some(End::Sender),
            Verb::AsyncSend | Verb::AsyncTrySend | Verb::BlockingSend | Verb::DropAsyncSender => {
                Some(End::AsyncSender)
            }
            Verb::ArcCount | Verb::ArcDrop | Verb::ArcIntoInner | Verb::ArcTryUnwrap | Verb::ArcGetMut => {
                Some(End::Arc)
            }
            _ => None,
        };
        takes.extend(end.map(|end| (end, statement.arg(0))));
        uses(&statement.block, takes);
    }
}

/// Mostly main drops the senders that it does not need, so that whoever receives comes to an end.
fn drop_of_main(random: &mut Random, program: &mut Program) {
    let mut drops = Vec::new();
    for channel in 0..program.channels.len() as i64 {
        drops.push(statement(Verb::DropSender, [channel]));
    }
    for channel in 0..program.async_channels.len() as i64 {
        drops.push(statement(Verb::DropAsyncSender, [channel]));
    }
    for drop in drops {
        if random.percent(75) {
            let code = &mut program.bodies[0].code;
            let wanted = |statement: &Statement| {
                let starts = matches!(
                    statement.verb,
                    Verb::Spawn
                        | Verb::SpawnTask
                        | Verb::Scope
                        | Verb::JoinFutures
                        | Verb::Select
                        | Verb::Timeout
                );
                let sends = matches!(
                    (statement.verb, drop.verb),
                    (Verb::Send | Verb::TrySend, Verb::DropSender)
                        | (Verb::AsyncSend | Verb::AsyncTrySend, Verb::DropAsyncSender)
                );
                starts || sends
            };
            let last = code.iter().rposition(wanted).map_or(0, |last| last + 1);
            code.insert(last, drop);
        }
    }
}

fn finale(random: &mut Random, program: &Program) -> Vec<Statement> {
    let mut finale = Vec::new();
    let mut each = |count: i64, verbs: &[Verb]| {
        for index in 0..count {
            finale.push(statement(random.one_of(verbs), [index]));
        }
    };
    each(program.mutexes, &[Verb::MutexInner, Verb::MutexGetMut]);
    each(program.rwlocks, &[Verb::RwLockInner]);
    each(program.atomics, &[Verb::AtomicInner]);
    each(program.onces, &[Verb::OnceInner]);
    finale
}

fn statement<const N: usize>(verb: Verb, args: [i64; N]) -> Statement {
    Statement { verb, args: args.to_vec(), block: Vec::new() }
}
