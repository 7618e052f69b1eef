//! A warning that rustc gives.

use answers::Mark;
use cargo_metadata::diagnostic::{Diagnostic, DiagnosticLevel};

/// The lint that finds what is made and not used.
const UNUSED: &str = "unused_must_use";

/// One warning of rustc's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Warning {
    /// Which lint gives it: `unused_must_use`.
    pub lint: Option<String>,
    /// The first line of its message.
    pub message: String,
    /// Where what it is about begins and ends.
    pub place: Option<(Mark, Mark)>,
    /// The whole message as rustc shows it, with colours.
    pub rendered: String,
}

impl Warning {
    /// `None` for errors, notes, and rustc's closing count of its warnings.
    pub fn from_diagnostic(diagnostic: &Diagnostic) -> Option<Warning> {
        let span = diagnostic.spans.iter().find(|span| span.is_primary);
        if diagnostic.level != DiagnosticLevel::Warning || span.is_none() {
            return None;
        }
        let mark = |line: usize, column: usize| Mark {
            line: u32::try_from(line).unwrap_or_default(),
            column: u32::try_from(column).unwrap_or_default(),
            label: String::new(),
        };
        Some(Warning {
            lint: diagnostic.code.as_ref().map(|code| code.code.clone()),
            message: diagnostic.message.lines().next().unwrap_or_default().to_owned(),
            place: span
                .map(|span| (mark(span.line_start, span.column_start), mark(span.line_end, span.column_end))),
            rendered: diagnostic.rendered.clone().unwrap_or_else(|| diagnostic.message.clone()),
        })
    }

    /// Whether it is about a future that nobody polls.
    pub fn is_about_a_future(&self) -> bool {
        self.lint.as_deref() == Some(UNUSED) && self.rendered.contains("futures do nothing unless you")
    }
}
