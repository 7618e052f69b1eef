//! What is wrong with a program, and what could be changed.

use serde::{Deserialize, Serialize};

/// Something that is wrong with a program: a hang, a panic, or what surprises.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Trouble {
    /// Which of the outputs have it, from 0.
    pub outputs: Vec<usize>,
    pub kind: Kind,
    /// Every line that matters; the first is where it shows.
    pub marks: Vec<Mark>,
    /// What could be changed, the most likely first. None of it was tried.
    pub cures: Vec<Cure>,
}

/// What kind of thing is wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Kind {
    /// Nobody can ever go on.
    Hang,
    /// A panic ends the program.
    Panic,
    /// A task blocks a thread that others need.
    Blocks,
    /// A task blocks the thread on which it runs itself, and what it does beside that.
    BlocksItself,
    /// What somebody read is no longer so when they act on it.
    Outdated,
    /// The program ends before something that it started.
    LeftBehind,
    /// A future is made, and nobody polls it.
    NeverPolled,
    /// A future took a message, and was dropped before it did anything with it.
    LostMessage,
}

impl Kind {
    /// What is wrong, in a few words.
    pub fn title(self) -> &'static str {
        match self {
            Kind::Hang => "nobody can ever go on",
            Kind::Panic => "a panic ends the program",
            Kind::Blocks | Kind::BlocksItself => "a task blocks the thread on which it runs",
            Kind::Outdated => "another one writes between reading and writing",
            Kind::LeftBehind => "the program can end before what it started is done",
            Kind::NeverPolled => "a future that nobody polls does nothing",
            Kind::LostMessage => "a future that is dropped takes its message with it",
        }
    }

    /// Whether nobody can want that.
    pub fn is_error(self) -> bool {
        matches!(self, Kind::Hang | Kind::Panic)
    }

    /// Whether that may well be meant so, as long as nobody knows a change that makes a difference.
    pub fn may_be_meant(self) -> bool {
        matches!(self, Kind::BlocksItself | Kind::Outdated | Kind::LeftBehind | Kind::LostMessage)
    }
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
