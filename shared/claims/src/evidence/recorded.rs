//! What is recorded of a listing: the output that the book prints.

use runner::Record;

use super::{Evidence, Missing, Needs};
use crate::lab::Lab;

/// The record of a listing is looked at.
#[derive(Clone, Copy, Debug)]
pub struct Recorded(&'static str);

pub fn recorded(id: &'static str) -> Recorded {
    Recorded(id)
}

impl Evidence for Recorded {
    /// The lines of stdout.
    type Found = Vec<String>;

    fn add_to(&self, _: &mut Needs) {}

    fn find(&self, lab: &Lab) -> Result<Vec<String>, Missing> {
        let not_recorded = |why: String| Missing::NotRecorded { listing: self.0.to_owned(), why };
        let listing = lab.listing(self.0).map_err(|error| not_recorded(error.to_string()))?;
        let Record(lines) =
            Record::read(&listing.record()).map_err(|error| not_recorded(error.to_string()))?;
        Ok(lines)
    }
}
