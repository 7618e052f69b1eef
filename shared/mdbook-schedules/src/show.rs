//! What a page can ask for.

use pages::Part;

/// What a page can ask for behind a listing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Show {
    /// Nothing; that all is checked goes without saying.
    Check,
    Part(Part),
}

impl Show {
    /// What these words ask for.
    ///
    /// # Errors
    /// Nothing that there is; a sentence that says what there is.
    pub fn read(words: &str) -> Result<Show, String> {
        if words == "check" {
            return Ok(Show::Check);
        }
        let part = words.parse().map(Show::Part);
        part.map_err(|()| {
            let parts = Part::ALL.map(Part::name).join(", ");
            format!("`<!-- schedules: {words} -->` asks for nothing that there is; there are check, {parts}")
        })
    }
}
