//! What rustc says to a program that it refuses, told to who wrote it.

use std::path::Path;

use runner::{Cargo, CompileError, Stop, Warning};

use crate::generated::read;
use crate::missing_crate::{missing_crates, without};
use crate::of_a_package::{self, asked_of_a_package};
use crate::unknown::unknown;
use crate::virtual_world::{Program, VirtualWorld};

impl VirtualWorld {
    /// rustc's errors in a program, with the user's own name for its file.
    /// What only our own crates refuse is not known to the explorer.
    pub fn errors_of(
        &self,
        cargo: &Cargo,
        program: &Program,
        name: &str,
        errors: &[CompileError],
        stop: &Stop,
    ) -> String {
        let has_code = |error: &CompileError, codes: &[&str]| {
            error.code.as_deref().is_some_and(|code| codes.contains(&code))
        };
        if errors.iter().any(|error| has_code(error, &["E0601"])) {
            return "it has no `fn main()`; the explorer runs whole programs".to_owned();
        }
        let text = read(&program.source).unwrap_or_default();
        if let Some((line, variable)) = asked_of_a_package(&text)
            && errors.iter().any(|error| error.place.as_ref().is_some_and(|place| place.line == line))
        {
            return of_a_package::refused(&format!("line {line}"), variable);
        }
        let renamed = |text: &str| self.renamed(program, name, text);
        if errors.iter().any(is_of_the_linker) {
            return refused(errors, renamed);
        }
        match self.real_errors(cargo, program, stop) {
            Some(none) if none.is_empty() => self.unknown_in(program, errors),
            Some(real) => match &missing_crates(&real, &text)[..] {
                [] => refused(&real, renamed),
                missing => without(missing),
            },
            None => refused(errors, renamed),
        }
    }

    /// What of a program the explorer does not know, where rustc refuses it only for that.
    pub fn unknown_in(&self, program: &Program, errors: &[CompileError]) -> String {
        let paths = self.paths_of(program);
        let is_first = |file: &str| paths.iter().any(|path| path == Path::new(file));
        let called = |file: &str| (!is_first(file)).then(|| file.to_owned());
        unknown(errors, called, |file| self.root().join(file))
    }

    /// rustc's warnings of a program, with the user's own name for its file.
    pub fn warnings_of(&self, program: &Program, name: &str, warnings: &[Warning]) -> Vec<String> {
        warnings.iter().map(|warning| self.renamed(program, name, warning.rendered.trim_end())).collect()
    }

    fn renamed(&self, program: &Program, name: &str, text: &str) -> String {
        let paths = self.paths_of(program);
        paths.iter().fold(text.to_owned(), |text, path| text.replace(&path.display().to_string(), name))
    }
}

/// rustc's errors, one below the other; `renamed` gives files their names.
pub(crate) fn refused(errors: &[CompileError], renamed: impl Fn(&str) -> String) -> String {
    let parts: Vec<String> = errors.iter().map(|error| renamed(&words(error))).collect();
    format!("rustc refuses it\n{}", parts.join("\n\n"))
}

/// What is missing at the end is missing with the real crates, too.
pub(crate) fn is_of_the_linker(error: &CompileError) -> bool {
    error.message.starts_with("linking with")
}

/// An error as rustc shows it; of the linker's, which names every file that it was given, only what it misses.
fn words(error: &CompileError) -> String {
    if !is_of_the_linker(error) {
        return error.rendered.trim_end().to_owned();
    }
    let missing = |line: &str| {
        let (_, name) =
            line.split_once("undefined reference to ").or(line.split_once("undefined symbol: "))?;
        Some(name.trim_matches(|c: char| "`'\"".contains(c)).to_owned())
    };
    let mut names: Vec<String> = error.rendered.lines().filter_map(missing).collect();
    names.sort();
    names.dedup();
    match &names[..] {
        [] => "error: it can't be linked".to_owned(),
        names => format!("error: it can't be linked: nothing defines `{}`", names.join("`, `")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_linker_misses_is_named_and_none_of_its_files() {
        let rendered = "error: linking with `cc` failed: exit status: 1\n  = note: \"cc\" \"/a/b.o\"\n  = note: /usr/bin/ld: \
            /a/b.o: in function `main':\n          b.rs:(.text+0x1): undefined reference to `nothing'\n";
        let message = "linking with `cc` failed: exit status: 1".to_owned();
        let error = CompileError {
            code: None,
            place: None,
            lines: Vec::new(),
            message,
            rendered: rendered.to_owned(),
            suggested: Vec::new(),
        };
        assert_eq!(words(&error), "error: it can't be linked: nothing defines `nothing`");
    }
}
