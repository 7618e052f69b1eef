//! What of a program the explorer does not know, in words for who wrote it.

use std::fs;
use std::path::PathBuf;

use known::{Known, instead_of};
use runner::CompileError;

use crate::handed_over::handed_over;
use crate::imports::{Import, imports};

/// Errors that say that something of a name is not there.
const NAMES: [&str; 9] = ["E0405", "E0412", "E0423", "E0425", "E0432", "E0433", "E0531", "E0574", "E0603"];
/// So many things are named.
const NAMED: usize = 8;
/// So many methods are.
const METHODS: usize = 10;
/// What there is.
const KNOWN: &str = "it has its own `std`, `tokio`, `futures` and `trpl`, with threads, tasks, locks, channels, time, arguments, \
    input and output; files, the network and other processes are not modelled";

/// Something that is not known.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Unknown {
    /// As the program names it: `` `tokio::net::UdpSocket` ``.
    name: String,
    /// "line 8 of src/main.rs"
    place: String,
    /// What there is instead, a clause each.
    instead: Vec<String>,
}

/// Says of errors that only the explorer's own crates lead to what it does not know; `called` gives the name of another file than the
/// program's first, `path_of` where a file is that rustc names.
pub(crate) fn unknown(
    errors: &[CompileError],
    called: impl Fn(&str) -> Option<String>,
    path_of: impl Fn(&str) -> PathBuf,
) -> String {
    let known = Known::read();
    let mut found: Vec<Unknown> = Vec::new();
    for error in errors {
        let file = error.place.as_ref().map(|place| place.file.as_str()).unwrap_or_default();
        let of = called(file).map(|file| format!(" of {file}")).unwrap_or_default();
        let taken = imports(&fs::read_to_string(path_of(file)).unwrap_or_default());
        for (line, name, instead) in names(error, &taken, &known) {
            add(&mut found, Unknown { name, place: format!("line {line}{of}"), instead });
        }
    }
    let is_taken_whole = found.iter().any(|unknown| unknown.name.ends_with("::*`"));
    // Names that come out of what is not there are not the cause.
    found.retain(|unknown| !is_taken_whole || unknown.name.contains("::") || unknown.name.contains(' '));
    words(found)
}

/// Several errors are about one line, and one says more than the others.
fn add(found: &mut Vec<Unknown>, unknown: Unknown) {
    let says_less = |one: &Unknown, other: &Unknown| {
        one.place == other.place && other.name.contains(one.name.trim_matches('`'))
    };
    let is_said = |other: &Unknown| says_less(&unknown, other) || other.name == unknown.name;
    if !found.iter().any(is_said) {
        found.retain(|other| !says_less(other, &unknown));
        found.push(unknown);
    }
}

fn words(found: Vec<Unknown>) -> String {
    let more = found.len().saturating_sub(NAMED);
    let told = found.iter().take(NAMED).map(|unknown| format!("{} ({})", unknown.name, unknown.place));
    let mut told: Vec<String> = told.collect();
    if more > 0 {
        told.push(format!("and {more} more"));
    }
    let mut lines = vec![format!("the explorer does not know {}", told.join(", "))];
    for clause in found.into_iter().flat_map(|unknown| unknown.instead) {
        if !lines.contains(&clause) {
            lines.push(clause);
        }
    }
    lines.push(KNOWN.to_owned());
    lines.join("\n")
}

/// What an error is about: lines, paths or methods or whatever its message says, and what there is instead.
fn names(error: &CompileError, taken: &[Import], known: &Known) -> Vec<(usize, String, Vec<String>)> {
    let line = error.place.as_ref().map_or(0, |place| place.line);
    let code = error.code.as_deref().unwrap_or_default();
    let message = as_theirs(&error.message);
    let mut quoted = message.split('`').skip(1).step_by(2);
    if NAMES.contains(&code) {
        let is_here = |import: &&Import| (import.statement.0..=import.statement.1).contains(&line);
        let here = taken.iter().filter(is_here).filter(|import| !known.has(&import.path));
        let here: Vec<_> = here.map(|import| path(import.line, &import.path, known)).collect();
        if !here.is_empty() {
            return here;
        }
    }
    let (first, second) = (quoted.next(), quoted.next());
    let found = match (code, first, second) {
        ("E0599", Some(method), Some(kind)) => {
            let kind = kind.split('<').next().unwrap_or(kind);
            let name = format!("`{method}` of `{kind}`");
            return vec![(line, name, known_methods(known, kind, method))];
        }
        ("E0432", Some(found), _) => {
            let rest = error.place.as_ref().map(|place| place.after.as_str()).unwrap_or_default();
            format!("{found}{rest}")
        }
        (code, name, _) if NAMES.contains(&code) || message.starts_with("cannot find macro") => {
            let Some(place) = &error.place else { return Vec::new() };
            let path = if place.path.is_empty() { name.unwrap_or_default() } else { &place.path };
            let sign = if place.text.contains(&format!("{path}!")) { "!" } else { "" };
            format!("{}{sign}", whole(path, taken))
        }
        _ => return vec![differs(line, error, &message)],
    };
    vec![path(line, &found, known)]
}

