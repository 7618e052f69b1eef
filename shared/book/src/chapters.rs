//! All pages of the site, in order.

use std::collections::HashMap;

use catalogue::{Catalogue, Id, Listing};
use commands::Failure;
use maud::{Markup, html};
use mdbook_driver::book::{BookItem, Chapter, SectionNumber};
use pages::block;
use screen::escaped;

use crate::about::start;
use crate::listing::ending;
use crate::section::{PARTS, Part, Section};

/// All pages: what there is to say first, the chapters with their sections and listings, the fact-check and the costs. `pages` has
/// that of each listing.
///
/// # Errors
/// A listing has no page.
pub fn chapters(
    catalogue: &Catalogue,
    mut pages: HashMap<Id, String>,
    facts: String,
    costs: String,
) -> Result<Vec<Chapter>, Failure> {
    let page = |name: &str, text: String, path: &str| Chapter::new(name, text, path, Vec::new());
    let mut chapters = vec![page("Start", start(), "index.md")];
    for part in PARTS {
        chapters.push(chapter(part, catalogue, &mut pages)?);
    }
    chapters.push(page("The fact-check", facts, "facts.md"));
    chapters.push(page("What it costs", costs, "costs.md"));
    Ok(chapters)
}

fn chapter(part: &Part, catalogue: &Catalogue, pages: &mut HashMap<Id, String>) -> Result<Chapter, Failure> {
    let mut all = Vec::new();
    for (place, (section, listings)) in (0..).zip(part.sections.iter().zip(part.listings(catalogue))) {
        let numbers = if place == 0 { vec![part.number] } else { vec![part.number, place] };
        let above: Vec<String> =
            if place == 0 { Vec::new() } else { vec![part.sections[0].title().to_owned()] };
        let text = text(section, &listings, catalogue);
        let mut chapter = Chapter::new(section.title(), text, format!("{}.md", section.file), above.clone());
        chapter.number = Some(SectionNumber::new(numbers));
        let within = [above, vec![section.title().to_owned()]].concat();
        for listing in listings {
            let page = pages.remove(&listing.id).ok_or_else(|| format!("{} has no page", listing.id))?;
            let name = format!("{} {}", listing.id, escaped(&listing.title));
            let page = Chapter::new(&name, page, format!("{}.md", listing.id), within.clone());
            chapter.sub_items.push(BookItem::Chapter(page));
        }
        all.push(chapter);
    }
    let mut all = all.into_iter();
    let mut first = all.next().ok_or("a chapter without a page")?;
    first.sub_items.extend(all.map(BookItem::Chapter));
    Ok(first)
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
