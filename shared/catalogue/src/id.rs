//! The name of a listing: `17-06`, `16-join-first`, `17-08-first-inline`.

use std::cmp::Ordering;
use std::fmt;
use std::str::FromStr;

/// A chapter of two digits, then a number of two digits or a name, or both.
///
/// `17-6`, `17-06` and `listing-17-06` are read as the same id. Ids sort as a reader expects: by
/// chapter, numbers before names.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Id(String);

/// The text is not shaped like the id of a listing.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not an id; ids look like `17-06` or `16-join-first`")]
pub struct NotAnId(String);

impl Id {
    /// As it stands in tables and messages: `17-06`.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The name that folder, package and binary share: `listing-17-06`.
    pub fn package(&self) -> String {
        format!("listing-{}", self.0)
    }

    /// The chapter's number as text: `17`.
    pub fn chapter(&self) -> &str {
        &self.0[..2]
    }
}

impl FromStr for Id {
    type Err = NotAnId;

    fn from_str(text: &str) -> Result<Self, NotAnId> {
        let refused = || NotAnId(text.to_owned());
        let bare = text.strip_prefix("listing-").unwrap_or(text);
        let (chapter, rest) = bare.split_once('-').ok_or_else(refused)?;
        if !is_number(chapter) || chapter.len() != 2 {
            return Err(refused());
        }
        let mut id = chapter.to_owned();
        for part in rest.split('-') {
            if part.is_empty() || !part.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit()) {
                return Err(refused());
            }
            id.push('-');
            if is_number(part) && part.len() < 2 {
                id.push('0');
            }
            id.push_str(part);
        }
        Ok(Id(id))
    }
}

fn is_number(part: &str) -> bool {
    !part.is_empty() && part.chars().all(|c| c.is_ascii_digit())
}

impl Ord for Id {
    fn cmp(&self, other: &Self) -> Ordering {
        let key =
            |id: &Id| id.0.split('-').map(|part| (!is_number(part), part.to_owned())).collect::<Vec<_>>();
        key(self).cmp(&key(other))
    }
}

impl PartialOrd for Id {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl fmt::Display for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

/// Whether a name is a path, and no id of a listing.
pub fn is_path(name: &str) -> bool {
    name.ends_with(".rs") || name.contains(['/', '\\'])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn id(text: &str) -> Id {
        text.parse().unwrap()
    }

    #[test]
    fn short_padded_and_package_spellings_are_one_id() {
        assert_eq!(id("17-6"), id("17-06"));
        assert_eq!(id("listing-17-06"), id("17-06"));
        assert_eq!(id("17-8-first-inline"), id("17-08-first-inline"));
        assert_eq!(id("17-6").package(), "listing-17-06");
    }

    #[test]
    fn numbers_sort_before_names_and_variants_after_their_listing() {
        let mut ids = ["17-race", "17-10", "16-join-first", "17-08-await-each", "17-08", "16-15"].map(id);
        ids.sort();
        assert_eq!(
            ids.map(|id| id.to_string()),
            ["16-15", "16-join-first", "17-08", "17-08-await-each", "17-10", "17-race"]
        );
    }

    #[test]
    fn other_texts_are_refused() {
        for text in ["", "17", "17-", "1-06", "17_06", "17-06-", "17-Race", "listing-", "17-06 "] {
            assert!(text.parse::<Id>().is_err(), "{text:?}");
        }
    }
}
