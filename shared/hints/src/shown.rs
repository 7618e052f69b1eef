//! Hints as rustc would show them.

use crate::hint::{Hint, Tried};
use annotate_snippets::{Annotation, AnnotationKind, Group, Level, Patch, Renderer, Snippet};
use answers::{Mark, offset};
use screen::escaped;
use std::ops::Range;

impl Hint {
    /// As rustc shows its own, in so many columns; the program is called `name`.
    pub fn shown(&self, name: &str, source: &str, width: usize) -> String {
        // What a terminal would take for a command has no place in a program's text.
        let source: String =
            source.chars().map(|c| if c.is_control() && c != '\n' { ' ' } else { c }).collect();
        let level = if self.trouble.kind.is_error() { Level::ERROR } else { Level::WARNING };
        let kinds = [AnnotationKind::Primary].into_iter().chain(std::iter::repeat(AnnotationKind::Context));
        let marks = self.trouble.marks.iter().zip(kinds);
        let annotations = marks.filter_map(|(mark, kind)| annotation(mark, kind, &source));
        let snippet = Snippet::source(source.as_str()).path(name).annotations(annotations);
        let mut groups = vec![level.primary_title(self.trouble.kind.title()).element(snippet)];
        groups.extend(self.tried.as_ref().and_then(|tried| tried.group(name, &source)));
        let renderer = Renderer::styled().term_width(width);
        let mut text = renderer.render(&groups);
        if let Some(tried) = &self.tried {
            text += &format!("\n  with it: {}", tried.with_it);
        }
        text
    }
}

impl Tried {
    fn group<'a>(&'a self, name: &'a str, source: &'a str) -> Option<Group<'a>> {
        let patches: Option<Vec<Patch>> = self
            .edits
            .iter()
            .map(|edit| {
                let start = edit.offset(source)?;
                Some(Patch::new(start..start + edit.replace.len(), edit.insert.as_str()))
            })
            .collect();
        let snippet = Snippet::source(source).path(name).patches(patches?);
        Some(Level::HELP.secondary_title(self.help.as_str()).element(snippet))
    }
}

fn annotation<'a>(mark: &Mark, kind: AnnotationKind, source: &str) -> Option<Annotation<'a>> {
    let start = offset(source, mark.line, mark.column)?;
    Some(kind.span(word(source, start)).label(escaped(&mark.label).into_owned()))
}

/// The name that begins at a place, or one character.
fn word(source: &str, start: usize) -> Range<usize> {
    let is_part = |c: char| c.is_alphanumeric() || c == '_';
    let rest = &source[start..];
    let end = rest.find(|c| !is_part(c)).unwrap_or(rest.len());
    let one = rest.chars().next().map_or(0, char::len_utf8);
    start..start + end.max(one)
}
