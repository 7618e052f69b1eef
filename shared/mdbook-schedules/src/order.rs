//! What is to be put where in a page.

use std::ops::Range;

use judge::Source;
use pages::Part;

use crate::page::Page;
use crate::show::Show;

/// Something that is to be put in a page's place.
#[derive(Clone, Debug)]
pub struct Order {
    pub place: Range<usize>,
    /// Where its author wrote it.
    pub at: String,
    pub part: Part,
    pub source: Source,
    /// What addresses call the program's stepper; of a quiz, the one in its page, if there is one.
    pub id: Option<String>,
}

/// What a page asks for, in order.
pub fn orders(page: &Page) -> Vec<Order> {
    let mut orders: Vec<Order> = page
        .asked
        .iter()
        .filter_map(|(place, marked)| {
            let Ok(Show::Part(part)) = Show::read(&marked.words) else { return None };
            let source = marked.program.clone().ok()?;
            Some(Order { place: place.clone(), at: marked.at.to_string(), part, source, id: None })
        })
        .collect();
    let mut steppers: Vec<(String, String)> = Vec::new();
    for order in orders.iter_mut().filter(|order| order.part == Part::Stepper) {
        let id = slug(&order.source.name);
        let more = (2..).map(|number| format!("{id}-{number}"));
        let is_free = |id: &String| steppers.iter().all(|(_, other)| other != id);
        order.id = [id.clone()].into_iter().chain(more).find(is_free);
        steppers.extend(order.id.clone().map(|id| (order.source.name.clone(), id)));
    }
    for order in orders.iter_mut().filter(|order| order.part == Part::Quiz) {
        let stepper = steppers.iter().find(|(name, _)| *name == order.source.name);
        order.id = stepper.map(|(_, id)| id.clone());
    }
    orders
}

/// Letters, digits and hyphens.
fn slug(name: &str) -> String {
    let plain = |c: char| if c.is_ascii_alphanumeric() { c.to_ascii_lowercase() } else { '-' };
    let name = name.strip_suffix("/src/main.rs").unwrap_or(name);
    format!("schedules-{}", name.chars().map(plain).collect::<String>())
}
