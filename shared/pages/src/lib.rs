//! What a page shows of a program: its outputs, a timeline, the stepper, questions. A [`Study`] asks the explorer for all of it;
//! what it shows is HTML that needs [`script`] and [`STYLE`] once in a page, and stands in Markdown as it is ([`block`]).

mod basis;
mod block;
mod form;
mod inline;
mod part;
mod reason;
mod study;
mod subject;
mod telling;

pub use basis::basis;
pub use block::block;
pub use form::form;
pub use inline::inline;
pub use part::Part;
pub use study::{Runs, Study};
pub use subject::{Subject, complaints};
pub use telling::Telling;

/// What makes steppers and questions of figures and forms.
pub fn script() -> String {
    stepper::script() + &stepper::without_comments(include_str!("pages.js"))
}

/// How they look, in light and dark.
pub const STYLE: &str = concat!(include_str!("../../stepper/src/stepper.css"), include_str!("pages.css"));
