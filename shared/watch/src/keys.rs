//! Keys, each of which counts as soon as it is pressed.

use std::io::{self, IsTerminal, Read};
use std::thread;

use crate::way_out::is_stdin_held_open;

/// While this lives, the terminal hands on single keys and does not show them; Ctrl-C stays the signal that it is.
pub struct Keys(());

/// What comes from standard input.
pub enum Typed {
    Key(char),
    /// Whoever could type has gone.
    End,
}

impl Keys {
    /// Listens to keys. Without a terminal, only the end of standard input is told, and this is `None`.
    pub fn listen(mut tell: impl FnMut(Typed) + Send + 'static) -> Option<Keys> {
        let keys = io::stdin().is_terminal().then(terminal::hand_on_keys).flatten().map(|()| Keys(()));
        if keys.is_some() || is_stdin_held_open() {
            thread::spawn(move || {
                let mut bytes = [0; 64];
                while let Ok(n @ 1..) = io::stdin().read(&mut bytes) {
                    bytes[..n].iter().for_each(|byte| tell(Typed::Key(char::from(*byte))));
                }
                tell(Typed::End);
            });
        }
        keys
    }
}

impl Drop for Keys {
    fn drop(&mut self) {
        terminal::restore();
    }
}

#[cfg(unix)]
mod terminal {
    use std::sync::{Mutex, PoisonError};

    use nix::sys::termios::{LocalFlags, SetArg, SpecialCharacterIndices, Termios, tcgetattr, tcsetattr};
    use nix::unistd::{getpgrp, tcgetpgrp};

    /// How the terminal was. Whoever ends the process restores it, in whichever thread.
    static BEFORE: Mutex<Option<Termios>> = Mutex::new(None);

    /// `None` if the terminal is somebody else's now: who changes it in the background is stopped for that.
    pub fn hand_on_keys() -> Option<()> {
        let stdin = std::io::stdin();
        if tcgetpgrp(&stdin).is_ok_and(|group| group != getpgrp()) {
            return None;
        }
        let before = tcgetattr(&stdin).ok()?;
        let mut keys = before.clone();
        keys.local_flags.remove(LocalFlags::ICANON | LocalFlags::ECHO);
        // Ctrl-\ would end us without a chance to restore anything.
        keys.control_chars[SpecialCharacterIndices::VQUIT as usize] = 0;
        keys.control_chars[SpecialCharacterIndices::VMIN as usize] = 1;
        keys.control_chars[SpecialCharacterIndices::VTIME as usize] = 0;
        *BEFORE.lock().unwrap_or_else(PoisonError::into_inner) = Some(before);
        terminal::interrupt::before_exit(restore);
        tcsetattr(&stdin, SetArg::TCSANOW, &keys).ok()
    }

    pub fn restore() {
        if let Some(before) = BEFORE.lock().unwrap_or_else(PoisonError::into_inner).take() {
            // A terminal that is gone needs nothing.
            let _ = tcsetattr(std::io::stdin(), SetArg::TCSANOW, &before);
        }
    }
}

#[cfg(not(unix))]
mod terminal {
    pub fn hand_on_keys() -> Option<()> {
        None
    }

    pub fn restore() {}
}
