//! An error that rustc gives, as far as a listing promises it.

use std::fmt;

use cargo_metadata::diagnostic::{Diagnostic, DiagnosticLevel, DiagnosticSpan};

/// One error of rustc's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CompileError {
    /// `E0373`; errors of syntax and of linking have none.
    pub code: Option<String>,
    /// What it points to.
    pub place: Option<Place>,
    /// The first line of its message.
    pub message: String,
    /// The whole message as rustc shows it, with colours.
    pub rendered: String,
}

/// A line of a source file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// As rustc was told.
    pub file: String,
    /// From 1.
    pub line: usize,
    /// Without the blanks around it.
    pub text: String,
}

impl CompileError {
    /// `None` for warnings, notes, and rustc's closing count of its errors.
    pub fn from_diagnostic(diagnostic: &Diagnostic) -> Option<CompileError> {
        let is_count = diagnostic.spans.is_empty() && diagnostic.message.starts_with("aborting due to");
        if diagnostic.level != DiagnosticLevel::Error || is_count {
            return None;
        }
        Some(CompileError {
            code: diagnostic.code.as_ref().map(|code| code.code.clone()),
            place: diagnostic.spans.iter().find(|span| span.is_primary).map(Place::of),
            message: diagnostic.message.lines().next().unwrap_or_default().to_owned(),
            rendered: diagnostic.rendered.clone().unwrap_or_else(|| diagnostic.message.clone()),
        })
    }
}

impl Place {
    fn of(span: &DiagnosticSpan) -> Place {
        let text = span.text.first().map(|line| line.text.trim().to_owned()).unwrap_or_default();
        Place { file: span.file_name.clone(), line: span.line_start, text }
    }
}

/// As it is recorded: `E0373 at line 6: let handle = thread::spawn(|| {`.
impl fmt::Display for CompileError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code.as_deref().unwrap_or("error"))?;
        match &self.place {
            Some(Place { line, text, .. }) => write!(f, " at line {line}: {text}"),
            None => write!(f, ": {}", self.message),
        }
    }
}
