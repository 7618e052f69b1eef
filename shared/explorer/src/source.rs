//! The files of the program.

use crate::text::Words;
use answers::File;
use engine::{Orders, Polling, Sharing};

/// Orders that are weaker than sequential consistency.
const WEAK: [&str; 4] = ["AcqRel", "Acquire", "Relaxed", "Release"];

/// A file of the program.
#[derive(Clone, Copy, Debug)]
pub struct Source {
    /// Its path, as the compiler calls it.
    pub path: &'static str,
    pub text: &'static str,
}

/// All files of the program, that of its `main` first.
pub(crate) struct Sources(Vec<(Source, Option<Words>)>);

impl Sources {
    /// Those that the executable knows, and others.
    pub fn new(known: &[Source], others: Vec<File>) -> Sources {
        // They are there as long as the process is.
        let others =
            others.into_iter().map(|File { path, text }| Source { path: path.leak(), text: text.leak() });
        let with_words = |source: Source| (source, Words::of(source.text));
        Sources(known.iter().copied().chain(others).map(with_words).collect())
    }

    fn iter(&self) -> impl Iterator<Item = &Source> {
        self.0.iter().map(|(source, _)| source)
    }

    /// The text of one of them; empty if it is none of them.
    pub fn text(&self, path: &str) -> &'static str {
        self.iter().find(|source| source.path == path).map_or("", |source| source.text)
    }

    /// That of its `main`.
    pub fn first(&self) -> Option<Source> {
        self.iter().next().copied()
    }

    /// What they are called, with their texts.
    pub fn texts(&self) -> Vec<(&'static str, &'static str)> {
        self.iter().map(|source| (source.path, source.text)).collect()
    }

    /// What they are called.
    pub fn paths(&self) -> &'static [&'static str] {
        self.iter().map(|source| source.path).collect::<Vec<_>>().leak()
    }

    /// Where something stands, as a sentence tells it.
    fn place(&self, source: &Source, line: usize) -> String {
        let is_first = self.iter().next().is_some_and(|first| first.path == source.path);
        if is_first { format!("line {line}") } else { format!("line {line} of {}", source.path) }
    }

    /// Why the program can't be explored, if a text of it says so.
    pub fn refusal(&self) -> Option<String> {
        let refusal = |(source, words): &(Source, Option<Words>)| {
            words.as_ref()?.refusal(|line| self.place(source, line))
        };
        self.0.iter().find_map(refusal)
    }

    /// What of the program the explorer may answer otherwise than the real crates, a clause for each file.
    pub fn not_followed(&self) -> Vec<String> {
        let clause = |(source, words): &(Source, Option<Words>)| {
            words.as_ref()?.not_followed(|line| self.place(source, line))
        };
        self.0.iter().filter_map(clause).collect()
    }

    /// Whether the program has collections whose order is another one in each run.
    pub fn has_unordered(&self) -> bool {
        self.0.iter().any(|(_, words)| words.as_ref().is_some_and(Words::has_unordered))
    }

    /// What its tasks can tell each other.
    pub fn sharing(&self) -> Sharing {
        let hides = |words: &Words| words.sharing() == Sharing::Hidden;
        if self.may(hides) { Sharing::Hidden } else { Sharing::Declared }
    }

    /// Which orders of memory it names.
    pub fn orders(&self) -> Orders {
        let named = |name: &[&str]| {
            self.0.iter().any(|(_, words)| words.as_ref().is_some_and(|words| words.has(name)))
        };
        Orders { weak: named(&WEAK), sequential: named(&["SeqCst"]) }
    }

    /// Who polls its futures.
    pub fn polling(&self) -> Polling {
        let polls = |words: &Words| words.polling() == Polling::Anybody;
        if self.may(polls) { Polling::Anybody } else { Polling::Ours }
    }

    /// Whether a file may do something. What is no program to us may do anything.
    fn may(&self, does: impl Fn(&Words) -> bool) -> bool {
        self.0.iter().any(|(_, words)| words.as_ref().is_none_or(&does))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_in_another_file_than_the_first_is_told_with_its_name() {
        let file = |path: &str| File { path: path.to_owned(), text: "unsafe".to_owned() };
        let sources = Sources::new(&[Source { path: "src/main.rs", text: "" }], vec![file("src/shop.rs")]);
        let places: Vec<String> = sources.iter().map(|source| sources.place(source, 8)).collect();
        assert_eq!(places, ["line 8", "line 8 of src/shop.rs"]);
        assert_eq!(sources.sharing(), Sharing::Hidden);
        assert_eq!(sources.text("src/shop.rs"), "unsafe");
    }
}
