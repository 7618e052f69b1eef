//! A warning that rustc gives.

use cargo_metadata::diagnostic::{Diagnostic, DiagnosticLevel};

use crate::compile_error::Position;

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
    pub place: Option<(Position, Position)>,
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
        Some(Warning {
            lint: diagnostic.code.as_ref().map(|code| code.code.clone()),
            message: diagnostic.message.lines().next().unwrap_or_default().to_owned(),
            place: span.map(|span| (Position::start(span), Position::end(span))),
            rendered: diagnostic.rendered.clone().unwrap_or_else(|| diagnostic.message.clone()),
        })
    }

    /// Whether it is about a future that nobody polls.
    pub fn is_about_a_future(&self) -> bool {
        self.lint.as_deref() == Some(UNUSED) && self.rendered.contains("futures do nothing unless you")
    }
}
