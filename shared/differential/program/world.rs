//! What bodies share.

use super::language::Program;
use std::sync::atomic::AtomicI64;
use std::sync::{Arc, Barrier, Condvar, Mutex, OnceLock, RwLock};
use tokio::sync as asynchronous;

/// All objects that bodies share.
pub struct World {
    pub program: Program,
    pub mutexes: Vec<Mutex<i64>>,
    pub condvars: Vec<Condvar>,
    pub rwlocks: Vec<RwLock<i64>>,
    pub atomics: Vec<AtomicI64>,
    pub onces: Vec<OnceLock<i64>>,
    pub barriers: Vec<Barrier>,
    pub async_mutexes: Vec<asynchronous::Mutex<i64>>,
    pub async_rwlocks: Vec<asynchronous::RwLock<i64>>,
    pub notifies: Vec<asynchronous::Notify>,
    pub semaphores: Vec<asynchronous::Semaphore>,
}

impl World {
    pub fn new(program: Program) -> World {
        World {
            mutexes: (0..program.mutexes).map(Mutex::new).collect(),
            condvars: (0..program.mutexes).map(|_| Condvar::new()).collect(),
            rwlocks: (0..program.rwlocks).map(RwLock::new).collect(),
            atomics: (0..program.atomics).map(AtomicI64::new).collect(),
            onces: (0..program.onces).map(|_| OnceLock::new()).collect(),
            barriers: program.barriers.iter().map(|size| Barrier::new(*size as usize)).collect(),
            async_mutexes: (0..program.async_mutexes).map(asynchronous::Mutex::new).collect(),
            async_rwlocks: (0..program.async_rwlocks).map(asynchronous::RwLock::new).collect(),
            notifies: (0..program.notifies).map(|_| asynchronous::Notify::new()).collect(),
            semaphores: program
                .semaphores
                .iter()
                .map(|k| asynchronous::Semaphore::new(*k as usize))
                .collect(),
            program,
        }
    }
}

/// Who keeps the objects alive.
#[derive(Clone, Copy)]
pub enum Own<'w> {
    Nobody(&'static World),
    Last(&'w Arc<World>),
    /// Whoever waits for this thread.
    Scope(&'w World),
}

impl<'w> Own<'w> {
    pub fn world(self) -> &'w World {
        match self {
            Own::Nobody(world) | Own::Scope(world) => world,
            Own::Last(world) => world,
        }
    }
}
