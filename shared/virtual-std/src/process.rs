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

/// As `std::process::abort`.
#[track_caller]
pub fn abort() -> ! {
    engine::abort("`std::process::abort` was called")
}

/// The process dies, as it does where `std` finds a panic and there must be none.
pub(crate) fn die(why: &str) -> ! {
    crate::eprintln!("fatal runtime error: {why}, aborting");
    engine::abort(&format!("a {why}"))
}

/// As `std::process::id`, which is not modelled.
#[must_use]
pub fn id() -> u32 {
    engine::refuse("`std::process::id` is not modelled by the explorer: it is another number in each run")
}

/// What `main` gives, as the explorer wants it.
#[doc(hidden)]
pub fn code_of(returned: impl Termination) -> i32 {
    returned.report().0.into()
}
