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

/// Whether a character does something else than to stand there.
fn controls(c: char) -> bool {
    let directs =
        matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    c.is_control() || directs || matches!(c, '\u{2028}' | '\u{2029}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::escaped;

    #[test]
    fn what_controls_a_terminal_is_shown_as_rust_writes_it() {
        assert_eq!(escaped("\u{1b}[31mred\u{7}\0\r\t"), r"\u{1b}[31mred\u{7}\u{0}\r\t");
        assert_eq!(escaped("\u{202e}desrever\u{2066}\u{9b}1m"), r"\u{202e}desrever\u{2066}\u{9b}1m");
    }

    #[test]
    fn other_text_stays_as_it_is() {
        for text in ["received 'hi'", "naïve 日本 🦀", r"C:\new", ""] {
            assert!(matches!(escaped(text), std::borrow::Cow::Borrowed(same) if same == text));
        }
    }
}
