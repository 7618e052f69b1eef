//! Which listings there are, and what each of them promises.
//!
//! A listing is a member of the workspace below `listings/`. Its facts stand in its own manifest, in
//! `[package.metadata.listing]`; this crate reads them from what `cargo metadata` says, checks them,
//! and hands them out. It starts no process and prints nothing.

mod catalogue;
mod facts;
mod fault;
mod id;
mod listing;
mod meant;
mod pattern;
mod promise;
mod size;

pub use catalogue::{Catalogue, NoCounterpart};
pub use fault::{Fault, Faults};
pub use id::{Id, NotAnId, is_path};
pub use listing::{Listing, Origin};
pub use meant::{NotMeant, spelled};
pub use pattern::{NotAPattern, Pattern};
pub use promise::{Close, Ends, ErrorCode, LateLine, Output, Promise, Stream, Voice};
