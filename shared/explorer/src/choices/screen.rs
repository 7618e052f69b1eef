//! What of a program's text appears on the screen, and when.

use answers::graph::Print;
use engine::{Chunk, End, Stream};

/// What of a program's text appears on the screen, and when.
#[derive(Clone, Debug, Default)]
pub(super) struct Screen {
    /// The part of standard output's last line that is in its buffer.
    pub held: String,
}

impl Screen {
    /// What appears when this is printed.
    pub fn print(&mut self, chunks: &[Chunk]) -> Vec<Print> {
        chunks.iter().filter_map(|chunk| self.show(chunk)).collect()
    }

    /// What appears when the program ends: only one that ends by itself empties the buffer.
    pub fn end(&mut self, end: &End) -> Option<Print> {
        let held = std::mem::take(&mut self.held);
        let is_shown = matches!(end, End::Exited(_) | End::Panicked) && !held.is_empty();
        is_shown.then_some(Print { stream: answers::Stream::Stdout, text: held })
    }

    fn show(&mut self, chunk: &Chunk) -> Option<Print> {
        let (stream, text) = match chunk.stream {
            Stream::Stderr => (answers::Stream::Stderr, chunk.text.clone()),
            Stream::Stdout => {
                self.held.push_str(&chunk.text);
                let shown = if chunk.flushed {
                    self.held.len()
                } else {
                    self.held.rfind('\n').map_or(0, |end| end + 1)
                };
                (answers::Stream::Stdout, self.held.drain(..shown).collect())
            }
        };
        (!text.is_empty()).then_some(Print { stream, text })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chunk(stream: Stream, text: &str, flushed: bool) -> Chunk {
        Chunk { stream, text: text.to_owned(), flushed }
    }

    fn texts(prints: &[Print]) -> Vec<&str> {
        prints.iter().map(|print| print.text.as_str()).collect()
    }

    #[test]
    fn a_line_of_standard_output_appears_when_it_is_whole() {
        let mut screen = Screen::default();
        assert!(screen.print(&[chunk(Stream::Stdout, "a", false)]).is_empty());
        assert_eq!(texts(&screen.print(&[chunk(Stream::Stderr, "e", false)])), ["e"]);
        assert_eq!(texts(&screen.print(&[chunk(Stream::Stdout, "b\nc", false)])), ["ab\n"]);
        assert_eq!(texts(&screen.print(&[chunk(Stream::Stdout, "d", true)])), ["cd"]);
        assert!(screen.end(&End::Exited(0)).is_none());
    }

    #[test]
    fn what_is_held_back_appears_at_an_end_that_the_program_makes_itself() {
        let mut screen = Screen::default();
        screen.print(&[chunk(Stream::Stdout, "a", false)]);
        assert!(screen.clone().end(&End::Hangs(Vec::new())).is_none());
        assert_eq!(screen.end(&End::Exited(0)).map(|print| print.text).as_deref(), Some("a"));
    }
}
