//! Which program is asked about, and how it is started.

use serde::{Deserialize, Serialize};

/// Which program is asked about, and how it is started.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Program {
    /// What it is called by who starts it, if that is known.
    pub called: Option<String>,
    /// Its arguments, without its own name.
    pub args: Vec<String>,
    /// What comes through its standard input.
    pub input: Vec<u8>,
    /// Of an executable with tests, the one that is meant, by its whole name.
    pub test: Option<String>,
    /// Files that it is made of, beside those that its executable knows.
    pub files: Vec<File>,
    /// What its atomics promise.
    pub memory: Memory,
    /// A library that it uses polls futures itself.
    pub polls: bool,
    /// What an answer rests on from the start, a sentence each.
    pub rests_on: Vec<String>,
    /// What is not followed in it, in words that can follow "not exhaustive: ".
    pub not_followed: Vec<String>,
}

/// What atomics promise.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Memory {
    /// What the language does, for each order that is asked for.
    Rust,
    /// Sequential consistency, whatever is asked for.
    #[default]
    Sc,
}

/// A file of a program.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct File {
    /// Its path, as the compiler calls it.
    pub path: String,
    pub text: String,
}

/// A test of an executable that has tests.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Test {
    /// With the modules that it is in: "tests::both_ways".
    pub name: String,
    pub ignored: bool,
}
