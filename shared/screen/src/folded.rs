//! Text that is no wider than a screen.

use std::borrow::Cow;

use textwrap::core::display_width;
use textwrap::{Options, WordSplitter};

/// What follows the first line of prose stands in by so much.
const INDENT: usize = 4;
/// A column that begins further right, in parts of a screen, leaves too little room below it.
const FAR: (usize, usize) = (5, 8);

/// Lines that are wider than a screen go on in further lines, from word to word, below where their last column begins. Columns
/// have two spaces or more between them.
pub fn folded(text: &str, width: usize) -> String {
    let lines = text.split('\n').map(|line| folded_line(line, width));
    lines.collect::<Vec<_>>().join("\n")
}

fn folded_line(line: &str, width: usize) -> Cow<'_, str> {
    if display_width(line) <= width {
        return line.into();
    }
    let indent = " ".repeat(hang(line, width));
    let options = Options::new(width).subsequent_indent(&indent).word_splitter(WordSplitter::NoHyphenation);
    textwrap::wrap(line, options).join("\n").into()
}

/// How far in the further lines of a line stand.
fn hang(line: &str, width: usize) -> usize {
    let far = width * FAR.0 / FAR.1;
    let columns = line.match_indices("  ").filter_map(|(at, _)| {
        let start = at + line[at..].find(|c: char| c != ' ')?;
        Some((at, display_width(&line[..start])))
    });
    let last = columns.take_while(|(_, column)| *column <= far).last();
    match last {
        // What is only indented is prose, too.
        Some((0, indent)) => (indent + INDENT).min(far),
        Some((_, column)) => column,
        None => INDENT.min(far),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_goes_on_below_its_last_column() {
        let line = "   500 ms  main  received a message that is long";
        assert_eq!(folded(line, 35), "   500 ms  main  received a message\n                 that is long");
        assert_eq!(folded("hangs: main waits for a message", 20), "hangs: main waits\n    for a message");
        assert_eq!(folded("  by the way it hangs", 16), "  by the way it\n      hangs");
        assert_eq!(folded("short\n\n  lines", 20), "short\n\n  lines");
    }

    #[test]
    fn a_word_that_is_wider_than_the_screen_is_broken_and_colours_take_no_room() {
        assert_eq!(folded("abcdefghij", 8), "abcdefgh\n    ij");
        let painted = "\u{1b}[1mbold\u{1b}[0m words";
        assert_eq!(folded(painted, 10), painted);
    }

    #[test]
    fn no_line_is_wider_and_no_word_is_lost() {
        let text =
            "17-08-await-each  returns  Each async block is awaited as soon as it is defined, `one-word`";
        for width in 20..100 {
            let folded = folded(text, width);
            assert!(folded.lines().all(|line| display_width(line) <= width), "{width}:\n{folded}");
            let letters = |text: &str| text.split_whitespace().collect::<String>();
            assert_eq!(letters(&folded), letters(text), "{width}:\n{folded}");
        }
    }
}
