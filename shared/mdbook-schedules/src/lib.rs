//! An mdBook preprocessor. It judges what a book's programs print, and puts what a page asks for behind its listings:
//! `<!-- schedules: outputs -->`, `timeline`, `stepper` or `quiz`.
//!
//! mdBook's JSON ([`Input`]) is kept as it is but for the text of chapters, so that it does not matter which version wrote it. What is
//! read of a page is its file, as its author knows it; only where there is none is it what mdBook hands over.

mod ask;
mod chapters;
mod check;
mod html;
mod input;
mod install;
mod order;
mod page;
mod piece;
mod plain;
mod preprocess;
mod show;

pub use input::{Input, NotABook};
pub use install::{NotInstalled, install};
pub use preprocess::{Done, preprocess};
