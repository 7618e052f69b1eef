//! All pages of the site, in order.

use std::collections::HashMap;

use catalogue::{Catalogue, Id, Listing};
use maud::{Markup, html};
use mdbook_driver::book::{BookItem, Chapter, SectionNumber};
use pages::block;
use screen::escaped;
use terminal::Failure;

use crate::about::{authors, start};
use crate::listing::{Found, ending, page};
use crate::pair::{self, Pair};
use crate::section::{PARTS, Part, Section};

/// All pages: what there is to say first, the chapters with their sections and listings, pairs of listings, the fact-check and the
/// costs.
///
/// # Errors
/// A listing has no page.
pub fn chapters(
    catalogue: &Catalogue,
    found: &HashMap<Id, Found>,
    facts: String,
    costs: String,
) -> Result<Vec<Chapter>, Failure> {
    let alone = |name: &str, text: String, path: &str| Chapter::new(name, text, path, Vec::new());
    let mut chapters = vec![alone("Start", start(), "index.md")];
    for part in PARTS {
        chapters.push(chapter(part, catalogue, found)?);
    }
    chapters.push(side_by_side(catalogue, found)?);
    chapters.push(alone("The fact-check", facts, "facts.md"));
    chapters.push(alone("What it costs", costs, "costs.md"));
    chapters.push(alone("For authors", authors(), "authors.md"));
    Ok(chapters)
}

fn chapter(part: &Part, catalogue: &Catalogue, found: &HashMap<Id, Found>) -> Result<Chapter, Failure> {
    let mut all = Vec::new();
    for (place, (section, listings)) in (0..).zip(part.sections.iter().zip(part.listings(catalogue))) {
        let numbers = if place == 0 { vec![part.number] } else { vec![part.number, place] };
        let above: Vec<String> =
            if place == 0 { Vec::new() } else { vec![part.sections[0].title().to_owned()] };
        let text = text(section, &listings, catalogue);
        let mut chapter = Chapter::new(section.title(), text, format!("{}.md", section.file), above.clone());
        chapter.number = Some(SectionNumber::new(numbers));
        let within = [above, vec![section.title().to_owned()]].concat();
        for (number, listing) in (1..).zip(listings) {
            let text = page(listing, of(found, listing)?, catalogue, section);
            let name = format!("{} {}", listing.id, escaped(&listing.title));
            let mut page = Chapter::new(&name, text, format!("{}.md", listing.id), within.clone());
            // How deep it stands is told by its number, which is not shown.
            page.number = Some(SectionNumber::new([part.number, place, number]));
            chapter.sub_items.push(BookItem::Chapter(page));
        }
        all.push(chapter);
    }
    let mut all = all.into_iter();
    let mut first = all.next().ok_or("a chapter without a page")?;
    first.sub_items.extend(all.map(BookItem::Chapter));
    Ok(first)
}

fn of<'a>(found: &'a HashMap<Id, Found>, listing: &Listing) -> Result<&'a Found, String> {
    found.get(&listing.id).ok_or_else(|| format!("nothing was found out about {}", listing.id))
}

/// Pairs of listings.
fn side_by_side(catalogue: &Catalogue, found: &HashMap<Id, Found>) -> Result<Chapter, Failure> {
    let text = include_str!("../text/side-by-side.md");
    let pairs = Pair::all(catalogue);
    // How deep a page stands is told by its number, which is not shown.
    let number = PARTS.iter().map(|part| part.number + 1).max().unwrap_or_default();
    let mut chapter = Chapter::new(
        "Side by side",
        format!("{text}\n{}", block(pair::table(&pairs))),
        "side-by-side.md",
        Vec::new(),
    );
    chapter.number = Some(SectionNumber::new([number]));
    for (place, pair) in (1..).zip(pairs) {
        let both = [of(found, pair.left)?, of(found, pair.right)?];
        let text = pair.page(both).ok_or_else(|| format!("{} can't be compared", pair.title()))?;
        let above = vec![chapter.name.clone()];
        let mut page = Chapter::new(&pair.title(), text, format!("{}.md", pair.name()), above);
        page.number = Some(SectionNumber::new([number, place]));
        chapter.sub_items.push(BookItem::Chapter(page));
    }
    Ok(chapter)
}

/// What we say to a section, with its listings.
fn text(section: &Section, listings: &[&Listing], catalogue: &Catalogue) -> String {
    let links: String = section.named(catalogue).iter().map(|id| format!("[{id}]: {id}.html\n")).collect();
    let address = section.address();
    let book = format!("<a class=\"book\" href=\"{address}\">This section in the Book</a>\n");
    let table = if listings.is_empty() { String::new() } else { block(table(listings)) };
    format!("# {}\n\n{book}\n{}\n\n{links}\n{table}", section.title(), section.body())
}

fn table(listings: &[&Listing]) -> Markup {
    html! {
        table.listings {
            thead { tr { th { "listing" } th { "what one sees in it" } th { "ends" } } }
            tbody {
                @for listing in listings {
                    tr {
                        td { a href={ (listing.id) ".html" } { (listing.id) } }
                        td { (escaped(&listing.title)) }
                        td { (ending(listing)) }
                    }
                }
            }
        }
    }
}
