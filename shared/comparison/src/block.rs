//! Lines of styled text as a block, and two such blocks side by side.

use anstream::adapter::strip_str;
use unicode_width::UnicodeWidthStr;

/// Between two blocks.
pub(crate) const GAP: usize = 3;

/// Puts two blocks beside each other, the first in so many columns, with a sign between their first lines.
pub(crate) fn beside(left: &[String], width: usize, sign: &str, right: &[String]) -> Vec<String> {
    let line = |index: usize| {
        let left = left.get(index).map(String::as_str).unwrap_or_default();
        let right = right.get(index).map(String::as_str).unwrap_or_default();
        let blank = " ".repeat(width.saturating_sub(columns(left)));
        let sign = if index == 0 { sign } else { "" };
        format!("{left}{blank} {sign:1} {right}")
    };
    (0..left.len().max(right.len())).map(line).collect()
}

/// How many columns a text takes, without the escape codes in it.
fn columns(text: &str) -> usize {
    strip_str(text).to_string().width()
}

#[cfg(test)]
mod tests {
    use super::beside;

    #[test]
    fn blocks_of_different_heights_and_styles_stand_beside_each_other() {
        let left = ["\u{1b}[1mab\u{1b}[0m".to_owned(), "µ".to_owned()];
        let right = ["x".to_owned(), "y".to_owned(), "z".to_owned()];
        assert_eq!(beside(&left, 4, "=", &right), ["\u{1b}[1mab\u{1b}[0m   = x", "µ      y", "       z"]);
    }
}
