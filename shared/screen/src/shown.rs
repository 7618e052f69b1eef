//! What a terminal leaves to be seen of a line.

use std::borrow::Cow;
use std::iter::Peekable;
use std::str::Chars;

/// How far apart a terminal's tabulators are.
const TAB: usize = 8;
/// A cursor goes no further than this without anything written: terminals are not wider.
const FAR: usize = 500;

/// What can be seen of a line once a terminal has shown it: colours and other escape sequences are gone, what stands behind
/// a carriage return or a backspace has overwritten what was there, tabulators are blanks, and blanks at the end are none.
pub fn shown(line: &str) -> Cow<'_, str> {
    if !line.contains(char::is_control) {
        return Cow::Borrowed(line.trim_end_matches(' '));
    }
    let mut row = Row::default();
    let mut chars = line.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\r' => row.cursor = 0,
            '\u{8}' => row.cursor = row.cursor.saturating_sub(1),
            '\t' => row.forward(TAB - row.cursor % TAB),
            '\u{1b}' => escape(&mut chars, &mut row),
            '\u{9b}' => control(&mut chars, &mut row),
            _ if c.is_control() => {}
            _ => row.put(c),
        }
    }
    let text: String = row.cells.into_iter().collect();
    Cow::Owned(text.trim_end_matches(' ').to_owned())
}

/// A row of a terminal.
#[derive(Default)]
struct Row {
    cells: Vec<char>,
    cursor: usize,
}

impl Row {
    fn put(&mut self, c: char) {
        if self.cells.len() <= self.cursor {
            self.cells.resize(self.cursor + 1, ' ');
        }
        self.cells[self.cursor] = c;
        self.cursor += 1;
    }

    fn forward(&mut self, columns: usize) {
        self.cursor = (self.cursor + columns).min(FAR.max(self.cells.len()));
    }

    fn erase(&mut self, what: usize) {
        let end = self.cells.len();
        let range = match what {
            0 => self.cursor.min(end)..end,
            1 => 0..(self.cursor + 1).min(end),
            _ => 0..end,
        };
        self.cells[range].fill(' ');
    }
}

/// What follows an escape character.
fn escape(chars: &mut Peekable<Chars<'_>>, row: &mut Row) {
    match chars.next() {
        Some('[') => control(chars, row),
        // A title, a link and the like: up to a bell or another escape character and what belongs to it.
        Some(']' | 'P' | 'X' | '^' | '_') => {
            while let Some(c) = chars.next() {
                match c {
                    '\u{7}' | '\u{9c}' => return,
                    '\u{1b}' => {
                        chars.next();
                        return;
                    }
                    _ => {}
                }
            }
        }
        Some('(' | ')' | '#' | '%' | ' ') => {
            chars.next();
        }
        _ => {}
    }
}

/// A control sequence: parameters, and a letter that says what it does.
fn control(chars: &mut Peekable<Chars<'_>>, row: &mut Row) {
    let mut parameters = String::new();
    while let Some(c) = chars.next_if(|c| matches!(c, ' '..='?')) {
        parameters.push(c);
    }
    let number = parameters.parse::<usize>().ok();
    let count = number.unwrap_or(1).clamp(1, FAR);
    match chars.next_if(|c| matches!(c, '@'..='~')) {
        Some('K') => row.erase(number.unwrap_or(0)),
        Some('C') => row.forward(count),
        Some('D') => row.cursor = row.cursor.saturating_sub(count),
        Some('G') => row.cursor = count - 1,
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::shown;

    #[test]
    fn colours_titles_and_links_are_not_seen() {
        assert_eq!(shown("\u{1b}[1;32mok\u{1b}[0m done"), "ok done");
        assert_eq!(shown("\u{1b}]0;title\u{7}ok\u{1b}]8;;http://x\u{1b}\\link\u{1b}(B"), "oklink");
        assert_eq!(shown("\u{9b}31mred\u{7}\0"), "red");
    }

    #[test]
    fn what_is_overwritten_is_not_seen() {
        assert_eq!(shown("10 %\r20 %"), "20 %");
        assert_eq!(shown("done    \rok"), "okne");
        assert_eq!(shown("working\r\u{1b}[Kok"), "ok");
        assert_eq!(shown("ab\u{8}c"), "ac");
        assert_eq!(shown("text\r"), "text");
    }

    #[test]
    fn blanks_are_counted_where_they_can_be_seen() {
        assert_eq!(shown("a\tb  "), "a       b");
        assert_eq!(shown("  a  "), "  a");
        assert_eq!(shown("a\u{1b}[3Cb"), "a   b");
    }

    #[test]
    fn a_cursor_that_is_sent_far_away_costs_nothing() {
        assert!(shown(&"\u{1b}[4000000000Cx".repeat(100)).len() < 20_000);
        assert_eq!(shown("\u{1b}[4000000000Gx").chars().last(), Some('x'));
    }

    #[test]
    fn what_breaks_off_within_a_sequence_is_no_fault() {
        for text in ["a\u{1b}", "a\u{1b}[", "a\u{1b}[31", "a\u{1b}]0;t", "a\u{9b}"] {
            assert_eq!(shown(text), "a");
        }
    }
}
