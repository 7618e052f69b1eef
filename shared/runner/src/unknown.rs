//! What of a program the explorer does not know, in words for who wrote it.

use crate::compile_error::CompileError;

/// Errors that say that something of a name is not there.
const NAMES: [&str; 9] = ["E0405", "E0412", "E0423", "E0425", "E0432", "E0433", "E0531", "E0574", "E0603"];
/// So many things are named.
const NAMED: usize = 8;
/// What there is.
const KNOWN: &str = "it has its own `std`, `tokio`, `futures` and `trpl`, with threads, tasks, locks, channels, time, arguments, \
    input and output; files, the network and other processes are not modelled";

/// Says of errors that only the explorer's own crates lead to what it does not know; `file_of` gives the name of another file than
/// the program's first.
pub(crate) fn unknown(errors: &[CompileError], file_of: impl Fn(&str) -> Option<String>) -> String {
    let mut found: Vec<(String, String)> = Vec::new();
    for error in errors {
        let place = error.place.as_ref().map(|place| {
            let of = file_of(&place.file).map(|file| format!(" of {file}"));
            format!("line {}{}", place.line, of.unwrap_or_default())
        });
        let (place, name) = (place.unwrap_or_default(), name(error));
        match found.iter_mut().find(|(known, _)| *known == place) {
            // Several errors are about one line, and one says more than the others.
            Some((_, before)) if before.contains(name.trim_matches('`')) => {}
            Some((_, before)) if name.contains(before.trim_matches('`')) => *before = name,
            _ => found.push((place, name)),
        }
    }
    let more = found.len().saturating_sub(NAMED);
    let told = found.into_iter().take(NAMED).map(|(place, name)| format!("{name} ({place})"));
    let mut told: Vec<String> = told.collect();
    if more > 0 {
        told.push(format!("and {more} more"));
    }
    format!("the explorer does not know {}\n{KNOWN}", told.join(", "))
}

/// What an error is about: a path, a method, or whatever its message says.
fn name(error: &CompileError) -> String {
    let code = error.code.as_deref().unwrap_or_default();
    let mut quoted = error.message.split('`').skip(1).step_by(2);
    match (code, quoted.next(), quoted.next()) {
        ("E0599", Some(method), Some(kind)) => {
            let kind = kind.split('<').next().unwrap_or(kind).replace("virtual_", "");
            format!("`{method}` of `{kind}`")
        }
        ("E0432", Some(path), _) => {
            let rest = error.place.as_ref().map(|place| place.after.as_str()).unwrap_or_default();
            format!("`{path}{rest}`")
        }
        (code, _, _) if NAMES.contains(&code) && error.place.is_some() => {
            let path = error.place.as_ref().map(|place| place.path.clone()).unwrap_or_default();
            format!("`{path}`")
        }
        _ => format!("what it needs where its own crates differ: {}", error.message),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compile_error::Place;

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
            message,
            rendered: String::new(),
            suggested: Default::default(),
        }
    }

    #[test]
    fn what_is_not_known_is_named_by_its_path_and_line_once() {
        let errors = [
            error("E0432", "unresolved import `tokio::net`", "net::UdpSocket", "::UdpSocket"),
            error("E0603", "module `net` is private", "net::UdpSocket", "::UdpSocket"),
        ];
        let told = unknown(&errors, |file| Some(file.to_owned()));
        assert_eq!(
            told.lines().next(),
            Some("the explorer does not know `tokio::net::UdpSocket` (line 8 of src/m.rs)")
        );
    }

    #[test]
    fn a_method_is_named_with_its_type() {
        let errors = [error(
            "E0599",
            "no method named `frob` found for struct `Sender<T>` in the current scope",
            "",
            "",
        )];
        assert!(
            unknown(&errors, |_| None).starts_with("the explorer does not know `frob` of `Sender` (line 8)")
        );
    }
}
