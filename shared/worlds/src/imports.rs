//! What a source file takes from where with `use`.

/// One name that a file takes from elsewhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Import {
    /// What it is called in the file; `*` for all that is there.
    pub name: String,
    /// `tokio::net::UdpSocket`
    pub path: String,
    /// Where its last part stands, from 1.
    pub line: usize,
    /// The lines of the whole statement.
    pub statement: (usize, usize),
}

/// All names that a file takes from elsewhere.
pub(crate) fn imports(text: &str) -> Vec<Import> {
    let words = words(text);
    let mut found = Vec::new();
    let mut at = 0;
    while at < words.len() {
        let (line, word) = words[at];
        at += 1;
        let is_statement = at < 2 || ["", ";", "{", "}", ")", "]", "pub"].contains(&words[at - 2].1);
        if word == "use" && is_statement {
            let first = found.len();
            tree(&words, &mut at, "", &mut found);
            let last = words.get(at).map_or(line, |(line, _)| *line);
            found[first..].iter_mut().for_each(|import| import.statement = (line, last));
        }
    }
    found
}

/// What stands at one place of a `use`: a path, all of a module, or several in braces.
fn tree(words: &[(usize, &str)], at: &mut usize, before: &str, found: &mut Vec<Import>) {
    let mut path = before.to_owned();
    while let Some(&(line, word)) = words.get(*at) {
        *at += 1;
        match word {
            "::" => continue,
            "{" => {
                while words.get(*at).is_some_and(|(_, word)| *word != "}" && *word != ";") {
                    tree(words, at, &path, found);
                    if words.get(*at).is_some_and(|(_, word)| *word == ",") {
                        *at += 1;
                    }
                }
                *at += 1;
                return;
            }
            "self" if !path.is_empty() => {}
            name => path = if path.is_empty() { name.to_owned() } else { format!("{path}::{name}") },
        }
        let mut name = path.rsplit("::").next().unwrap_or_default().to_owned();
        match words.get(*at).map(|(_, word)| *word) {
            Some("::") => {}
            next => {
                if next == Some("as") {
                    name = words.get(*at + 1).map(|(_, word)| (*word).to_owned()).unwrap_or_default();
                    *at += 2;
                }
                found.push(Import { name, path, line, statement: (line, line) });
                return;
            }
        }
    }
}

/// The words and signs of a text with their lines, without comments.
fn words(text: &str) -> Vec<(usize, &str)> {
    let mut found = Vec::new();
    for (number, line) in text.lines().enumerate() {
        let mut rest = line.split("//").next().unwrap_or_default();
        while let Some(first) = rest.trim_start().chars().next() {
            rest = rest.trim_start();
            let is_part = |c: char| c.is_alphanumeric() || c == '_';
            let length = match first {
                first if is_part(first) => rest.find(|c| !is_part(c)).unwrap_or(rest.len()),
                ':' if rest.starts_with("::") => 2,
                first => first.len_utf8(),
            };
            found.push((number + 1, &rest[..length]));
            rest = &rest[length..];
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::imports;

    #[test]
    fn every_name_of_a_tree_is_found_with_its_whole_path_and_line() {
        let text = "//! use a;\npub use tokio::{\n    net::{self, TcpStream as Stream},\n    sync::*, // all\n};\nfn main() {\n    use ::std::fs;\n    let user = 1;\n}\n";
        let found: Vec<(String, String, usize)> =
            imports(text).into_iter().map(|import| (import.name, import.path, import.line)).collect();
        let is = |name: &str, path: &str, line: usize| (name.to_owned(), path.to_owned(), line);
        assert_eq!(
            found,
            [
                is("net", "tokio::net", 3),
                is("Stream", "tokio::net::TcpStream", 3),
                is("*", "tokio::sync::*", 4),
                is("fs", "std::fs", 7)
            ]
        );
        assert_eq!(imports(text)[0].statement, (2, 5));
        assert!(imports("use").is_empty() && imports("use a::{b").len() == 1);
    }
}
