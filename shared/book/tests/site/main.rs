//! The site, made once and looked at as files.

/// Where links lead.
mod links;
/// The site that is made, and its pages.
mod made;
/// What is on the pages.
mod pages;
/// What is written where, and what is not.
mod writing;
