//! The lines on which statements stand.

use crate::code::Code;
use std::ops::Range;

impl<'a> Code<'a> {
    /// The blanks before a statement.
    pub fn indent(&self, statement: usize) -> &'a str {
        self.indent_at(self.statements[statement].range.start)
    }

    /// The blanks with which the line of a byte begins, as far as that byte.
    pub fn indent_at(&self, at: usize) -> &'a str {
        let line = self.source[..at].rfind('\n').map_or(0, |end| end + 1);
        let before = &self.source[line..at];
        &before[..before.len() - before.trim_start().len()]
    }

    /// A statement's lines, with the blanks before it and the end of its line: what is cut out to be put elsewhere.
    pub fn lines_of(&self, statement: usize) -> Range<usize> {
        let own = self.with_comment(statement);
        let end = own.end + usize::from(self.source[own.end..].starts_with('\n'));
        own.start..end
    }

    /// The same with the end of the line before it: what is deleted, so that no other line changes.
    pub fn deleted(&self, statement: usize) -> Range<usize> {
        let own = self.with_comment(statement);
        own.start - usize::from(self.source[..own.start].ends_with('\n'))..own.end
    }

    fn with_comment(&self, statement: usize) -> Range<usize> {
        let range = &self.statements[statement].range;
        let rest = &self.source[range.end..];
        let line = &rest[..rest.find('\n').unwrap_or(rest.len())];
        let is_comment = line.trim().is_empty() || line.trim_start().starts_with("//");
        range.start - self.indent(statement).len()..range.end + if is_comment { line.len() } else { 0 }
    }
}
