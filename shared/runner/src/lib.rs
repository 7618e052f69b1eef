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
mod explorer;
mod foreign;
mod frame;
mod generated;
#[cfg(unix)]
mod guard;
mod head;
mod imports;
mod interleaving;
mod judge;
mod leavings;
mod limits;
mod manifest;
mod mark;
mod memory;
mod mirror;
mod missing_crate;
mod models;
mod package;
mod pipe;
mod process;
mod process_group;
mod reader;
mod real_build;
mod real_world;
mod record;
mod refusal;
mod side_by_side;
mod site;
mod spawn;
mod stage;
mod stop;
mod strays;
mod text_file;
mod transcript;
mod unknown;
mod user_world;
mod virtual_world;
mod warning;
mod watch;
mod workplace;
mod wrapper;

pub use batch::{Batch, Event, Observer, Outcome, Report};
pub use broken::Broken;
pub use build::{Build, Builds, Words};
pub use cargo::{Cargo, CargoError};
pub use compile_error::{CompileError, Place};
pub use compilers::{Bounds, Excess};
pub use explorer::{Explorable, NoAnswer};
pub use generated::NotWritten;
pub use interleaving::NotAnInterleaving;
pub use judge::{judge, judge_refusal, may_stop, prints};
pub use limits::jobs_at_once;
pub use memory::{LISTING, Memory};
pub use package::{Package, PackageError};
pub use process::{Process, RunError, Until};
pub use process_group::ProcessGroup;
pub use real_world::{RealWorld, RealWorldError, Text};
pub use record::{Record, RecordError};
pub use side_by_side::side_by_side;
pub use site::Site;
pub use stage::Stage;
pub use stop::Stop;
pub use text_file::{read_file, read_text};
pub use transcript::{Ended, Line, Resting, Transcript};
pub use user_world::{Built, Found, Part, UserWorldError};
pub use virtual_world::{Program, VirtualWorld, VirtualWorldError};
pub use warning::Warning;
pub use workplace::WorkplaceError;
pub use wrapper::{ORDERS, rustc};
