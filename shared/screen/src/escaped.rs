//! Text that a program made, in a way that can't control a terminal, a picture or a page.

use std::borrow::Cow;

/// Shows control characters, and those that change the direction of writing or end a line, as Rust writes them in a
/// literal: `\u{1b}`, `\t`. A line end is one of them.
pub fn escaped(text: &str) -> Cow<'_, str> {
    if !text.contains(controls) {
        return Cow::Borrowed(text);
    }
    let mut plain = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        if controls(c) {
            plain.extend(c.escape_default());
        } else {
            plain.push(c);
        }
    }
    Cow::Owned(plain)
}

/// The same for text that has lines and styles of ours in it: line ends stay, and sequences that set colours.
pub fn harmless(text: &str) -> Cow<'_, str> {
    if !text.contains(|c| controls(c) && c != '\n') {
        return Cow::Borrowed(text);
    }
    let mut plain = String::with_capacity(text.len() + 8);
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let kept = match style(rest) {
            Some(length) => length,
            None if c == '\n' || !controls(c) => c.len_utf8(),
            None => 0,
        };
        plain += &rest[..kept];
        if kept == 0 {
            plain.extend(c.escape_default());
        }
        rest = &rest[kept.max(c.len_utf8())..];
    }
    Cow::Owned(plain)
}

/// The same for a JSON document.
pub fn harmless_json(document: &str) -> Cow<'_, str> {
    if !document.contains(|c| controls(c) && c != '\n') {
        return Cow::Borrowed(document);
    }
    let escaped = |c: char| match c {
        '\n' => c.to_string(),
        _ if controls(c) => format!("\\u{:04x}", u32::from(c)),
        _ => c.to_string(),
    };
    Cow::Owned(document.chars().map(escaped).collect())
}

/// How long a sequence that sets colours is, if the text begins with one.
fn style(text: &str) -> Option<usize> {
    let parameters = text.strip_prefix("\u{1b}[")?;
    let end = parameters.find(|c: char| !c.is_ascii_digit() && c != ';')?;
    parameters[end..].starts_with('m').then_some(end + 3)
}

/// Whether a character does something else than to stand there.
fn controls(c: char) -> bool {
    let directs =
        matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    c.is_control() || directs || matches!(c, '\u{2028}' | '\u{2029}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::{escaped, harmless, harmless_json};

    #[test]
    fn what_controls_a_terminal_is_shown_as_rust_writes_it() {
        assert_eq!(escaped("\u{1b}[31mred\u{7}\0\r\t"), r"\u{1b}[31mred\u{7}\u{0}\r\t");
        assert_eq!(escaped("\u{202e}desrever\u{2066}\u{9b}1m"), r"\u{202e}desrever\u{2066}\u{9b}1m");
    }

    #[test]
    fn lines_and_styles_of_ours_stay() {
        let text = "\u{1b}[1;31mred\u{1b}[0m\nplain\n";
        assert_eq!(harmless(text), text);
        assert_eq!(
            harmless("\u{1b}[1mred\u{1b}[2J\r\u{1b}]0;t\u{7}\n"),
            "\u{1b}[1mred\\u{1b}[2J\\r\\u{1b}]0;t\\u{7}\n"
        );
    }

    #[test]
    fn a_document_means_the_same_afterwards() {
        assert_eq!(
            harmless_json("{\n\"a\": \"\u{9b}\u{202e}\u{7f}é\"\n}"),
            "{\n\"a\": \"\\u009b\\u202e\\u007fé\"\n}"
        );
    }

    #[test]
    fn other_text_stays_as_it_is() {
        for text in ["received 'hi'", "naïve 日本 🦀", r"C:\new", ""] {
            assert!(matches!(escaped(text), std::borrow::Cow::Borrowed(same) if same == text));
        }
    }
}
