//! What lines and marks are drawn with.

use crate::state::State;

/// What a terminal can show.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Charset {
    Unicode,
    Ascii,
}

impl Charset {
    fn either(self, unicode: char, ascii: char) -> char {
        match self {
            Charset::Unicode => unicode,
            Charset::Ascii => ascii,
        }
    }

    /// How a lane is drawn while nothing happens in it.
    pub(crate) fn state(self, state: State) -> char {
        match state {
            State::Absent => ' ',
            State::Runs => self.either('│', '|'),
            State::Sleeps => self.either('·', '.'),
            State::Blocks => self.either('║', 'H'),
            State::Waits => self.either('┆', ':'),
        }
    }

    pub(crate) fn event(self) -> char {
        self.either('●', 'o')
    }

    pub(crate) fn over(self) -> char {
        self.either('■', '#')
    }

    pub(crate) fn lost(self) -> char {
        self.either('✗', 'x')
    }

    pub(crate) fn horizontal(self) -> char {
        self.either('─', '-')
    }

    pub(crate) fn crossing(self) -> char {
        self.either('┼', '+')
    }

    pub(crate) fn right(self) -> char {
        self.either('▶', '>')
    }

    pub(crate) fn left(self) -> char {
        self.either('◀', '<')
    }

    pub(crate) fn folded(self) -> char {
        self.either('⋮', '~')
    }

    /// The ends of a bracket from above.
    pub(crate) fn corners(self) -> (char, char) {
        (self.either('╭', '.'), self.either('╮', '.'))
    }

    /// The text as this can show it.
    pub fn text(self, text: &str) -> String {
        match self {
            Charset::Unicode => text.to_owned(),
            Charset::Ascii => text.chars().fold(String::new(), |mut shown, c| {
                match c {
                    _ if c.is_ascii() => shown.push(c),
                    'µ' => shown.push('u'),
                    '…' => shown.push_str("..."),
                    _ => shown.extend(c.escape_unicode()),
                }
                shown
            }),
        }
    }
}
