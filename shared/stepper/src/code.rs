//! A program's text, with its words told apart by what they are.

use maud::{Markup, html};
use screen::escaped;

const KEYWORDS: &[&str] = &[
    "as", "async", "await", "break", "const", "continue", "crate", "dyn", "else", "enum", "extern", "false",
    "fn", "for", "if", "impl", "in", "let", "loop", "match", "mod", "move", "mut", "pub", "ref", "return",
    "self", "Self", "static", "struct", "super", "trait", "true", "type", "unsafe", "use", "where", "while",
];

/// A line and the part of a text that goes on into the next one.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Within {
    Code,
    Text,
    /// A comment, so deep.
    Comment(usize),
}

/// The lines, each in an element that knows its number and how far it is indented.
pub fn code(source: &[String]) -> Markup {
    let mut within = Within::Code;
    html! {
        pre.s-code {
            @for (index, line) in source.iter().enumerate().filter(|(_, line)| !is_anchor(line)) {
                @let line = line.replace('\t', "    ");
                @let line = escaped(&line);
                @let code = line.trim_start_matches(' ');
                @let indent = line.len() - code.len();
                span data-line=(index + 1) style={ "--in:" (indent) } {
                    span.i { (" ".repeat(indent)) }
                    @for (class, word) in words(code, &mut within) {
                        @if class.is_empty() { (word) } @else { span class=(class) { (word) } }
                    }
                }
            }
        }
    }
}

/// Whether a line is there for a book, which shows what is between such lines.
fn is_anchor(line: &str) -> bool {
    let line = line.trim_start();
    line.starts_with("// ANCHOR: ") || line.starts_with("// ANCHOR_END: ")
}

/// The words of a line, each with what it is: a keyword, a text, a comment, a number, a macro, or nothing of these.
fn words<'a>(line: &'a str, within: &mut Within) -> Vec<(&'static str, &'a str)> {
    let mut rest = line;
    let mut words = Vec::new();
    while !rest.is_empty() {
        let (class, length) = match *within {
            Within::Code => word(rest, within),
            Within::Text => ("s", text(rest, 0, within)),
            Within::Comment(depth) => ("c", comment(rest, depth, within)),
        };
        let (word, after) = rest.split_at(length.min(rest.len()));
        words.push((class, word));
        rest = after;
    }
    words
}

fn word(rest: &str, within: &mut Within) -> (&'static str, usize) {
    let is_part = |c: char| c.is_alphanumeric() || c == '_';
    let first = rest.chars().next().unwrap_or_default();
    if rest.starts_with("//") {
        return ("c", rest.len());
    }
    if rest.starts_with("/*") {
        return ("c", comment(rest, 0, within));
    }
    if first == '"' {
        return ("s", text(rest, 1, within));
    }
    if first == '\'' {
        return quote(rest);
    }
    let length = rest.find(|c| !is_part(c)).unwrap_or(rest.len());
    match &rest[..length] {
        "" => ("", first.len_utf8()),
        "b" | "r" | "c" if rest[length..].starts_with('"') => ("s", text(rest, length + 1, within)),
        word if KEYWORDS.contains(&word) => ("k", length),
        _ if first.is_ascii_digit() => ("n", length),
        _ if rest[length..].starts_with('!') && !rest[length..].starts_with("!=") => ("m", length + 1),
        _ => ("", length),
    }
}

/// How long a text is that began so many bytes before, in this line.
fn text(rest: &str, begun: usize, within: &mut Within) -> usize {
    let mut escaped = false;
    for (at, c) in rest.char_indices().filter(|(at, _)| *at >= begun) {
        if c == '"' && !escaped {
            *within = Within::Code;
            return at + 1;
        }
        escaped = c == '\\' && !escaped;
    }
    *within = Within::Text;
    rest.len()
}

fn comment(rest: &str, mut depth: usize, within: &mut Within) -> usize {
    let mut at = 0;
    while at < rest.len() {
        let (step, change) = match rest.get(at..at + 2) {
            Some("/*") => (2, 1),
            Some("*/") => (2, -1),
            _ => (rest[at..].chars().next().map_or(1, char::len_utf8), 0),
        };
        at += step;
        depth = depth.saturating_add_signed(change);
        if change < 0 && depth == 0 {
            *within = Within::Code;
            return at;
        }
    }
    *within = Within::Comment(depth);
    rest.len()
}

/// A character, or a lifetime.
fn quote(rest: &str) -> (&'static str, usize) {
    let mut chars = rest.char_indices().skip(1);
    let (_, first) = chars.next().unwrap_or((0, ' '));
    if first == '\\' {
        let end = rest[2..].char_indices().skip(1).find(|(_, c)| *c == '\'');
        return ("s", end.map_or(rest.len(), |(at, _)| 2 + at + 1));
    }
    match chars.next() {
        Some((at, '\'')) => ("s", at + 1),
        _ => ("", 1),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(lines: &[&str]) -> String {
        let mut within = Within::Code;
        let all = lines.iter().flat_map(|line| words(line, &mut within));
        let shown = all.filter(|(class, _)| !class.is_empty()).map(|(class, word)| format!("{class}:{word}"));
        shown.collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn words_are_told_apart_by_what_they_are() {
        assert_eq!(told(&["let x = 10_u8; // ten"]), "k:let n:10_u8 c:// ten");
        assert_eq!(told(&["println!(\"a \\\" b\", 'c', '\\'');"]), "m:println! s:\"a \\\" b\" s:'c' s:'\\''");
        assert_eq!(told(&["fn f<'a>(a: &'a str) -> bool { a != \"\" }"]), "k:fn s:\"\"");
    }

    #[test]
    fn texts_and_comments_go_on_into_the_next_line() {
        assert_eq!(told(&["f(\"a", "b\", 1)"]), "s:\"a s:b\" n:1");
        assert_eq!(told(&["/* a /* b */", "c */ if"]), "c:/* a /* b */ c:c */ k:if");
    }

    #[test]
    fn markup_in_a_program_is_text() {
        let markup = code(&["\"</script><b>\"".to_owned()]).into_string();
        assert!(markup.contains("&lt;/script&gt;&lt;b&gt;"), "{markup}");
    }
}
