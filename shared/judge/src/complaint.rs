//! What rustc said of a program, as it is printed: which errors, and at which lines.

use std::fmt;

use anstream::adapter::strip_str;
use runner::CompileError;

use crate::numbering::Numbering;

/// An error of rustc's, by its code and its line.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Complaint {
    /// `E0382`; errors of syntax have none.
    pub code: Option<String>,
    /// The line that it points to, from 1, by all that it may be called; none where that was left out.
    pub lines: Vec<usize>,
    /// The first line of its message.
    pub message: String,
}

/// The errors in a text.
pub fn complaints(text: &str) -> Vec<Complaint> {
    let mut found: Vec<Complaint> = Vec::new();
    let mut lines = text.lines().peekable();
    while let Some(line) = lines.next() {
        let Some((code, message)) = head(line) else { continue };
        // Where it points to stands right below, behind notes at most.
        let mut place = None;
        while let Some(next) = lines.peek().filter(|next| !next.is_empty() && head(next).is_none()) {
            place = place.or_else(|| line_of(next));
            lines.next();
        }
        if code.is_some() || place.is_some() {
            found.push(Complaint { code, lines: place.into_iter().collect(), message: message.to_owned() });
        }
    }
    found
}

/// The code and the message of a line that begins an error.
fn head(line: &str) -> Option<(Option<String>, &str)> {
    let rest = line.strip_prefix("error")?;
    if let Some(rest) = rest.strip_prefix('[') {
        let (code, message) = rest.split_once(']')?;
        let is_code = code.len() == 5 && code.starts_with('E');
        return is_code.then(|| (Some(code.to_owned()), message.trim_start_matches(':').trim()));
    }
    Some((None, rest.strip_prefix(": ")?))
}

/// The line in ` --> src/main.rs:10:5`.
fn line_of(line: &str) -> Option<usize> {
    let place = line.trim_start().strip_prefix("--> ")?;
    let mut parts = place.trim().rsplitn(3, ':');
    parts.next()?.parse::<usize>().ok()?;
    parts.next()?.parse().ok()
}

impl Complaint {
    /// An error of rustc's in a program whose lines are numbered so.
    pub fn of(error: &CompileError, numbering: &Numbering) -> Complaint {
        // What a macro of the library's points to is shown where it was called.
        let shown = complaints(&strip_str(&error.rendered).to_string()).pop();
        let line = shown.and_then(|shown| shown.lines.first().copied());
        let lines = line.map_or(Vec::new(), |line| numbering.names(line));
        Complaint { code: error.code.clone(), lines, message: error.message.clone() }
    }

    /// Whether this, which is printed, is what rustc says now.
    fn is(&self, now: &Complaint) -> bool {
        self.code == now.code && self.lines.iter().all(|line| now.lines.contains(line))
    }
}

/// What is otherwise than printed, in a sentence; `None` if nothing is. Where not the whole of it is printed, there may be more.
pub fn differs(printed: &[Complaint], now: &[Complaint], is_whole: bool) -> Option<String> {
    let gone = named(printed.iter().filter(|one| !now.iter().any(|now| one.is(now))));
    let new = named(now.iter().filter(|now| !printed.iter().any(|one| one.is(now))));
    if gone.is_empty() && (new.is_empty() || !is_whole) {
        return None;
    }
    let said = |complaints: &[String]| complaints.join(", ");
    Some(match (&gone[..], &new[..]) {
        (gone, []) if now.is_empty() => format!("rustc accepts it today, without {}", said(gone)),
        (gone, []) => format!("rustc does not say {} today", said(gone)),
        ([], new) => format!("rustc also says {} today", said(new)),
        (gone, new) => format!("printed is {}; today rustc says {}", said(gone), said(new)),
    })
}

/// Errors in words, those that are alike once.
pub fn named<'a>(complaints: impl Iterator<Item = &'a Complaint>) -> Vec<String> {
    let mut names: Vec<String> = complaints.map(ToString::to_string).collect();
    names.dedup();
    names
}

impl fmt::Display for Complaint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.code {
            Some(code) => f.write_str(code)?,
            None => write!(f, "\"{}\"", self.message)?,
        }
        self.lines.last().map_or(Ok(()), |line| write!(f, " at line {line}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn one(code: &str, line: usize) -> Complaint {
        Complaint { code: Some(code.to_owned()), lines: vec![line], message: String::new() }
    }

    #[test]
    fn errors_are_read_with_their_places() {
        let text = "   Compiling x\nerror[E0373]: closure may outlive\n --> src/main.rs:6:32\n  |\n6 |     let\n  |\nnote: x\n \
                    --> src/main.rs:7:1\n\nerror: expected one of\n --> src/main.rs:9:3\n\nerror: could not compile `x`\n";
        let found = complaints(text);
        let found: Vec<String> = found.iter().map(ToString::to_string).collect();
        assert_eq!(found, ["E0373 at line 6", "\"expected one of\" at line 9"]);
        assert!(complaints("error: process didn't exit successfully: `x`\nerror: oh\n").is_empty());
    }

    #[test]
    fn only_what_is_otherwise_differs() {
        let (a, moved, both) = ([one("E0382", 10)], [one("E0382", 11)], [one("E0382", 10), one("E0373", 6)]);
        assert_eq!(differs(&a, &a, true), None);
        assert_eq!(differs(&a, &both, false), None);
        assert_eq!(differs(&a, &both, true).unwrap(), "rustc also says E0373 at line 6 today");
        let said = differs(&moved, &a, false).unwrap();
        assert_eq!(said, "printed is E0382 at line 11; today rustc says E0382 at line 10");
        assert!(differs(&a, &[], false).unwrap().starts_with("rustc accepts it today"));
    }
}
