//! Crates that a single file names and has not.

use known::instead_of_crate;
use runner::CompileError;

use crate::imports::{Import, imports};

/// Crates that a single file has not, though it names them: each with the first line where it does.
pub(crate) fn missing_crates(errors: &[CompileError], text: &str) -> Vec<(String, usize)> {
    let taken = imports(text);
    let mut found: Vec<(String, usize)> = Vec::new();
    for error in errors {
        let Some(name) = missing(error) else { continue };
        let first = |import: &&Import| import.path.split("::").next() == Some(name);
        let is_taken = taken.iter().any(|import| first(&import));
        let place = error.place.as_ref().map_or(0, |place| place.line);
        let is_one = is_taken || instead_of_crate(name).is_some();
        if is_one && !text.contains(&format!("mod {name}")) && !found.iter().any(|(other, _)| other == name) {
            found.push((name.to_owned(), place));
        }
    }
    found
}

/// The crate that an error misses.
fn missing(error: &CompileError) -> Option<&str> {
    let (_, rest) = error.rendered.split_once("use of unresolved module or unlinked crate `")?;
    rest.split('`').next()
}

/// What is said of a single file that names crates which only a package could have.
pub(crate) fn without(missing: &[(String, usize)]) -> String {
    let named = missing.iter().map(|(name, line)| format!("the crate `{name}` (line {line})"));
    let named = named.collect::<Vec<_>>().join(", ");
    let instead = missing
        .iter()
        .filter_map(|(name, _)| Some(format!("instead of `{name}` there is {}", instead_of_crate(name)?)));
    let mut lines = vec![format!("the explorer does not know {named}")];
    lines.extend(instead);
    lines.push(
        "a single file has `std`, `tokio`, `tokio_stream`, `tokio_util`, `futures` and `trpl`; other crates it takes as \
            dependencies of a package: give its folder in the place of the file"
            .to_owned(),
    );
    lines.join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_crate_is_missed_only_where_it_is_meant_as_one() {
        let missing = |name: &str, text: &str| {
            let rendered = format!("error: …\n ^^^ use of unresolved module or unlinked crate `{name}`\n");
            let error = CompileError {
                code: Some("E0433".to_owned()),
                place: None,
                lines: Vec::new(),
                message: String::new(),
                rendered,
                suggested: Vec::new(),
            };
            missing_crates(&[error], text)
        };
        assert_eq!(missing("rand", "use rand::Rng;\n"), [("rand".to_owned(), 0)]);
        assert_eq!(missing("rayon", "fn main() { rayon::join(a, b); }\n"), [("rayon".to_owned(), 0)]);
        assert!(missing("helpr", "mod helper {}\nfn main() { helpr::go(); }\n").is_empty());
    }
}
