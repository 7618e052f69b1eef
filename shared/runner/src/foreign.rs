//! What dependencies of a program share between threads where the explorer does not look.

use std::fs;
use std::path::Path;

use cargo_metadata::Artifact;

use crate::wrapper::Orders;

/// Crates through which tasks can't tell each other anything: what they share inside is how often something is used, how it is done
/// fastest, or nothing but traits of their own for types of `std`'s.
const HARMLESS: [&str; 14] = [
    "anyhow",
    "futures_core",
    "futures_io",
    "futures_sink",
    "futures_task",
    "hashbrown",
    "libc",
    "memchr",
    "regex_automata",
    "ryu",
    "serde",
    "serde_core",
    "serde_json",
    "thiserror",
];

/// What polls futures in a way that is ours, or not at all.
const POLLED: [&str; 2] = ["tokio", "trpl"];

/// Words without one of which nothing is shared between threads, and no clock is looked at.
const WORDS: [&str; 11] = [
    "Barrier",
    "Condvar",
    "Instant",
    "LazyLock",
    "Mutex",
    "Once",
    "OnceLock",
    "RwLock",
    "SystemTime",
    "UnsafeCell",
    "thread_local",
];

/// The dependencies of a program that were compiled against the real `std` and use its threads, locks, atomics or clocks.
pub(crate) struct Foreign {
    harmless: Vec<String>,
    others: Vec<String>,
    /// Some poll futures themselves.
    pub polls: bool,
}

impl Foreign {
    pub fn of(artifacts: &[Artifact], orders: &Orders, host: &str) -> Foreign {
        let is_used = |artifact: &&Artifact| {
            let folder = artifact.manifest_path.parent().map_or(Path::new(""), |folder| folder.as_std_path());
            let is_for_the_program =
                artifact.filenames.iter().any(|file| file.components().any(|part| part.as_str() == host));
            is_for_the_program && !orders.own.contains(folder) && !orders.idle.contains(folder)
        };
        let is_model =
            |artifact: &&Artifact| orders.ours.get(&name(artifact)).is_some_and(|library| is_model(library));
        let says = |artifact: &&Artifact, is_wanted: fn(&str) -> bool| {
            artifact.target.src_path.parent().is_some_and(|folder| says(folder.as_std_path(), is_wanted))
        };
        let mut libraries = artifacts.iter().filter(is_used);
        let polls = libraries
            .any(|library| !POLLED.contains(&&*name(library)) && says(&library, |word| word == "Poll"));
        let shares = |artifact: &&Artifact| says(artifact, shares);
        let mut names: Vec<String> = artifacts
            .iter()
            .filter(is_used)
            .filter(|artifact| !is_model(artifact))
            .filter(shares)
            .map(name)
            .collect();
        names.sort();
        names.dedup();
        let (harmless, others) = names.into_iter().partition(|name| HARMLESS.contains(&name.as_str()));
        Foreign { harmless, others, polls }
    }

    /// What answers rest on, a sentence each.
    pub fn rests_on(&self) -> Vec<String> {
        let sentence =
            |names: String| format!("{names} with the real `std` inside, each call being one step");
        named(&self.harmless).map(sentence).into_iter().collect()
    }

    /// What is not followed, in words that can follow "not exhaustive: ".
    pub fn not_followed(&self) -> Vec<String> {
        let sentence =
            |names: String| format!("threads may share through {names} what the explorer does not see");
        named(&self.others).map(sentence).into_iter().collect()
    }
}

/// Whether a library of ours is a model, and not what models are made with.
fn is_model(library: &Path) -> bool {
    library.file_name().is_some_and(|name| name.to_string_lossy().starts_with("libvirtual_"))
}

/// "`a`, `b` and `c`".
fn named(names: &[String]) -> Option<String> {
    let quoted: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
    let (last, others) = quoted.split_last()?;
    Some(if others.is_empty() { last.clone() } else { format!("{} and {last}", others.join(", ")) })
}

fn name(artifact: &Artifact) -> String {
    artifact.target.name.replace('-', "_")
}

/// Whether a folder has a file of Rust with such a word.
fn says(folder: &Path, is_wanted: fn(&str) -> bool) -> bool {
    fs::read_dir(folder).into_iter().flatten().flatten().any(|entry| {
        let path = entry.path();
        if path.is_dir() {
            return says(&path, is_wanted);
        }
        let is_source = path.extension().is_some_and(|end| end == "rs");
        is_source && fs::read_to_string(&path).is_ok_and(|text| has_word(&text, is_wanted))
    })
}

fn has_word(text: &str, is_wanted: fn(&str) -> bool) -> bool {
    let lines = text.lines().filter(|line| !line.trim_start().starts_with("//"));
    let mut words = lines.flat_map(|line| line.split(|c: char| !c.is_alphanumeric() && c != '_'));
    words.any(is_wanted)
}

/// Whether a word names what threads share, or a clock.
fn shares(word: &str) -> bool {
    WORDS.contains(&word) || word.starts_with("Atomic")
}

#[cfg(test)]
mod tests {
    use super::{has_word, shares};

    #[test]
    fn what_can_be_shared_is_seen_by_its_words_and_not_in_comments() {
        let has_words = |text: &str| has_word(text, shares);
        assert!(has_words("use std::sync::atomic::AtomicUsize;"));
        assert!(has_words("static LOCK: Mutex<()> = Mutex::new(());"));
        assert!(!has_words("// a Mutex\n/// as an AtomicBool\nfn f(lock: Mutexes) {}"));
    }
}
