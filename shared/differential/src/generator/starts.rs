//! How bodies are started, by whom, and who waits for them.

use super::statement;
use super::themes::Size;
use crate::language::{BodyKind, Program, Statement, Verb};
use crate::random::Random;

/// How a body is started.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Start {
    Thread,
    Scoped,
    Task,
    /// With the body of this number, both at a time.
    Pair(usize, Verb),
    /// By whom it is a pair.
    Paired,
    Timeout,
}

/// How each body but the first is started.
pub(super) fn starts(random: &mut Random, kind: BodyKind, size: Size) -> Vec<Start> {
    let count = 2 + if size == Size::Small { random.one_of(&[0, 1, 1]) } else { random.one_of(&[1, 1, 2]) };
    // What main is makes no difference.
    let mut starts = vec![Start::Thread];
    let scoped = random.percent(30);
    while starts.len() < count {
        let number = starts.len();
        let start = match (kind, random.below(10)) {
            (BodyKind::Thread, _) if scoped => Start::Scoped,
            (BodyKind::Thread, _) => Start::Thread,
            (BodyKind::Future, 0..=4) => Start::Task,
            (BodyKind::Future, 5) => Start::Thread,
            (BodyKind::Future, 6 | 7) => Start::Timeout,
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

/// Mostly main starts all; at times each the next, so that what one has seen is known by the next when it has ended itself.
pub(super) fn parents(random: &mut Random, starts: &[Start]) -> Vec<usize> {
    let chain = random.percent(25);
    let mut parents = vec![0; starts.len()];
    for body in 2..starts.len() {
        parents[body] = match starts[body] {
            Start::Scoped => 0,
            Start::Paired => parents[body - 1],
            _ if !chain && random.percent(75) => 0,
            start => {
                let parent = if chain { body - 1 } else { 1 + random.below(body - 1) };
                // Only futures can start tasks and futures.
                let fits = starts[parent] != Start::Thread || start == Start::Thread;
                if fits { parent } else { 0 }
            }
        };
    }
    parents
}

pub(super) fn kind_of(main: BodyKind, start: Start) -> BodyKind {
    match (main, start) {
        (BodyKind::Thread, _) => BodyKind::Thread,
        (BodyKind::Future, Start::Thread) => BodyKind::Thread,
        (BodyKind::Future, _) => BodyKind::Future,
    }
}

/// Writes the statement that starts a body into its parent, and perhaps one that waits for its end.
pub(super) fn start(random: &mut Random, program: &mut Program, parent: usize, body: usize, start: Start) {
    let number = body as i64;
    let register = random.number(3);
    let code = &mut program.bodies[parent].code;
    // Mostly early, so that much can happen meanwhile; at times when there is something to hand on.
    let early = random.percent(if parent == 0 { 65 } else { 30 });
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
        Start::Thread => (Verb::Spawn, if parent == 0 { 60 } else { 25 }),
        Start::Scoped => (Verb::SpawnScoped, 30),
        Start::Task => (Verb::SpawnTask, if parent == 0 { 60 } else { 25 }),
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
    } else if random.percent(50) {
        let asks = [
            statement(Verb::Detach, [number]),
            statement(Verb::IsFinished, [number, register]),
            statement(Verb::Abort, [number]),
        ];
        let ask = asks[random.below(if start == Start::Task { 3 } else { 2 })].clone();
        code.insert(later.min(code.len()), ask);
    }
}

/// Main's code up to some statement behind the spawning ones becomes a scope; perhaps it looks then at what was written.
pub(super) fn wrap_in_scope(random: &mut Random, code: &mut Vec<Statement>, bodies: usize) {
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
