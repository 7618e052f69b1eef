//! Random programs.

mod ends;
mod relay;
mod starts;
mod statements;
mod themes;

use crate::language::{Body, BodyKind, Owner, Program, Statement, Verb};
use crate::random::Random;
use ends::{Receivers, drop_of_main, takes};
use relay::relay;
use starts::{Start, kind_of, parents, start, starts, wrap_in_scope};
use statements::Writer;
use themes::{Size, empty, themes};

/// The program of a seed.
pub fn program(seed: u64) -> Program {
    let random = &mut Random::new(seed);
    let kind = if random.percent(55) { BodyKind::Thread } else { BodyKind::Future };
    if random.percent(40) { relay(random, kind) } else { mixture(random, kind) }
}

/// Bodies that do this and that.
fn mixture(random: &mut Random, kind: BodyKind) -> Program {
    let size = if random.percent(75) { Size::Small } else { Size::Large };
    let themes = themes(random, kind, size);
    let mut program = empty(random, &themes, size);
    let starts = starts(random, kind, size);
    let parents = parents(random, &starts);
    let is_owned = kind == BodyKind::Thread && random.percent(35);
    program.owner = if is_owned { Owner::Last } else { Owner::Nobody };

    let receivers = Receivers::new(random, &program, starts.len());
    let staggered = random.percent(20);
    for (body, start) in starts.iter().enumerate() {
        let kind = if body == 0 { kind } else { kind_of(kind, *start) };
        let mut writer = Writer::new(random, &program, &themes, &receivers, body, kind);
        writer.begin(*start, staggered);
        writer.some_of(size);
        writer.end(*start);
        let code = writer.code();
        program.bodies.push(Body { kind, takes: Vec::new(), code });
    }
    for body in (1..starts.len()).rev() {
        start(random, &mut program, parents[body], body, starts[body]);
    }
    if starts.contains(&Start::Scoped) {
        wrap_in_scope(random, &mut program.bodies[0].code, starts.len());
    }
    if random.percent(50) {
        let mut writer = Writer::new(random, &program, &themes, &receivers, 0, kind);
        writer.look();
        let looks = writer.code();
        program.bodies[0].code.extend(looks);
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
