//! What is put into pages in HTML.

use commands::outcome;
use maud::{Markup, html};
use pages::{Part, Runs, basis, block, form, inline};
use screen::escaped;

use crate::ask::Answer;
use crate::order::Order;

/// What an order asks for, as one block of Markdown.
pub fn html(order: &Order, answer: &mut Answer) -> String {
    answer.study.id = order.id.clone().unwrap_or_default();
    let part = match order.part {
        Part::Quiz => quiz(order, answer),
        Part::Timeline if answer.study.timeline.is_empty() => {
            html! { p { "No run of it came to its end, so there is none to draw." } }
        }
        part => answer.study.parts(&[part], &[]),
    };
    let is_told = matches!(order.part, Part::Outputs | Part::Stepper);
    block(html! { (part) @if is_told { (known(&answer.study.runs)) } })
}

/// Why there is nothing to show.
pub fn refused(why: &str) -> String {
    block(html! { p { "The explorer does not follow this program: " (inline(&escaped(why))) } })
}

/// Questions that lead into the program's stepper wherever in the page that is.
fn quiz(order: &Order, answer: &Answer) -> Markup {
    let figure = answer.study.figure();
    let ways = order.id.is_some().then(|| figure.ways());
    html! {
        @for question in &answer.questions { (form(question, ways.as_ref())) }
        @if answer.questions.is_empty() { p { "There is nothing to ask about this program whose answer is known." } }
    }
}

/// How it is known, and what it rests on.
fn known(runs: &Runs) -> Markup {
    let outcome = &runs.telling.drawn.outcome;
    html! {
        details {
            summary { "How is that known?" }
            p { "The explorer went through the schedules and found " (escaped(&outcome::extent(outcome))) "." }
            (basis(runs))
        }
    }
}
