//! A change that is being put together.

use crate::code::Code;
use answers::{Cure, Edit};
use std::ops::Range;

/// A change that is being put together, of places in bytes.
#[derive(Clone, Debug, Default)]
pub struct Proposal {
    edits: Vec<(Range<usize>, String)>,
}

impl Proposal {
    /// Puts a text before a byte.
    pub fn insert(self, at: usize, text: impl Into<String>) -> Proposal {
        self.replace(at..at, text)
    }

    pub fn replace(mut self, range: Range<usize>, text: impl Into<String>) -> Proposal {
        self.edits.push((range, text.into()));
        self
    }

    /// Puts lines around a part of the program, which is then further to the right.
    pub fn wrap(self, code: &Code<'_>, range: Range<usize>, before: &str, after: &str) -> Proposal {
        let line = code.source[..range.start].rfind('\n').map_or(0, |end| end + 1);
        let rest = &code.source[line..range.start];
        let indent = &rest[..rest.len() - rest.trim_start().len()];
        let before = before.replace('\n', &format!("\n{indent}"));
        let mut proposal = self.insert(range.start, format!("{before}\n{indent}    "));
        for (at, _) in code.text(&range).match_indices('\n') {
            let next = range.start + at + 1;
            if !code.source[next..].starts_with('\n') {
                proposal = proposal.insert(next, "    ");
            }
        }
        proposal.insert(range.end, format!("\n{indent}{after}"))
    }

    /// Puts a line of its own before a statement.
    pub fn line_before(self, code: &Code<'_>, statement: usize, line: &str) -> Proposal {
        let text = format!("{line}\n{}", code.indent(statement));
        self.insert(code.statements[statement].range.start, text)
    }

    /// Puts a line of its own behind a statement.
    pub fn line_after(self, code: &Code<'_>, statement: usize, line: &str) -> Proposal {
        let text = format!("\n{}{line}", code.indent(statement));
        self.insert(code.statements[statement].range.end, text)
    }

    /// Moves a statement to before another one of its block, with lines that go before it there.
    pub fn move_before(self, code: &Code<'_>, moved: usize, before: usize, lines: &[String]) -> Proposal {
        let indent = code.indent(before);
        let moving = code.text(&code.statements[moved].range);
        let all: String = lines.iter().map(|line| format!("{line}\n{indent}")).collect();
        let text = format!("{all}{moving}\n{indent}");
        self.replace(code.lines_of(moved), "").insert(code.statements[before].range.start, text)
    }

    /// Moves a statement to behind another one of its block, with lines that go before it there.
    pub fn move_after(self, code: &Code<'_>, moved: usize, after: usize, lines: &[String]) -> Proposal {
        let indent = code.indent(after);
        let moving = code.text(&code.statements[moved].range);
        let all: String = lines.iter().map(|line| format!("\n{indent}{line}")).collect();
        let text = format!("{all}\n{indent}{moving}");
        self.replace(code.lines_of(moved), "").insert(code.statements[after].range.end, text)
    }

    /// All that both change.
    pub fn and(mut self, other: Proposal) -> Proposal {
        self.edits.extend(other.edits);
        self
    }

    pub fn cure(mut self, code: &Code<'_>, help: impl Into<String>) -> Cure {
        // What comes first at one place was put there first.
        self.edits.sort_by_key(|(range, _)| (range.start, range.end));
        self.edits.dedup();
        let edit = |(range, insert): (Range<usize>, String)| {
            let place = code.place(range.start);
            Edit { line: place.line, column: place.column, replace: code.text(&range).to_owned(), insert }
        };
        Cure { help: help.into(), edits: self.edits.into_iter().map(edit).collect() }
    }
}
