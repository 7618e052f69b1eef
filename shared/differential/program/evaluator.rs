//! Evaluates a program of the little language: with the real `std`, `tokio` and `trpl`, or with the explorer's.
#![allow(dead_code)]

mod finish;
mod tasks;
mod guards;
mod language;
mod local;
mod perform;
mod threads;
mod verb;
mod world;

use finish::finish;
use tasks::{Task, future};
use language::{BodyKind, Owner};
use local::Local;
use std::sync::Arc;
use std::thread;
use threads::run_thread;
use world::{Own, World};

fn main() {
    let text = std::env::args().nth(1).unwrap_or_default();
    let program = language::parse(&text).expect("a program of the little language");
    let (owner, kind) = (program.owner, program.bodies[0].kind);
    let local = Local::of_main(&program);
    let world = World::new(program);
    match owner {
        Owner::Nobody => {
            let world: &'static World = Box::leak(Box::new(world));
            match kind {
                BodyKind::Thread => run_thread(Own::Nobody(world), 0, local, thread::current(), None),
                BodyKind::Future => trpl::block_on(future(Task::new(world, local), 0)),
            };
        }
        Owner::Last => {
            let mut world = Arc::new(world);
            run_thread(Own::Last(&world), 0, local, thread::current(), None);
            let finale = world.program.finale.clone();
            finale.iter().for_each(|statement| finish(&mut world, statement));
        }
    }
}
