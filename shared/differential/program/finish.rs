//! What main does with the objects once it has done all else.

use super::language::{Statement, Verb};
use super::world::World;
use std::sync::{Arc, Mutex, RwLock};

pub fn finish(world: &mut Arc<World>, statement: &Statement) {
    let Some(world) = Arc::get_mut(world) else {
        println!("f shared");
        return;
    };
    let at = statement.index(0);
    match statement.verb {
        Verb::MutexInner => {
            let mutex = std::mem::replace(&mut world.mutexes[at], Mutex::new(0));
            match mutex.into_inner() {
                Ok(value) => println!("f {value}"),
                Err(error) => println!("f {} poisoned", error.into_inner()),
            }
        }
        Verb::MutexGetMut => match world.mutexes[at].get_mut() {
            Ok(value) => println!("f {value}"),
            Err(error) => println!("f {} poisoned", error.into_inner()),
        },
        Verb::RwLockInner => {
            let lock = std::mem::replace(&mut world.rwlocks[at], RwLock::new(0));
            match lock.into_inner() {
                Ok(value) => println!("f {value}"),
                Err(error) => println!("f {} poisoned", error.into_inner()),
            }
        }
        Verb::AtomicInner => println!("f {}", std::mem::take(&mut world.atomics[at]).into_inner()),
        Verb::OnceInner => println!("f {:?}", std::mem::take(&mut world.onces[at]).into_inner()),
        _ => {}
    }
}
