//! Builds programs for the explorer, from the same files against another `std`, and asks them.
//!
//! A program that is one file is built in a [`VirtualWorld`], a part of a package of the user's from its own manifest. Either is
//! an [`Explorable`] then, a process that answers requests. [`RealWorld`] builds programs that are no listings against the real
//! `std`. Nothing here prints or reads the environment.

mod copies;
mod edition;
mod explorer;
mod foreign;
mod frame;
mod generated;
mod handed_over;
mod head;
mod imports;
mod made_of;
mod manifest;
mod mirror;
mod missing_crate;
mod models;
mod of_a_package;
mod package;
mod part;
mod polls;
mod real_build;
mod real_world;
mod refusal;
mod single;
mod source_words;
mod unknown;
mod user_world;
mod virtual_world;
mod workplace;
mod wrapper;

pub use edition::Edition;
pub use explorer::{Explorable, NoAnswer};
pub use generated::NotWritten;
pub use package::{Features, Package, PackageError};
pub use part::Part;
pub use real_world::{RealWorld, RealWorldError, Text};
pub use user_world::{Built, Found, UserWorldError};
pub use virtual_world::{Program, VirtualWorld, VirtualWorldError};
pub use workplace::WorkplaceError;
pub use wrapper::{ORDERS, rustc};
