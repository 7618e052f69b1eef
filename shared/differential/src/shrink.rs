//! Making a program smaller.

use crate::language::{Owner, Program, Statement};

/// The smallest program that can be reached by leaving things out and of which `still` holds.
pub fn shrink(program: &Program, still: &mut dyn FnMut(&Program) -> bool) -> Program {
    let mut smallest = program.clone();
    'again: loop {
        for smaller in smaller(&smallest) {
            if still(&smaller) {
                smallest = smaller;
                continue 'again;
            }
        }
        return smallest;
    }
}

/// All programs that lack one thing.
fn smaller(program: &Program) -> Vec<Program> {
    let mut all = Vec::new();
    for body in 0..program.bodies.len() {
        for code in without_one(&program.bodies[body].code) {
            let mut smaller = program.clone();
            smaller.bodies[body].code = code;
            all.push(smaller);
        }
        for take in 0..program.bodies[body].takes.len() {
            let mut smaller = program.clone();
            smaller.bodies[body].takes.remove(take);
            all.push(smaller);
        }
    }
    if program.owner == Owner::Last {
        let mut smaller = program.clone();
        smaller.owner = Owner::Nobody;
        smaller.finale.clear();
        all.push(smaller);
    }
    for code in without_one(&program.finale) {
        all.push(Program { finale: code, ..program.clone() });
    }
    if program.bodies.len() > 1 {
        let last = program.bodies.len() as i64 - 1;
        if !program.bodies.iter().any(|body| names(&body.code, last)) {
            let mut smaller = program.clone();
            smaller.bodies.pop();
            all.push(smaller);
        }
    }
    all
}

fn names(code: &[Statement], body: i64) -> bool {
    code.iter().any(|statement| statement.args.contains(&body) || names(&statement.block, body))
}

fn without_one(code: &[Statement]) -> Vec<Vec<Statement>> {
    let mut all = Vec::new();
    for place in 0..code.len() {
        let mut without = code.to_vec();
        let statement = without.remove(place);
        all.push(without.clone());
        if !statement.block.is_empty() {
            without.splice(place..place, statement.block.iter().cloned());
            all.push(without);
        }
        for block in without_one(&statement.block) {
            let mut code = code.to_vec();
            code[place].block = block;
            all.push(code);
        }
    }
    all
}
