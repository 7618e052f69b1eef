//! The site, made once and looked at as files.

/// What happens when a question is answered.
mod feedback;
/// Where links lead.
mod links;
/// The site that is made, and its pages.
mod made;
/// What is on the pages.
mod pages;
/// What is written where, and what is not.
mod writing;
