//! What a pair is about.

use std::io;

use cost::Unit;

use crate::asleep::Asleep;
use crate::effort::Effort;
use crate::place::Place;
use crate::rounds::Rounds;

/// A pair that can be measured: its words, and how.
pub struct Subject {
    pub id: &'static str,
    pub what: &'static str,
    pub unit: Unit,
    /// The names of both sides.
    pub sides: [&'static str; 2],
    pub caveat: &'static str,
    pub place: Place,
    pub method: Method,
}

/// How it is measured.
#[derive(Clone, Copy)]
pub enum Method {
    /// Both sides in turn in one process.
    InTurn(fn(&Effort) -> io::Result<Rounds>),
    /// What each of many that sleep takes, `None` where it can't be told; each round and side in a process of its own.
    Asleep(fn(&Asleep) -> Option<f64>),
    /// How many there can be at once.
    Alive,
}
