//! How far a build is, as cargo's own progress bar says.

use std::io::{BufReader, Read};

/// How much is kept of what cargo says beside its messages.
const MOST_WORDS: usize = 1 << 20;
/// A bar of so many columns has room for the names of what is built.
pub(crate) const BAR: [&str; 2] =
    ["--config=term.progress.when='always'", "--config=term.progress.width=100"];

/// How far a build is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Stage {
    /// So many units of all are built; cargo is at these now.
    Builds { done: usize, all: usize, now: String },
    /// It does something else first: it waits for another cargo, or fetches what is missing.
    Prepares(String),
}

impl Stage {
    /// What a line says that cargo will write over, or that has to be known at once.
    fn read(line: &str) -> Option<Stage> {
        let line = line.trim();
        let Some((_, bar)) = line.strip_prefix("Building [").and_then(|bar| bar.split_once("] ")) else {
            let is_other =
                ["Blocking ", "Downloading ", "Fetch ", "Updating "].iter().any(|w| line.starts_with(w));
            return is_other.then(|| Stage::Prepares(line.to_owned()));
        };
        let (number, now) = bar.split_once(": ").unwrap_or((bar, ""));
        let (done, all) = number.split_once('/')?;
        Some(Stage::Builds { done: done.parse().ok()?, all: all.parse().ok()?, now: now.to_owned() })
    }
}

/// Reads what cargo says: each stage goes to `tell`, the words that stay are returned.
pub(crate) fn listen(pipe: impl Read, tell: impl Fn(Stage)) -> String {
    let mut words = Vec::new();
    let mut line = Vec::new();
    // What could be read before an error is still worth showing.
    for byte in BufReader::new(pipe).bytes().map_while(Result::ok) {
        if byte != b'\r' && byte != b'\n' {
            line.push(byte);
            continue;
        }
        if let Some(stage) = Stage::read(&String::from_utf8_lossy(&line)) {
            tell(stage);
        } else if byte == b'\n' && words.len() < MOST_WORDS {
            words.append(&mut line);
            words.push(b'\n');
        }
        line.clear();
    }
    words.append(&mut line);
    String::from_utf8_lossy(&words).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::cell::RefCell;

    #[test]
    fn what_is_written_over_tells_how_far_it_is_and_the_rest_is_kept() {
        let stages = RefCell::new(Vec::new());
        let said = "   Compiling serde v1\n    Building [=> ] 3/9: serde, syn(bin)\r\
                    error: no space left\n    Blocking waiting for file lock\n";
        let words = listen(said.as_bytes(), |stage| stages.borrow_mut().push(stage));
        assert_eq!(words, "   Compiling serde v1\nerror: no space left\n");
        let building = Stage::Builds { done: 3, all: 9, now: "serde, syn(bin)".to_owned() };
        let waiting = Stage::Prepares("Blocking waiting for file lock".to_owned());
        assert_eq!(*stages.borrow(), [building, waiting]);
    }
}
