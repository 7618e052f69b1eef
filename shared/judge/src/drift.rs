//! Which programs of a book are our listings, and how they have drifted apart.

use std::collections::BTreeSet;
use std::thread;

use answers::{Explore, Limits};
use catalogue::Listing;
use runner::side_by_side;
use serde::{Deserialize, Serialize};
use terminal::{Failure, Workspace};
use worlds::NoAnswer;

use crate::book::Book;
use crate::cache::Cache;
use crate::calls::{calls, likeness};
use crate::folder::Folder;
use crate::outside;
use crate::reader::read;
use crate::source::Source;
use crate::virtual_lab::{self, Built};

/// So many outputs are compared.
const LISTED: usize = 1000;
/// So long one program is explored.
const SECONDS: f64 = 10.0;
/// From here on, two programs with the same number are two versions of one.
const ALIKE: f64 = 0.4;
/// From here on, two programs with different numbers are.
const VERY_ALIKE: f64 = 0.7;

/// What became of a program: theirs, ours, or both.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Drift {
    /// The path of the book's program.
    pub program: Option<String>,
    /// The id of our listing.
    pub listing: Option<String>,
    pub verdict: Fate,
    pub why: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub enum Fate {
    #[serde(rename = "same")]
    Same,
    #[serde(rename = "changed")]
    Changed,
    #[serde(rename = "new")]
    New,
    #[serde(rename = "only here")]
    OnlyHere,
}

/// What a program does.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
enum Does {
    /// It has these outputs, with their ends.
    Prints(BTreeSet<Vec<String>>),
    Refused,
    /// Nobody knows.
    Unknown(String),
}

struct Program {
    source: Source,
    /// Its id, if it is ours.
    listing: Option<String>,
    number: Option<String>,
    args: Vec<String>,
    calls: BTreeSet<String>,
    does: Does,
}

/// Compares a book's programs with our listings.
///
/// # Errors
/// There are no listings here, or nothing can be built.
pub fn drift(workspace: &Workspace, book: &Book) -> Result<Vec<Drift>, Failure> {
    let listings = workspace.catalogue.listings();
    if listings.is_empty() {
        return Err(
            "there are no listings here to compare with; use `cargo xtask judge` in their repository".into(),
        );
    }
    let mut found = read(book);
    outside::add(book, &mut found);
    let concurrent = found.programs.into_iter().filter(Source::is_concurrent);
    let mut theirs: Vec<Program> = concurrent.map(|source| of_book(source, listings)).collect();
    let home = Folder::open(workspace.cargo.folder())?;
    let mut ours: Vec<Program> =
        listings.iter().map(|listing| of_listing(&home, listing)).collect::<Result<_, Failure>>()?;
    look(workspace, book, theirs.iter_mut().chain(&mut ours).collect())?;
    let mut drifts: Vec<Drift> = theirs.iter().map(|program| fate(program, &ours)).collect();
    let only_here = ours.iter().filter_map(|program| program.listing.clone());
    let only_here: Vec<String> =
        only_here.filter(|id| !drifts.iter().any(|drift| drift.listing.as_ref() == Some(id))).collect();
    drifts.extend(only_here.into_iter().map(|id| Drift {
        program: None,
        listing: Some(id),
        verdict: Fate::OnlyHere,
        why: String::new(),
    }));
    Ok(drifts)
}

fn of_book(source: Source, listings: &[Listing]) -> Program {
    let number = number(&source.name);
    let same = listings.iter().find(|listing| Some(listing.id.as_str()) == number.as_deref());
    let args = same.map_or(Vec::new(), |listing| listing.args.clone());
    program(source, None, number, args)
}

fn of_listing(home: &Folder, listing: &Listing) -> Result<Program, Failure> {
    let source = Source::file(home, &listing.main(), None)?;
    let id = listing.id.to_string();
    Ok(program(source, Some(id.clone()), Some(id), listing.args.clone()))
}

fn program(source: Source, listing: Option<String>, number: Option<String>, args: Vec<String>) -> Program {
    let calls = calls(&source.text);
    Program { source, listing, number, args, calls, does: Does::Unknown(String::new()) }
}

/// The number in a path such as `listings/ch17/listing-17-12/src/main.rs`.
fn number(path: &str) -> Option<String> {
    let folder = path.split('/').find_map(|part| part.strip_prefix("listing-"))?;
    Some(folder.to_owned())
}

/// Finds out what programs do, those of which it is not known yet.
fn look(workspace: &Workspace, book: &Book, programs: Vec<&mut Program>) -> Result<(), Failure> {
    let mut cache: Cache<Does> = Cache::open(workspace, &("against", book.folder.root()));
    let key = |cache: &Cache<Does>, program: &Program| cache.key(&program.source, &program.args.join("\n"));
    let mut new: Vec<&mut Program> = Vec::new();
    for program in programs {
        match cache.get(&key(&cache, program)) {
            Some(does) => program.does = does,
            None => new.push(program),
        }
    }
    if new.is_empty() {
        return Ok(());
    }
    let lock = cache.alone(workspace)?;
    let sources: Vec<&Source> = new.iter().map(|program| &program.source).collect();
    let built = virtual_lab::build(workspace, &sources)?;
    let pairs: Vec<(&Vec<String>, &Built)> = new.iter().map(|program| &program.args).zip(&built).collect();
    let workers = thread::available_parallelism().map_or(1, usize::from);
    let done = side_by_side(&pairs, workers, |(args, built)| Some(does(workspace, args, built)));
    virtual_lab::clear(workspace, &sources);
    drop(lock);
    let done: Vec<Does> = done.into_iter().collect::<Result<_, NoAnswer>>()?;
    for (program, does) in new.into_iter().zip(done) {
        cache.put(&key(&cache, program), &does);
        program.does = does;
    }
    cache.close();
    Ok(())
}

