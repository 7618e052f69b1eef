//! What is wrong with a program, and what could be changed.

use serde::{Deserialize, Serialize};

/// The title of a [`Trouble`] with a future that nobody polls.
pub const NEVER_POLLED: &str = "a future that nobody polls does nothing";

/// Something that is wrong with a program: a hang, a panic, or what surprises.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Trouble {
    /// Which of the outputs have it, from 0.
    pub outputs: Vec<usize>,
    /// What is wrong, in a few words: "nobody can ever go on".
    pub title: String,
    /// Every line that matters; the first is where it shows.
    pub marks: Vec<Mark>,
    /// What could be changed, the most likely first. None of it was tried.
    pub cures: Vec<Cure>,
}

/// A place of the program that matters.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Mark {
    /// From 1.
    pub line: u32,
    /// From 1, in characters.
    pub column: u32,
    /// What happens there.
    pub label: String,
}

/// A change of the program.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cure {
    /// What to do, in words.
    pub help: String,
    /// In the order of their places, which are those of the program as it is; no two of them overlap.
    pub edits: Vec<Edit>,
}

/// A change of one place of the program.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Edit {
    /// From 1.
    pub line: u32,
    /// From 1, in characters.
    pub column: u32,
    /// What stands there and goes; empty if nothing does.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub replace: String,
    /// What comes there.
    pub insert: String,
}

impl Cure {
    /// The program with the change; `None` if a place is not in it.
    pub fn applied(&self, source: &str) -> Option<String> {
        let mut text = source.to_owned();
        for edit in self.edits.iter().rev() {
            let start = edit.offset(source)?;
            let end = start + edit.replace.len();
            if source.get(start..end)? != edit.replace {
                return None;
            }
            text.replace_range(start..end, &edit.insert);
        }
        Some(text)
    }
}

impl Edit {
    /// Where it is in a program's text, in bytes.
    pub fn offset(&self, source: &str) -> Option<usize> {
        offset(source, self.line, self.column)
    }
}

/// Where a line and a column, both from 1, are in a text, in bytes.
pub fn offset(source: &str, line: u32, column: u32) -> Option<usize> {
    let mut lines = source.split_inclusive('\n');
    let before: usize = lines.by_ref().take((line as usize).checked_sub(1)?).map(str::len).sum();
    let line = lines.next().unwrap_or_default();
    let mut places = line.char_indices().map(|(at, _)| at).chain([line.len()]);
    Some(before + places.nth((column as usize).checked_sub(1)?)?)
}

#[cfg(test)]
mod tests {
    use super::{Cure, Edit};

    fn edit(line: u32, column: u32, replace: &str, insert: &str) -> Edit {
        Edit { line, column, replace: replace.to_owned(), insert: insert.to_owned() }
    }

    #[test]
    fn edits_are_places_of_the_program_as_it_is() {
        let cure = Cure { help: String::new(), edits: vec![edit(1, 3, "b", "xyz"), edit(2, 2, "", "!")] };
        assert_eq!(cure.applied("ä b\ncd\n").as_deref(), Some("ä xyz\nc!d\n"));
        assert_eq!(cure.applied("ä c\ncd\n"), None);
        assert_eq!(cure.applied("ä b\n"), None);
    }
}
