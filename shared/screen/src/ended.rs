//! What a session says of how a program ended.

/// How a program ended, as cargo or a shell says it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ended {
    /// Somebody stopped it, so there might have been more.
    Stopped,
    /// By itself, with this exit code.
    Code(i64),
    /// By itself, aborting.
    Aborted,
}

/// What Windows gives for Ctrl-C, and for a program that aborts.
const INTERRUPTED: i64 = 0xC000_013A;
const FAILED_FAST: i64 = 0xC000_0409;

impl Ended {
    /// What a line says of it, if anything.
    pub fn read(line: &str) -> Option<Ended> {
        if let Some((_, how)) = line.split_once("process didn't exit successfully: ") {
            return Ended::of_cargo(how);
        }
        let word = line.strip_suffix(" (core dumped)").unwrap_or(line);
        match word {
            "Aborted" => Some(Ended::Aborted),
            "Killed" | "Terminated" | "Hangup" | "Quit" | "^C" => Some(Ended::Stopped),
            _ => None,
        }
    }

    /// "`target/debug/x` (exit status: 101)", "… (signal: 2, SIGINT: interrupt)", "… (exit code: 0xc000013a, …)".
    fn of_cargo(how: &str) -> Option<Ended> {
        let (_, how) = how.rsplit_once('(')?;
        let (kind, rest) = how.split_once(": ")?;
        let number = rest.split([',', ')']).next()?;
        let number = match number.strip_prefix("0x") {
            Some(digits) => i64::from_str_radix(digits, 16).ok()?,
            None => number.parse().ok()?,
        };
        Some(match (kind, number) {
            ("signal", 6) | (_, FAILED_FAST) => Ended::Aborted,
            ("signal", _) | (_, INTERRUPTED) => Ended::Stopped,
            _ => Ended::Code(number),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::Ended;

    #[test]
    fn cargo_and_shells_say_how_a_program_ended() {
        let cargo = |how: &str| {
            Ended::read(&format!("error: process didn't exit successfully: `target/debug/x (1)` {how}"))
        };
        assert_eq!(cargo("(exit status: 101)"), Some(Ended::Code(101)));
        assert_eq!(cargo("(exit code: 101)"), Some(Ended::Code(101)));
        assert_eq!(cargo("(signal: 2, SIGINT: interrupt)"), Some(Ended::Stopped));
        assert_eq!(cargo("(signal: 6, SIGABRT: process abort signal)"), Some(Ended::Aborted));
        assert_eq!(cargo("(exit code: 0xc000013a, STATUS_CONTROL_C_EXIT)"), Some(Ended::Stopped));
        assert_eq!(Ended::read("Aborted (core dumped)"), Some(Ended::Aborted));
        assert_eq!(Ended::read("received 'hi'"), None);
    }
}
