//! What a program calls, by its text.

use std::collections::BTreeSet;

/// What is called everywhere, whatever a program does, and words of the language that stand before a bracket.
const PLAIN: [&str; 46] = [
    "Box",
    "Err",
    "None",
    "Ok",
    "Some",
    "String",
    "as",
    "assert_eq",
    "async",
    "await",
    "collect",
    "eprintln",
    "expect",
    "fn",
    "for",
    "format",
    "from",
    "from_millis",
    "from_secs",
    "if",
    "in",
    "into",
    "into_iter",
    "iter",
    "let",
    "loop",
    "main",
    "map",
    "match",
    "move",
    "mut",
    "new",
    "nth",
    "skip",
    "panic",
    "print",
    "println",
    "push",
    "return",
    "to_owned",
    "to_string",
    "unwrap",
    "vec",
    "while",
    "dbg",
    "unwrap_err",
];
/// Older names of the same.
const SYNONYMS: [(&str, &str); 2] = [("race", "select"), ("run", "block_on")];

/// The names of functions, methods and macros that a program calls, apart from its own and from those that say nothing of what it
/// does.
pub fn calls(text: &str) -> BTreeSet<String> {
    let code = code(text);
    let is_part = |c: char| c.is_alphanumeric() || c == '_';
    let mut called = BTreeSet::new();
    let mut own = BTreeSet::new();
    let mut before = "";
    for (at, word) in words(&code) {
        let rest = code[at + word.len()..].trim_start();
        let is_called = rest.starts_with('(')
            || rest.starts_with("::<")
            || rest.starts_with("!(")
            || rest.starts_with("![");
        if before == "fn" {
            own.insert(word.to_owned());
        } else if is_called && word.chars().all(is_part) {
            let synonym = SYNONYMS.iter().find(|(old, _)| *old == word).map_or(word, |(_, new)| new);
            called.insert(synonym.to_owned());
        }
        before = word;
    }
    called.retain(|name| !own.contains(name) && !PLAIN.contains(&name.as_str()));
    called
}

/// How alike what two programs call is: 1 if it is the same.
pub fn likeness(one: &BTreeSet<String>, other: &BTreeSet<String>) -> f64 {
    let all = one.union(other).count();
    if all == 0 { 1.0 } else { one.intersection(other).count() as f64 / all as f64 }
}

fn words(code: &str) -> impl Iterator<Item = (usize, &str)> {
    let is_part = |c: char| c.is_alphanumeric() || c == '_';
    let mut at = 0;
    std::iter::from_fn(move || {
        let start = at + code[at..].find(is_part)?;
        let length = code[start..].find(|c| !is_part(c)).unwrap_or(code.len() - start);
        at = start + length;
        Some((start, &code[start..at]))
    })
}

/// A program without its comments and what stands in its strings.
fn code(text: &str) -> String {
    let mut code = String::new();
    for line in text.lines() {
        let line = line.split("//").next().unwrap_or_default();
        code.extend(line.split('"').step_by(2));
        code.push('\n');
    }
    code
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_called_is_the_same_however_it_is_written() {
        let one = "fn main() { let tx1 = tx.clone(); trpl::run(async { tx.send(String::from(\"a(b)\")).unwrap(); }) } // join()";
        let other = "fn send_it() {}\nfn main() { trpl::block_on(async { for a in [\"a\"] { tx.send(a).unwrap(); } let t = tx.clone(); send_it() }) }";
        assert_eq!(calls(one), calls(other));
        assert_eq!(calls(one).into_iter().collect::<Vec<_>>(), ["block_on", "clone", "send"]);
        assert!(likeness(&calls(one), &calls("fn main() { tx.send(1); rx.recv(); }")) < 0.5);
    }
}
