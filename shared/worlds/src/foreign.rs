//! What dependencies of a program share between threads where the explorer does not look.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use answers::File;
use cargo_metadata::{DependencyKind, Metadata, Node, NodeDep, Package, PackageId};

use crate::source_words::{says, words};
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

/// Words without one of which nothing is printed.
const STREAMS: [&str; 6] = ["eprint", "eprintln", "print", "println", "stderr", "stdout"];

/// The dependencies that a program names and that were compiled against the real `std`, if they or what they need use its threads,
/// locks, atomics or clocks.
pub(crate) struct Foreign {
    harmless: Vec<String>,
    others: Vec<String>,
    /// Those of the others that may print.
    prints: Vec<String>,
}

impl Foreign {
    /// Those of a program that is made of these files of the user's.
    pub fn of(metadata: &Metadata, orders: &Orders, files: &[File]) -> Foreign {
        let nodes = metadata.resolve.as_ref().map_or(&[][..], |resolve| &resolve.nodes);
        let search = Search { metadata, orders, nodes };
        let words: BTreeSet<&str> = files.iter().flat_map(|file| words(&file.text)).collect();
        let is_named = |name: &str| {
            let part = format!("{name}_");
            words.iter().any(|word| *word == name || word.starts_with(&part))
        };
        let own = nodes.iter().filter(|node| orders.own.contains(folder(&metadata[&node.id])));
        let (mut harmless, mut others, mut prints) = (BTreeSet::new(), BTreeSet::new(), BTreeSet::new());
        for dependency in own.flat_map(|node| &node.deps).filter(|dependency| is_named(&dependency.name)) {
            match search.sharing(&dependency.pkg) {
                None => {}
                Some(Sharing::Harmless) => drop(harmless.insert(dependency.name.clone())),
                Some(Sharing::Hidden) => {
                    others.insert(dependency.name.clone());
                    prints.extend(search.prints(&dependency.pkg).then(|| dependency.name.clone()));
                }
            }
        }
        let [harmless, others, prints] = [harmless, others, prints].map(|names| names.into_iter().collect());
        Foreign { harmless, others, prints }
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
        let prints = |names: String| format!("what {names} prints is not among the lines");
        named(&self.others).map(sentence).into_iter().chain(named(&self.prints).map(prints)).collect()
    }
}

/// What may be shared between threads through a package.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Sharing {
    Harmless,
    Hidden,
}

/// A look at the packages that a program is made of.
struct Search<'a> {
    metadata: &'a Metadata,
    orders: &'a Orders,
    nodes: &'a [Node],
}

impl Search<'_> {
    /// Whether a package itself names one of the streams.
    fn prints(&self, package: &PackageId) -> bool {
        let library = self.metadata[package].targets.iter().find(|target| target.is_lib());
        let folder = library.and_then(|library| library.src_path.parent());
        folder.is_some_and(|folder| says(folder.as_std_path(), |word| STREAMS.contains(&word)))
    }

    /// What may be shared through a package and all that it needs; `None` if nothing may.
    fn sharing(&self, package: &PackageId) -> Option<Sharing> {
        let (mut next, mut seen) = (vec![package], BTreeSet::new());
        let mut found = None;
        while let Some(id) = next.pop() {
            let package = &self.metadata[id];
            let is_model = |library: &PathBuf| is_model(library);
            let is_ours = self.orders.own.contains(folder(package))
                || self.orders.ours.get(&name(package)).is_some_and(is_model);
            // A macro runs where it is compiled.
            let library = package.targets.iter().find(|target| target.is_lib());
            let Some(library) = library.filter(|_| !is_ours && seen.insert(id)) else { continue };
            let is_harmless = HARMLESS.contains(&&*name(package));
            if library.src_path.parent().is_some_and(|folder| says(folder.as_std_path(), shares)) {
                found = found.max(Some(if is_harmless { Sharing::Harmless } else { Sharing::Hidden }));
            }
            if !is_harmless {
                let node = self.nodes.iter().find(|node| node.id == *id);
                next.extend(
                    node.into_iter()
                        .flat_map(|node| &node.deps)
                        .filter(|dep| is_normal(dep))
                        .map(|dep| &dep.pkg),
                );
            }
        }
        found
    }
}

fn is_normal(dependency: &NodeDep) -> bool {
    dependency.dep_kinds.iter().any(|kind| kind.kind == DependencyKind::Normal)
}

fn folder(package: &Package) -> &Path {
    package.manifest_path.parent().map_or(Path::new(""), |folder| folder.as_std_path())
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

fn name(package: &Package) -> String {
    package.name.replace('-', "_")
}

/// Whether a word names what threads share, or a clock.
fn shares(word: &str) -> bool {
    WORDS.contains(&word) || word.starts_with("Atomic")
}

#[cfg(test)]
mod tests {
    use super::shares;
    use crate::source_words::has_word;

    #[test]
    fn what_can_be_shared_is_seen_by_its_words_and_not_in_comments() {
        let has_words = |text: &str| has_word(text, shares);
        assert!(has_words("use std::sync::atomic::AtomicUsize;"));
        assert!(has_words("static LOCK: Mutex<()> = Mutex::new(());"));
        assert!(!has_words("// a Mutex\n/// as an AtomicBool\nfn f(lock: Mutexes) {}"));
    }
}
