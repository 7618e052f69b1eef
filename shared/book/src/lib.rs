//! The site: a page for each listing with all that it can print, a chapter for each section of the Book's chapters 16 and 17, the
//! fact-check and the costs. mdBook makes it from Markdown of ours (`text/`) and from what the explorer says; nothing in it is
//! loaded from elsewhere.

mod about;
mod chapters;
mod command;
mod facts;
mod listing;
mod listings;
mod pair;
mod section;
mod site;

pub use command::{Arguments, run};
