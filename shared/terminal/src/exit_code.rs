//! How `cargo xtask` ends.

/// How `cargo xtask` ends. For `explain`, "wrong" is impossible.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum ExitCode {
    /// All is well; of `explain`: the program can print this.
    Fine = 0,
    /// A promise was broken, a verdict is not the recorded one; of `explain`: the program can't print this.
    Broken = 1,
    /// Wrong use, or something without which nothing can be done.
    WrongUse = 2,
    /// Of `explain`: the program can print this only if a wake-up comes late.
    OnlyIfLate = 3,
    /// Of `explain`: the search was not exhaustive and did not find it.
    Unknown = 4,
    /// Stopped by Ctrl-C, as shells say it.
    Interrupted = 130,
}

impl From<ExitCode> for u8 {
    fn from(code: ExitCode) -> u8 {
        code as u8
    }
}

impl From<ExitCode> for std::process::ExitCode {
    fn from(code: ExitCode) -> std::process::ExitCode {
        std::process::ExitCode::from(code as u8)
    }
}
