//! An error that rustc gives, as far as a listing promises it.

use std::fmt;

use cargo_metadata::diagnostic::{Applicability, Diagnostic, DiagnosticLevel, DiagnosticSpan};

/// One error of rustc's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CompileError {
    /// `E0373`; errors of syntax and of linking have none.
    pub code: Option<String>,
    /// What it points to.
    pub place: Option<Place>,
    /// All lines of that file that it speaks of, from 1.
    pub lines: Vec<usize>,
    /// The first line of its message.
    pub message: String,
    /// The whole message as rustc shows it, with colours.
    pub rendered: String,
    /// How rustc would change the program.
    pub suggested: Vec<Suggestion>,
}

/// A change of one place of a program.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suggestion {
    pub at: Position,
    /// What stands there and goes; empty if nothing does.
    pub replace: String,
    /// What comes there.
    pub insert: String,
}

/// A place in a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Position {
    /// From 1.
    pub line: u32,
    /// From 1, in characters.
    pub column: u32,
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
    /// The path with `::` that it points into, as far as it stands on that line.
    pub path: String,
    /// What of that comes after what it points to: "::UdpSocket".
    pub after: String,
}

impl CompileError {
    /// `None` for warnings, notes, and rustc's closing count of its errors.
    pub fn from_diagnostic(diagnostic: &Diagnostic) -> Option<CompileError> {
        let is_count = diagnostic.spans.is_empty() && diagnostic.message.starts_with("aborting due to");
        if diagnostic.level != DiagnosticLevel::Error || is_count {
            return None;
        }
        let place = diagnostic.spans.iter().find(|span| span.is_primary).map(Place::of);
        let children = diagnostic.children.iter().flat_map(|child| &child.spans);
        let spans = diagnostic.spans.iter().chain(children);
        let here = spans.filter(|span| place.as_ref().is_some_and(|place| place.file == span.file_name));
        Some(CompileError {
            lines: here.flat_map(|span| span.line_start..=span.line_end).collect(),
            code: diagnostic.code.as_ref().map(|code| code.code.clone()),
            place,
            message: diagnostic.message.lines().next().unwrap_or_default().to_owned(),
            rendered: diagnostic.rendered.clone().unwrap_or_else(|| diagnostic.message.clone()),
            suggested: diagnostic
                .children
                .iter()
                .flat_map(|child| &child.spans)
                .filter_map(suggested)
                .collect(),
        })
    }
}

/// What rustc would have in place of what a note points to.
fn suggested(span: &DiagnosticSpan) -> Option<Suggestion> {
    let insert = span.suggested_replacement.clone()?;
    let is_sure = matches!(
        span.suggestion_applicability,
        Some(Applicability::MachineApplicable | Applicability::MaybeIncorrect)
    );
    let [line] = &*span.text else { return None };
    let replace = line.text.chars().skip(line.highlight_start - 1);
    let replace = replace.take(line.highlight_end - line.highlight_start).collect();
    is_sure.then_some(Suggestion { at: Position::start(span), replace, insert })
}

impl Position {
    pub fn start(span: &DiagnosticSpan) -> Position {
        Position::new(span.line_start, span.column_start)
    }

    pub fn end(span: &DiagnosticSpan) -> Position {
        Position::new(span.line_end, span.column_end)
    }

    fn new(line: usize, column: usize) -> Position {
        let number = |number| u32::try_from(number).unwrap_or(u32::MAX);
        Position { line: number(line), column: number(column) }
    }
}

impl Place {
    fn of(span: &DiagnosticSpan) -> Place {
        let text = span.text.first().map(|line| line.text.trim().to_owned()).unwrap_or_default();
        let line = span.text.first();
        let path = line.map(|line| path(&line.text, line.highlight_start, line.highlight_end));
        let (path, after) = path.unwrap_or_default();
        Place { file: span.file_name.clone(), line: span.line_start, text, path, after }
    }
}

/// The path that a part of a line is in, and what of it comes after that part; columns are from 1.
fn path(line: &str, start: usize, end: usize) -> (String, String) {
    let is_part = |c: &char| c.is_alphanumeric() || "_:".contains(*c);
    let characters: Vec<char> = line.chars().collect();
    let column = |column: usize| column.saturating_sub(1).min(characters.len());
    let begin = column(start) - characters[..column(start)].iter().rev().take_while(|c| is_part(c)).count();
    let word = |from: usize| {
        let word: String = characters[from..].iter().take_while(|c| is_part(c)).collect();
        word.trim_end_matches(':').to_owned()
    };
    (word(begin), word(column(end)))
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

#[cfg(test)]
mod tests {
    use super::path;

    #[test]
    fn a_path_is_seen_whole_wherever_an_error_points_into_it() {
        let line = "use tokio::{net::UdpSocket, sync::Mutex};";
        assert_eq!(path(line, 13, 16), ("net::UdpSocket".to_owned(), "::UdpSocket".to_owned()));
        assert_eq!(path(line, 18, 27), ("net::UdpSocket".to_owned(), String::new()));
        assert_eq!(path(line, 400, 401), (String::new(), String::new()));
    }
}