/// What only the explorer's own crates make an error of, whatever it is.
fn differs(line: usize, error: &CompileError, message: &str) -> (usize, String, Vec<String>) {
    match handed_over(error) {
        Some(name) => {
            let why = format!(
                "the explorer has its own `{name}`, and crates that were compiled with the real `std` take the real one"
            );
            (line, format!("how to give its `{name}` to another crate"), vec![why])
        }
        None => (line, format!("what it needs where its own crates differ: {message}"), Vec::new()),
    }
}

fn path(line: usize, path: &str, known: &Known) -> (usize, String, Vec<String>) {
    let instead = match instead_of(path.trim_end_matches("::*")) {
        Some(clause) => vec![format!("instead: {clause}")],
        None => near(known, path).into_iter().collect(),
    };
    (line, format!("`{path}`"), instead)
}

fn near(known: &Known, path: &str) -> Option<String> {
    let near: Vec<String> = known.near(path).into_iter().map(|path| format!("`{path}`")).collect();
    (!near.is_empty()).then(|| format!("it knows {}", near.join(", ")))
}

fn known_methods(known: &Known, kind: &str, method: &str) -> Vec<String> {
    let methods = known.methods(kind, method);
    let more = if methods.len() > METHODS { " and more" } else { "" };
    let told: Vec<String> = methods.iter().take(METHODS).map(|method| format!("`{method}`")).collect();
    if told.is_empty() { Vec::new() } else { vec![format!("of `{kind}` it knows {}{more}", told.join(", "))] }
}

/// A path as it is where nothing was taken from elsewhere: `io::stdin` is `tokio::io::stdin` in a program that takes `tokio::io`.
fn whole(path: &str, taken: &[Import]) -> String {
    let (first, rest) = path.split_at(path.find("::").unwrap_or(path.len()));
    match taken.iter().find(|import| import.name == first) {
        Some(import) => format!("{}{rest}", import.path),
        None => path.trim_start_matches("::").to_owned(),
    }
}

/// The explorer's crates under the names that the program knows.
fn as_theirs(text: &str) -> String {
    text.replace("virtual_arc::", "std::sync::").replace("virtual_", "")
}

#[cfg(test)]
mod tests {
    use super::*;
    use runner::Place;

    fn error(code: &str, message: &str, path: &str, after: &str) -> CompileError {
        let place = Place {
            file: "src/m.rs".to_owned(),
            line: 8,
            text: String::new(),
            path: path.to_owned(),
            after: after.to_owned(),
        };
        let (code, message) = (Some(code.to_owned()), message.to_owned());
        CompileError {
            code,
            place: Some(place),
            lines: Vec::new(),
            message,
            rendered: String::new(),
            suggested: Default::default(),
        }
    }

    fn said(errors: &[CompileError]) -> String {
        unknown(errors, |file| Some(file.to_owned()), |file| PathBuf::from(file))
    }

    #[test]
    fn what_is_not_known_is_named_by_its_path_and_line_once_with_what_is_there_instead() {
        let errors = [
            error("E0432", "unresolved import `tokio::net`", "net::UdpSocket", "::UdpSocket"),
            error("E0603", "module `net` is private", "net::UdpSocket", "::UdpSocket"),
        ];
        let told = said(&errors);
        let mut lines = told.lines();
        assert_eq!(
            lines.next(),
            Some("the explorer does not know `tokio::net::UdpSocket` (line 8 of src/m.rs)")
        );
        assert!(lines.next().is_some_and(|line| line.contains("`tokio::io::duplex`")), "{told}");
    }

    #[test]
    fn a_method_is_named_with_its_type_and_with_what_that_has() {
        let message = "no method named `spawn_local` found for struct `virtual_tokio::runtime::Runtime` in the current scope";
        let told = said(&[error("E0599", message, "", "")]);
        assert!(told.contains("does not know `spawn_local` of `tokio::runtime::Runtime` (line 8"), "{told}");
        assert!(told.contains("of `tokio::runtime::Runtime` it knows `spawn_blocking`, `spawn`"), "{told}");
        assert!(!told.contains("virtual"), "{told}");
    }

    #[test]
    fn a_path_is_told_whole_where_its_beginning_was_taken_from_elsewhere() {
        let taken = imports("use tokio::{io, time as t};\n");
        let found = |path| whole(path, &taken);
        assert_eq!(
            (found("io::stdin"), found("t::sleep"), found("fs::read")),
            ("tokio::io::stdin".into(), "tokio::time::sleep".into(), "fs::read".into())
        );
        let stdin = error("E0425", "cannot find function `stdin` in module `io`", "io::stdin", "");
        let known = Known::read();
        assert_eq!(names(&stdin, &taken, &known)[0].1, "`tokio::io::stdin`");
    }
}
