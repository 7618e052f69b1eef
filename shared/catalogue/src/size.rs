//! How much the facts of a listing may hold.

use serde_json::Value;

use crate::facts::Wrong;

/// How many characters a text may have.
const CHARACTERS: usize = 1000;
/// How many entries a list may have.
const ENTRIES: usize = 1000;
/// How deep lists and tables may lie in each other.
const DEPTH: usize = 6;
/// How many characters all texts may have together.
const TOTAL: usize = 100_000;
/// No listing prints so many lines, or takes so many milliseconds, which are an hour.
const NUMBER: u64 = 3_600_000;

/// Whether all facts are of a size that a person could have written, so that whoever works with them may take any of them
/// whole, and show it on a terminal.
pub fn check(facts: &Value) -> Result<(), Wrong> {
    Size::default().add(facts, "", 0)
}

/// What was counted so far.
#[derive(Default)]
struct Size {
    characters: usize,
}

impl Size {
    fn add(&mut self, value: &Value, path: &str, depth: usize) -> Result<(), Wrong> {
        let wrong = |what: String| Err((path.to_owned(), what));
        if depth > DEPTH {
            return wrong(format!("lies more than {DEPTH} lists or tables deep; no fact does"));
        }
        match value {
            Value::String(text) => self.add_text(text, path),
            Value::Number(number) if number.as_u64().is_some_and(|number| number > NUMBER) => wrong(format!(
                "is {number}; it can be {NUMBER} at most, which is an hour where it is milliseconds"
            )),
            Value::Array(entries) if entries.len() > ENTRIES => {
                wrong(format!("has {} entries; say it with at most {ENTRIES}", entries.len()))
            }
            Value::Array(entries) => entries
                .iter()
                .enumerate()
                .try_for_each(|(index, entry)| self.add(entry, &format!("{path}[{index}]"), depth + 1)),
            Value::Object(fields) => fields.iter().try_for_each(|(name, value)| {
                self.add_text(name, path)?;
                let dot = if path.is_empty() { "" } else { "." };
                self.add(value, &format!("{path}{dot}{name}"), depth + 1)
            }),
            Value::Null | Value::Bool(_) | Value::Number(_) => Ok(()),
        }
    }

    fn add_text(&mut self, text: &str, path: &str) -> Result<(), Wrong> {
        let wrong = |what: String| Err((path.to_owned(), what));
        let characters = text.chars().count();
        self.characters += characters;
        if characters > CHARACTERS {
            return wrong(format!("has {characters} characters; say it in at most {CHARACTERS}"));
        }
        if self.characters > TOTAL {
            return wrong(format!("is too much: all facts together have at most {TOTAL} characters"));
        }
        // A tab may stand in a line; anything else would do something to the terminal that shows it.
        match text.chars().find(|c| c.is_control() && *c != '\t') {
            Some(control) => wrong(format!(
                "holds the control character `{}`; leave it out, or write `{{..}}` where a program prints it",
                control.escape_default()
            )),
            None => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn usual_facts_pass() {
        let facts = json!({ "title": "A\tä", "at-ms": [0, 5], "late": [[1, { "line": "x", "at-ms": 9 }]] });
        assert_eq!(check(&facts), Ok(()));
    }

    #[test]
    fn what_is_too_large_is_named_by_its_path() {
        let mut deep = json!(1);
        for _ in 0..100 {
            deep = json!([deep]);
        }
        let cases = [
            (json!({ "title": "x".repeat(10 << 20) }), "title", "has 10485760 characters"),
            (json!({ "title": "a\u{1b}[2Jb" }), "title", "holds the control character `\\u{1b}`"),
            (json!({ "prints": [{ "lines": vec!["x"; 10_000] }] }), "prints[0].lines", "has 10000 entries"),
            (json!({ "at-ms": [0, u64::MAX] }), "at-ms[1]", "is 18446744073709551615; it can be 3600000"),
            (json!({ "late": deep }), "late[0][0][0][0][0][0]", "lies more than 6 lists or tables deep"),
            (json!({ "args": vec!["x".repeat(900); 900] }), "args[111]", "all facts together"),
        ];
        for (facts, path, what) in cases {
            let (field, said) = check(&facts).unwrap_err();
            assert!(field == path && said.contains(what), "{field}: {said}");
        }
    }
}
