//! `shared/KNOWN.md` is what the sources of the models make of it.

/// What macros make.
mod expand;
/// The text.
mod page;
/// A crate's items.
mod source;
/// Where names lead to.
mod world;

use std::fs;
use std::path::Path;

const SHARED: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/..");

/// What programs call the crates, and the models that take their places.
const CRATES: [(&str, &str); 6] = [
    ("std", "virtual_std"),
    ("tokio", "virtual_tokio"),
    ("tokio_stream", "virtual_tokio_stream"),
    ("tokio_util", "virtual_tokio_util"),
    ("futures", "virtual_futures"),
    ("trpl", "virtual_trpl"),
];

/// These, and what they take their items from.
const SOURCES: [&str; 7] = [
    "virtual-arc",
    "virtual-std",
    "virtual-tokio",
    "virtual-tokio-stream",
    "virtual-tokio-util",
    "virtual-futures",
    "virtual-trpl",
];

fn made() -> String {
    page::page(&world::World::read(Path::new(SHARED), &SOURCES), &CRATES)
}

#[test]
fn the_page_of_what_is_known_is_what_the_models_have() {
    let (made, file) = (made(), Path::new(SHARED).join("KNOWN.md"));
    if std::env::var_os("RECORD").is_some() {
        fs::write(&file, &made).unwrap();
    }
    let recorded = fs::read_to_string(&file).unwrap_or_default();
    let difference = similar::TextDiff::from_lines(&recorded, &made);
    assert!(
        recorded == made,
        "`RECORD=1 cargo test -p known` writes it anew:\n{}",
        difference.unified_diff().context_radius(0)
    );
}

#[test]
fn what_macros_make_stands_there_and_what_is_only_refused_does_not() {
    let made = made();
    let line = |start: &str| made.lines().find(|line| line.starts_with(start)).unwrap_or_default().to_owned();
    let atomic = line("- `AtomicI16`, ");
    assert!(atomic.contains("fetch_add") && atomic.contains("compare_exchange"), "{atomic}");
    assert!(!atomic.contains("as_ptr"), "{atomic}");
    assert!(line("- `WeakSender`, `WeakUnboundedSender`: ").contains("upgrade"), "{made}");
    assert!(!made.contains("_explorer") && !made.contains("virtual_"), "{made}");
}
