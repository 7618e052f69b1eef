//! Which listings a user means.

use std::cmp::Reverse;

use crate::catalogue::Catalogue;
use crate::id::Id;
use crate::listing::Listing;

/// So many are shown that look like what was meant.
const NEAREST: usize = 3;

/// It is not clear which listing is meant.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotMeant {
    #[error("no listing {text}; the nearest are {nearest}")]
    Unknown { text: String, nearest: String },
    #[error("{text} can mean {ids}; say which")]
    Several { text: String, ids: String },
}

impl Catalogue {
    /// The listing of this id: `17-6`, `17-06`, `17_06` or `listing-17-06`.
    ///
    /// # Errors
    /// There is none; says which are near.
    pub fn find(&self, text: &str) -> Result<&Listing, NotMeant> {
        let id = spelled(text).parse::<Id>().ok();
        let found = id.and_then(|id| self.listings().iter().find(|listing| listing.id == id));
        found.ok_or_else(|| self.unknown(text))
    }

    /// The one listing that a text means: by its id, or because [`Catalogue::select`] finds no other.
    ///
    /// # Errors
    /// There is none, or more than one.
    pub fn one(&self, text: &str) -> Result<&Listing, NotMeant> {
        if let Ok(listing) = self.find(text) {
            return Ok(listing);
        }
        match self.meant(text)[..] {
            [] => Err(self.unknown(text)),
            [one] => Ok(one),
            ref several => Err(NotMeant::Several { text: text.to_owned(), ids: ids(several) }),
        }
    }

    /// The listings that patterns mean. A pattern is an id as it is written, the beginning of ids (`17-1` for `17-10` to
    /// `17-19`, `17` or `ch17` for a chapter), another way to write an id (`17-6`), or text: what stands in an id, in a title or
    /// for how listings end (`hangs`, `E0382`), or else has all of its words there. The first of these that means any listing
    /// counts; capital letters make no difference. No pattern means all listings.
    ///
    /// # Errors
    /// A pattern that means nothing.
    pub fn select(&self, patterns: &[String]) -> Result<Vec<&Listing>, NotMeant> {
        let mut wanted: Vec<&Listing> = Vec::new();
        for pattern in patterns {
            let meant = self.meant(pattern);
            if meant.is_empty() {
                return Err(self.unknown(pattern));
            }
            wanted.extend(meant);
        }
        let is_wanted = |listing: &&Listing| patterns.is_empty() || wanted.contains(listing);
        Ok(self.listings().iter().filter(is_wanted).collect())
    }

    fn meant(&self, pattern: &str) -> Vec<&Listing> {
        let beginning = spelled(pattern);
        let text = pattern.to_lowercase();
        let words: Vec<&str> = text.split_whitespace().collect();
        let is_number = beginning.starts_with(|c: char| c.is_ascii_digit());
        let rules: [&dyn Fn(&Listing) -> bool; 5] = [
            &|listing| listing.id.as_str() == beginning,
            &|listing| is_number && listing.id.as_str().starts_with(&beginning),
            &|listing| beginning.parse().is_ok_and(|id: Id| listing.id == id),
            &|listing| !words.is_empty() && described(listing).contains(&text),
            &|listing| !words.is_empty() && words.iter().all(|word| described(listing).contains(word)),
        ];
        let meant = |is_it: &dyn Fn(&Listing) -> bool| -> Vec<&Listing> {
            self.listings().iter().filter(|listing| is_it(listing)).collect()
        };
        rules.iter().map(|rule| meant(rule)).find(|meant| !meant.is_empty()).unwrap_or_default()
    }

    fn unknown(&self, text: &str) -> NotMeant {
        let nearest = nearest(self.listings().iter(), text);
        let shown = nearest.iter().map(|listing| format!("{} ({})", listing.id, listing.title));
        NotMeant::Unknown { text: text.to_owned(), nearest: shown.collect::<Vec<_>>().join(", ") }
    }
}

/// An id as it stands in tables, if the text is one: `17_12` and `ch17-12` are `17-12`.
pub fn spelled(text: &str) -> String {
    let text = text.trim().to_lowercase().replace('_', "-");
    let bare = text.strip_prefix("listing-").unwrap_or(&text);
    let chapter = bare.strip_prefix("ch").filter(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
    chapter.unwrap_or(bare).to_owned()
}

/// All that a listing can be found by.
fn described(listing: &Listing) -> String {
    let Listing { id, title, promise, .. } = listing;
    format!("{}\n{title}\n{}", id.package(), promise.ends).to_lowercase()
}

/// The listings of which the id or a word of the title looks most like a text.
pub(crate) fn nearest<'a>(listings: impl Iterator<Item = &'a Listing>, text: &str) -> Vec<&'a Listing> {
    let text = spelled(text);
    let like = |name: &str| (strsim::jaro_winkler(&name.to_lowercase(), &text) * 1e6) as i64;
    let likeness = |listing: &&Listing| {
        let words = listing.title.split(|c: char| !c.is_alphanumeric());
        words.map(like).chain([like(listing.id.as_str())]).max()
    };
    let mut listings: Vec<&Listing> = listings.collect();
    listings.sort_by_key(|listing| Reverse(likeness(listing)));
    listings.truncate(NEAREST);
    listings
}

/// "17-10, 17-11 and 8 more".
fn ids(listings: &[&Listing]) -> String {
    let shown = listings.iter().take(2 * NEAREST).map(|listing| listing.id.to_string());
    let more = listings.len().saturating_sub(2 * NEAREST);
    let more = if more > 0 { format!(" and {more} more") } else { String::new() };
    shown.collect::<Vec<_>>().join(", ") + &more
}
