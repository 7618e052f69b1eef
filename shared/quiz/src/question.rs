//! A question with its answer.

use crate::choice::{Choice, Shown};
use crate::{Kind, Program};
use fastrand::Rng;

/// How many choices there are.
pub(crate) const CHOICES: usize = 4;

/// A question with its answer.
#[derive(Clone, Debug)]
pub struct Question {
    /// The same for the same question in every run, and no other's.
    pub id: String,
    pub kind: Kind,
    /// The program that is asked about.
    pub program: String,
    /// What it has printed already, if that is part of the question.
    pub given: Vec<String>,
    /// What is asked, in plain words.
    pub asked: String,
    /// In the order in which they are shown.
    pub choices: Vec<Choice>,
}

impl Question {
    pub(crate) fn new(
        kind: Kind,
        program: &impl Program,
        (given, asked): (Vec<String>, String),
        mut choices: Vec<Choice>,
        chance: &mut Rng,
    ) -> Question {
        let id = format!("{}-{}-{:016x}", program.id(), kind.name(), fingerprint(&given, &choices));
        chance.shuffle(&mut choices);
        Question { id, kind, program: program.id().to_owned(), given, asked, choices }
    }

    /// The places of the right choices, from 0.
    pub fn right(&self) -> Vec<usize> {
        (0..self.choices.len()).filter(|place| self.choices[*place].is_right).collect()
    }
}

/// Whether a choice says what another one says.
pub(crate) fn is_among(shown: &Shown, choices: &[Choice]) -> bool {
    choices.iter().any(|choice| choice.shown.text() == shown.text())
}

/// Depends on what is asked and on nothing else: neither on the order of the choices nor on the version of Rust (FNV-1a).
fn fingerprint(given: &[String], choices: &[Choice]) -> u64 {
    let mut texts: Vec<String> = choices.iter().map(|choice| choice.shown.text()).collect();
    texts.sort();
    let bytes = given.iter().chain(&texts).flat_map(|text| text.bytes().chain([0]));
    bytes.fold(0xCBF2_9CE4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x100_0000_01B3))
}
