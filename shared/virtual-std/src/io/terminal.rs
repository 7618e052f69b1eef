//! Whether somebody looks on.

use super::{Stderr, StderrLock, Stdin, StdinLock, Stdout, StdoutLock};

/// As `std::io::IsTerminal`: no stream is a terminal.
pub trait IsTerminal {
    /// As `std::io::IsTerminal::is_terminal`.
    fn is_terminal(&self) -> bool;
}

macro_rules! no_terminals {
    ($($type:ty),*) => {$(
        impl IsTerminal for $type {
            fn is_terminal(&self) -> bool {
                engine::rests_on("standard input, output and error are no terminals");
                false
            }
        }
    )*};
}

no_terminals!(Stdin, StdinLock<'_>, Stdout, StdoutLock<'_>, Stderr, StderrLock<'_>);
