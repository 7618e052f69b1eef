//! The program's own process, as `std::process`. Starting others is not modelled.

use ::std::convert::Infallible;
use ::std::fmt::Debug;

/// As `std::process::ExitCode`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ExitCode(u8);

impl ExitCode {
    /// As `std::process::ExitCode::SUCCESS`.
    pub const SUCCESS: ExitCode = ExitCode(0);
    /// As `std::process::ExitCode::FAILURE`.
    pub const FAILURE: ExitCode = ExitCode(1);

    /// As `std::process::ExitCode::exit_process`.
    #[track_caller]
    pub fn exit_process(self) -> ! {
        exit(self.0.into())
    }
}

impl From<u8> for ExitCode {
    fn from(code: u8) -> Self {
        ExitCode(code)
    }
}

/// As `std::process::Termination`.
#[diagnostic::on_unimplemented(message = "`main` has invalid return type `{Self}`")]
pub trait Termination {
    /// As `std::process::Termination::report`.
    fn report(self) -> ExitCode;
}

impl Termination for () {
    fn report(self) -> ExitCode {
        ExitCode::SUCCESS
    }
}

impl Termination for Infallible {
    fn report(self) -> ExitCode {
        match self {}
    }
}

impl Termination for ExitCode {
    fn report(self) -> ExitCode {
        self
    }
}

impl<T: Termination, E: Debug> Termination for Result<T, E> {
    fn report(self) -> ExitCode {
        match self {
            Ok(value) => value.report(),
            Err(error) => {
                crate::eprintln!("Error: {error:?}");
                ExitCode::FAILURE
            }
        }
    }
}

/// As `std::process::exit`.
#[track_caller]
pub fn exit(code: i32) -> ! {
    engine::exit(code)
}

/// As `std::process::abort`, which is not modelled.
pub fn abort() -> ! {
    engine::refuse("`std::process::abort` is not modelled by the explorer")
}

/// The process dies as when `std` finds a panic where there must be none, which is not modelled.
pub(crate) fn die(why: &str) -> ! {
    engine::refuse(&format!("the process aborts, as a {why}: that is not modelled by the explorer"))
}

/// As `std::process::id`.
#[must_use]
pub fn id() -> u32 {
    1
}

/// What `main` gives, as the explorer wants it.
#[doc(hidden)]
pub fn code_of(returned: impl Termination) -> i32 {
    returned.report().0.into()
}
