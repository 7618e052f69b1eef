//! What a terminal shows of what a program prints, as it comes.

use engine::{Chunk, Stream};
use screen::{Header, is_note};

/// How much `std` holds back of a line on standard output that has no end yet.
const HELD: usize = 1024;

/// A terminal that both streams of a program go to. Standard error is shown at once; of standard output, `std` holds back
/// what follows the last line end.
#[derive(Clone, Debug, Default, Hash)]
pub(crate) struct Terminal {
    /// The line under way, as far as it is shown.
    line: String,
    held: String,
}

/// A line that is shown from its beginning to its end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Shown {
    pub stream: Stream,
    pub text: String,
    /// Whether another version of Rust, or another way to start the program, leaves it out.
    pub optional: bool,
}

impl Terminal {
    /// Prints, and gives the lines that come to their end.
    pub fn print(&mut self, chunk: &Chunk) -> Vec<Shown> {
        let text = match chunk.stream {
            Stream::Stderr => chunk.text.clone(),
            Stream::Stdout => {
                let text = self.hold(&chunk.text);
                if chunk.flushed { text + &std::mem::take(&mut self.held) } else { text }
            }
        };
        let mut pieces = text.split_inclusive('\n').peekable();
        let mut lines = Vec::new();
        while let Some(piece) = pieces.next() {
            self.line += piece;
            if self.line.ends_with('\n') {
                self.line.pop();
                let text = std::mem::take(&mut self.line);
                // The line between a panic's message and what stands above it.
                let mut is_gap = || pieces.peek().is_some_and(|next| Header::read(next.trim_end()).is_some());
                let optional = is_note(&text) || text.is_empty() && is_gap();
                lines.push(Shown { stream: chunk.stream, text, optional });
            }
        }
        lines
    }

    /// What is shown of the line under way.
    pub fn under_way(&self) -> &str {
        &self.line
    }

    /// What is shown of the line under way once the process has ended by itself, which shows what was held back.
    pub fn flush(&mut self) {
        self.line += &std::mem::take(&mut self.held);
    }

    /// What of this goes to the terminal now.
    fn hold(&mut self, text: &str) -> String {
        let mut shown = String::new();
        let rest = match text.rfind('\n') {
            Some(end) => {
                shown = std::mem::take(&mut self.held) + &text[..=end];
                &text[end + 1..]
            }
            None => text,
        };
        if self.held.len() + rest.len() > HELD {
            shown += &std::mem::take(&mut self.held);
        }
        if rest.len() >= HELD {
            shown += rest;
        } else {
            self.held += rest;
        }
        shown
    }
}

#[cfg(test)]
mod tests {
    use super::Terminal;
    use engine::{Chunk, Stream};

    fn shown(chunks: &[(Stream, &str)]) -> (Vec<String>, Terminal) {
        let mut terminal = Terminal::default();
        let print = |(stream, text): &(Stream, &str)| {
            terminal.print(&Chunk { stream: *stream, text: (*text).to_owned(), flushed: text.is_empty() })
        };
        let lines = chunks.iter().flat_map(print).map(|line| line.text).collect();
        (lines, terminal)
    }

    #[test]
    fn what_follows_the_last_line_end_of_stdout_is_held_back() {
        let (lines, mut terminal) =
            shown(&[(Stream::Stdout, "a\nb"), (Stream::Stderr, "c\n"), (Stream::Stdout, "d\ne")]);
        assert_eq!((lines, terminal.under_way()), (vec!["a".into(), "c".into(), "bd".into()], ""));
        terminal.flush();
        assert_eq!(terminal.under_way(), "e");
    }

    #[test]
    fn what_is_flushed_is_not_held_back() {
        let (lines, terminal) =
            shown(&[(Stream::Stdout, "a"), (Stream::Stdout, ""), (Stream::Stderr, "b\n")]);
        assert_eq!((lines, terminal.under_way()), (vec!["ab".to_owned()], ""));
    }

    #[test]
    fn stderr_is_shown_at_once() {
        let (lines, terminal) =
            shown(&[(Stream::Stderr, "a"), (Stream::Stdout, "b\n"), (Stream::Stderr, "c")]);
        assert_eq!((lines, terminal.under_way()), (vec!["ab".to_owned()], "c"));
    }

    #[test]
    fn a_long_line_is_not_held_back() {
        let (lines, terminal) =
            shown(&[(Stream::Stdout, &"x".repeat(600)), (Stream::Stdout, &"y".repeat(600))]);
        assert_eq!((lines.len(), terminal.under_way().len()), (0, 600));
    }

    #[test]
    fn the_line_above_a_panic_may_be_left_out_and_others_not() {
        let optional = |text: &str| {
            let chunk = Chunk { stream: Stream::Stderr, text: text.to_owned(), flushed: false };
            Terminal::default().print(&chunk).iter().map(|line| line.optional).collect::<Vec<_>>()
        };
        let note = "note: run with `RUST_BACKTRACE=1` environment variable to display a backtrace\n";
        let panic = format!("\nthread 'main' (1) panicked at src/main.rs:6:5:\n\noh\n{note}");
        assert_eq!(optional(&panic), [true, false, false, false, true]);
        assert_eq!(optional("\noh\n"), [false, false]);
    }
}
