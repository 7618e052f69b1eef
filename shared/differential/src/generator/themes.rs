//! What programs are about.

use crate::language::{BodyKind, Owner, Program};
use crate::random::Random;
use std::collections::BTreeSet;

/// What a program is about. Each has a few, so that each meets each.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Theme {
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

const OF_THREADS: [Theme; 15] = [
    Theme::Mutex,
    Theme::RwLock,
    Theme::Condvar,
    Theme::Condvar,
    Theme::Barrier,
    Theme::Channel,
    Theme::Channel,
    Theme::Atomic,
    Theme::Park,
    Theme::Time,
    Theme::Once,
    Theme::Local,
    Theme::Arc,
    Theme::Panic,
    Theme::Panic,
];

const OF_FUTURES: [Theme; 13] = [
    Theme::Mutex,
    Theme::Channel,
    Theme::Atomic,
    Theme::Time,
    Theme::Panic,
    Theme::Abort,
    Theme::AsyncChannel,
    Theme::AsyncChannel,
    Theme::Oneshot,
    Theme::Notify,
    Theme::Semaphore,
    Theme::AsyncMutex,
    Theme::AsyncRwLock,
];

/// Most mistakes show where a few meet at one thing, and there are soon too many orders where many meet at many.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Size {
    Small,
    Large,
}

pub(super) fn themes(random: &mut Random, kind: BodyKind, size: Size) -> BTreeSet<Theme> {
    let all: &[Theme] = if kind == BodyKind::Thread { &OF_THREADS } else { &OF_FUTURES };
    let count = 1 + random.below(if size == Size::Small { 2 } else { 3 });
    let mut themes: BTreeSet<Theme> = (0..count).map(|_| random.one_of(all)).collect();
    if themes.contains(&Theme::Condvar) {
        themes.insert(Theme::Mutex);
    }
    if themes.contains(&Theme::Panic) && random.percent(70) {
        // Something to be poisoned.
        themes.insert(Theme::Mutex);
    }
    themes
}

/// A program with what there is, and nobody who does anything.
pub(super) fn empty(random: &mut Random, themes: &BTreeSet<Theme>, size: Size) -> Program {
    let most = if size == Size::Small { 1 } else { 2 };
    let mut count = |theme: Theme| if themes.contains(&theme) { 1 + random.number(most) } else { 0 };
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
    program.channels.iter_mut().for_each(|bound| *bound = random.one_of(&[-1, -1, 0, 1, 1, 2]));
    program.async_channels.iter_mut().for_each(|bound| *bound = random.one_of(&[-1, 1, 1, 2]));
    program
}
