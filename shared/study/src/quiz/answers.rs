//! What the user types.

use std::io::{self, BufRead, IsTerminal};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::thread;
use std::time::Duration;

use runner::Stop;
use terminal::output::{Unwritten, say, write};

/// How often it is looked whether the user wants to stop.
const TICK: Duration = Duration::from_millis(50);
/// Nobody types more into a line.
const LONGEST: usize = 1000;

/// Lines of standard input, read apart, since who reads can't be told to stop.
pub struct Answers {
    lines: Receiver<String>,
    /// Whether somebody types them, so that each prompt's line ends with the answer.
    are_typed: bool,
}

/// What comes next.
pub enum Answer {
    Line(String),
    /// There is no more, or the user wants to stop.
    None,
}

impl Answers {
    pub fn listen() -> Answers {
        let (sender, receiver) = channel();
        thread::spawn(move || {
            let mut stdin = io::stdin().lock();
            while let Some(line) = line(&mut stdin) {
                if sender.send(line).is_err() {
                    return;
                }
            }
        });
        Answers { lines: receiver, are_typed: io::stdin().is_terminal() }
    }

    /// Says that an answer is waited for, and which.
    pub fn prompt(&self, prompt: &str) -> Result<(), Unwritten> {
        if self.are_typed { write(prompt) } else { say(prompt.trim_end()) }
    }

    /// Nobody will end the line of the prompt.
    pub fn end_prompt(&self) -> Result<(), Unwritten> {
        if self.are_typed { say("") } else { Ok(()) }
    }

    /// Waits for a line.
    pub fn next(&self, stop: &Stop) -> Answer {
        loop {
            if stop.is_asked() {
                return Answer::None;
            }
            match self.lines.recv_timeout(TICK) {
                Ok(line) => return Answer::Line(line),
                Err(RecvTimeoutError::Disconnected) => return Answer::None,
                Err(RecvTimeoutError::Timeout) => {}
            }
        }
    }
}

/// The next line, its beginning if it is long; `None` at the end, or if it can't be read.
fn line(input: &mut impl BufRead) -> Option<String> {
    let mut bytes = Vec::new();
    loop {
        let buffer = input.fill_buf().ok()?;
        if buffer.is_empty() {
            return (!bytes.is_empty()).then(|| String::from_utf8_lossy(&bytes).into_owned());
        }
        let end = buffer.iter().position(|byte| *byte == b'\n');
        let taken = end.unwrap_or(buffer.len());
        bytes.extend(&buffer[..taken.min(LONGEST.saturating_sub(bytes.len()))]);
        input.consume(end.map_or(taken, |end| end + 1));
        if end.is_some() {
            return Some(String::from_utf8_lossy(&bytes).into_owned());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{LONGEST, line};

    #[test]
    fn a_line_is_read_however_it_ends_and_whatever_is_in_it() {
        let long = [vec![b'x'; 3 * LONGEST], b"\nb\xff\r\nlast".to_vec()].concat();
        let mut input = &long[..];
        assert_eq!(line(&mut input).map(|line| line.len()), Some(LONGEST));
        assert_eq!(line(&mut input).as_deref(), Some("b\u{fffd}\r"));
        assert_eq!((line(&mut input).as_deref(), line(&mut input)), (Some("last"), None));
    }
}
