//! What is put into pages in HTML.

use commands::outcome;
use maud::{Markup, PreEscaped, html};
use pages::{Runs, block, form, inline};
use screen::escaped;
use stepper::outputs;

use crate::ask::Answer;
use crate::order::Order;
use crate::show::Show;

/// What an order asks for, as one block of Markdown.
pub fn html(order: &Order, answer: &mut Answer) -> String {
    answer.study.id = order.id.clone().unwrap_or_default();
    block(match order.show {
        Show::Check => html! {},
        Show::Outputs => framed(&html! {
            (outputs(&answer.study.runs.graph))
            (known(&answer.study.runs))
        }),
        Show::Timeline => framed(&html! {
            (PreEscaped(&answer.study.timeline))
            @if answer.study.timeline.is_empty() { p { "No run of it came to its end, so there is none to draw." } }
        }),
        Show::Stepper => html! {
            (answer.study.figure().markup())
            (known(&answer.study.runs))
        },
        Show::Quiz => quiz(order, answer),
    })
}

/// Why there is nothing to show.
pub fn refused(why: &str) -> String {
    block(html! { p { "The explorer does not follow this program: " (inline(&escaped(why))) } })
}

/// With the colours of a stepper, which it is none of.
fn framed(content: &Markup) -> Markup {
    html! { figure data-schedules="" { (content) } }
}

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
            @if let Some(late) = &runs.late {
                p {
                    "That is with every wake-up in time. If some come late, as on a busy machine, there are "
                    @if late.more || !late.exhaustive { "at least " } (late.count) "."
                }
            }
            @if !outcome.rests_on.is_empty() {
                p { "It rests on this:" }
                ul { @for sentence in &outcome.rests_on { li { (inline(sentence)) } } }
            }
        }
    }
}
