//! Builds listings, runs one as a process, and judges what it did against its promise.
//!
//! A run goes through three rooms: [`Cargo`] makes executables of listings in one call, [`Process`]
//! runs one and gives its [`Transcript`], [`judge`] compares that with the promise. Nothing here
//! prints or reads the environment; who calls says which cargo to use and what to do with what comes.

mod activity;
mod batch;
mod broken;
mod build;
mod cargo;
mod census;
mod compile_error;
mod compilers;
#[cfg(unix)]
mod guard;
mod interleaving;
mod judge;
mod leavings;
mod limits;
mod mark;
mod memory;
mod pipe;
mod process;
mod process_group;
mod reader;
mod receipt;
mod record;
mod side_by_side;
mod site;
mod spawn;
mod stage;
mod stop;
mod strays;
mod text_file;
mod transcript;
mod warning;
mod watch;

pub use batch::{Batch, Event, Observer, Outcome, Report};
pub use broken::Broken;
pub use build::{Build, Builds, Words};
pub use cargo::{Cargo, CargoError};
pub use compile_error::{CompileError, Place, Position, Suggestion};
pub use compilers::{Bounds, Excess};
pub use interleaving::NotAnInterleaving;
pub use judge::{judge, judge_refusal, may_stop, prints};
pub use limits::jobs_at_once;
pub use memory::{EXPLORER, LISTING, Memory};
pub use process::{Process, RunError, Until};
pub use process_group::ProcessGroup;
pub use receipt::Receipt;
pub use record::{Record, RecordError};
pub use side_by_side::side_by_side;
pub use site::Site;
pub use stage::Stage;
pub use stop::Stop;
pub use text_file::{read_file, read_text};
pub use transcript::{Ended, Line, Resting, Transcript};
pub use warning::Warning;