fn does(workspace: &Workspace, args: &[String], built: &Built) -> Result<Does, NoAnswer> {
    let explorable = match built {
        Built::Explorable(explorable) => explorable,
        Built::Refused(..) => return Ok(Does::Refused),
        Built::NotModelled(why) => return Ok(Does::Unknown(why.clone())),
    };
    let explore = Explore { most: LISTED, ..Explore::default() };
    let limits = Limits { seconds: Some(SECONDS), ..Limits::default() };
    Ok(match virtual_lab::ask(workspace, explorable, explore, args, limits)? {
        Ok(outcome) => Does::Prints(
            outcome
                .outputs
                .iter()
                .map(|output| {
                    let lines = output.stdout().map(|line| line.text.clone());
                    [output.end.to_string()].into_iter().chain(lines).collect()
                })
                .collect(),
        ),
        Err(why) => Does::Unknown(why),
    })
}

/// What became of a program of the book.
fn fate(program: &Program, ours: &[Program]) -> Drift {
    let drift = |listing: Option<&Program>, verdict, why: String| Drift {
        program: Some(program.source.name.clone()),
        listing: listing.and_then(|listing| listing.listing.clone()),
        verdict,
        why,
    };
    let has_number = |other: &Program| program.number.is_some() && other.number == program.number;
    let is_same = |other: &&Program| {
        other.calls == program.calls && other.does == program.does && !matches!(other.does, Does::Unknown(_))
    };
    let same = ours.iter().filter(is_same).max_by_key(|other| has_number(other));
    if let Some(same) = same {
        return drift(Some(same), Fate::Same, String::new());
    }
    let alike = |other: &Program| likeness(&other.calls, &program.calls);
    let is_version = |other: &&Program| alike(other) >= if has_number(other) { ALIKE } else { VERY_ALIKE };
    let rank = |other: &&Program| (has_number(other), (alike(other) * 1e6) as i64);
    match ours.iter().filter(is_version).max_by_key(rank) {
        Some(other) => drift(Some(other), Fate::Changed, changed(program, other)),
        None => drift(None, Fate::New, does_what(&program.does)),
    }
}

/// What is otherwise in a program than in our listing.
fn changed(program: &Program, ours: &Program) -> String {
    let names = |names: Vec<&String>| {
        names.into_iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")
    };
    let new = names(program.calls.difference(&ours.calls).collect());
    let gone = names(ours.calls.difference(&program.calls).collect());
    let calls = [(new, "it calls"), (gone, "ours calls")].into_iter().filter(|(names, _)| !names.is_empty());
    let mut parts: Vec<String> = calls.map(|(names, who)| format!("{who} {names}")).collect();
    if program.does != ours.does {
        parts.push(format!("it {}, ours {}", does_what(&program.does), does_what(&ours.does)));
    }
    parts.join("; ")
}

fn does_what(does: &Does) -> String {
    match does {
        Does::Prints(outputs) if outputs.len() == 1 => {
            let output = outputs.first().map(|output| output[1..].join(", ")).unwrap_or_default();
            let short: String = output.chars().take(60).collect();
            format!("prints \"{short}{}\"", if short.len() < output.len() { "…" } else { "" })
        }
        Does::Prints(outputs) => format!("has {} outputs", outputs.len()),
        Does::Refused => "is refused by rustc".to_owned(),
        Does::Unknown(why) => format!("is not followed: {why}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn made(name: &str, listing: Option<&str>, text: &str, output: &str) -> Program {
        let source = Source::in_page(name.to_owned(), text.to_owned(), None);
        let number = listing.map(str::to_owned).or_else(|| number(name));
        let does = Does::Prints([vec!["returns".to_owned(), output.to_owned()]].into());
        Program { does, ..program(source, listing.map(str::to_owned), number, Vec::new()) }
    }

    #[test]
    fn a_program_is_the_same_by_what_it_does_and_not_by_its_number() {
        let ours = [
            made("a", Some("17-01"), "fn main() { spawn(); join(); }", "a"),
            made("b", Some("17-02"), "fn main() { channel(); send(); recv(); }", "b"),
        ];
        let fate = |name: &str, text: &str, output: &str| fate(&made(name, None, text, output), &ours);
        let moved = fate("listings/listing-17-09/src/main.rs", "fn main() { let x = spawn(); join(); }", "a");
        assert_eq!((moved.verdict, moved.listing.as_deref()), (Fate::Same, Some("17-01")));
        let other =
            fate("listings/listing-17-02/src/main.rs", "fn main() { channel(); send(); try_recv(); }", "b");
        assert_eq!((other.verdict, other.listing.as_deref()), (Fate::Changed, Some("17-02")));
        assert_eq!(other.why, "it calls `try_recv`; ours calls `recv`");
        let printed = fate("listings/listing-17-01/src/main.rs", "fn main() { spawn(); join(); }", "c");
        assert_eq!(printed.why, "it prints \"c\", ours prints \"a\"");
        assert_eq!(fate("x", "fn main() { lock(); }", "d").verdict, Fate::New);
    }
}
