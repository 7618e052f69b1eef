//! Two listings that do the same job.

use catalogue::{Catalogue, Listing};
use comparison::{Comparison, Found, Side};
use maud::{Markup, html};
use pages::block;
use screen::escaped;

use crate::listing::{self, Known};

/// Two listings that do the same job, one with threads, one with tasks, in the order of the Book.
#[derive(Clone, Copy)]
pub struct Pair<'a> {
    pub left: &'a Listing,
    pub right: &'a Listing,
}

impl Pair<'_> {
    /// A listing and its counterpart, if it has one.
    pub fn of<'a>(listing: &'a Listing, catalogue: &'a Catalogue) -> Option<Pair<'a>> {
        let mut both = [listing, catalogue.counterpart(listing).ok()?];
        both.sort_by_key(|listing| &listing.id);
        let [left, right] = both;
        Some(Pair { left, right })
    }

    /// All pairs, each once.
    pub fn all(catalogue: &Catalogue) -> Vec<Pair<'_>> {
        let mut pairs: Vec<Pair> =
            catalogue.listings().iter().filter_map(|listing| Pair::of(listing, catalogue)).collect();
        pairs.sort_by_key(Pair::ids);
        pairs.dedup_by_key(|pair| pair.ids());
        pairs
    }

    fn ids(&self) -> (catalogue::Id, catalogue::Id) {
        (self.left.id.clone(), self.right.id.clone())
    }

    /// What its page is called.
    pub fn name(&self) -> String {
        format!("{}-beside-{}", self.left.id, self.right.id)
    }

    pub fn title(&self) -> String {
        format!("{} beside {}", self.left.id, self.right.id)
    }

    /// Its page in Markdown; `None` if one of them does not run.
    pub fn page(&self, [left, right]: [&listing::Found; 2]) -> Option<String> {
        let comparison = Comparison { left: side(self.left, left)?, right: side(self.right, right)? };
        Some(block(html! {
            h1 { (self.title()) }
            p {
                "Each with all that there is to say of it: "
                a href={ (self.left.id) ".html" } { (self.left.id) } ", "
                a href={ (self.right.id) ".html" } { (self.right.id) } "."
            }
            (comparison.markup())
        }))
    }
}

fn side(listing: &Listing, found: &listing::Found) -> Option<Side> {
    let Known::Runs(study) = &found.known else { return None };
    let run = Found::Run(study.runs.telling.compared()?);
    let (name, title) = (listing.id.to_string(), listing.title.clone());
    Some(Side { name, title, source: found.source.clone(), found: run })
}

/// A table of pairs.
pub fn table(pairs: &[Pair]) -> Markup {
    html! {
        table.listings {
            thead { tr { th { "threads" } th { "tasks" } th {} } }
            tbody {
                @for pair in pairs {
                    tr {
                        @for listing in [pair.left, pair.right] {
                            td { a href={ (listing.id) ".html" } { (listing.id) } " " (escaped(&listing.title)) }
                        }
                        td { a href={ (pair.name()) ".html" } { "compare" } }
                    }
                }
            }
        }
    }
}
