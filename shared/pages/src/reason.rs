//! Why a choice is right or wrong.

use answers::{Ending, Explanation};
use maud::{Markup, html};
use quiz::{Choice, Reason, Shown};
use screen::escaped;
use stepper::Ways;

use crate::inline::inline;

/// Why a choice is right or wrong, with a link to where that is seen in a stepper.
pub fn reason(choice: &Choice, ways: Option<&Ways>) -> Markup {
    let why = match &choice.why {
        Reason::Said(why) => sentence(why),
        Reason::Explained { explanation, .. } if choice.is_right => sentence(&explanation.decides),
        Reason::Explained { seen, explanation } => wrong(seen, explanation),
    };
    html! {
        (why)
        @if let Some(address) = ways.and_then(|ways| address(choice, ways)) {
            " "
            a.q-see href=(address) { @if choice.is_right { "See a run that prints it" } @else { "See where it parts from what can be" } }
        }
    }
}

/// What can't stand where it stands, and what could.
fn wrong(seen: &str, explanation: &Explanation) -> Markup {
    let line = seen.lines().nth(explanation.line.saturating_sub(1));
    html! {
        @match line {
            Some(line) => { code { (escaped(line)) } " can't stand there" },
            None => "It does not end there",
        }
        ": " (inline(&explanation.why)) "."
    }
}

/// Where the stepper shows it: at the end of a run that prints it, or as far as one goes.
fn address(choice: &Choice, ways: &Ways) -> Option<String> {
    let (text, end) = match (&choice.why, &choice.shown) {
        (Reason::Explained { seen, .. }, shown) => (seen.clone(), end(shown)),
        (Reason::Said(_), Shown::Output(lines, end)) => {
            (lines.iter().map(|line| format!("{line}\n")).collect(), *end)
        }
        _ => return None,
    };
    ways.towards(&text, end)
}

fn end(shown: &Shown) -> Option<Ending> {
    match shown {
        Shown::Output(_, end) => *end,
        Shown::Line(_) | Shown::Words(_) => None,
    }
}

/// What is said, with a full stop.
fn sentence(said: &str) -> Markup {
    let said = said.trim().replace('\n', "; ");
    let stop = if said.is_empty() || said.ends_with(['.', '!', '?']) { "" } else { "." };
    html! { (inline(&said)) (stop) }
}
