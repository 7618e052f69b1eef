//! A question in native form controls.

use maud::{Markup, html};
use quiz::{Choice, Question, Shown};
use screen::escaped;
use stepper::Ways;

use crate::inline::inline;
use crate::reason::reason;

/// A question in native form controls. The answer is folded away; where no script runs, a reader unfolds it. Feedback leads into
/// the stepper on the same page to which these ways belong, if there is one.
pub fn form(question: &Question, ways: Option<&Ways>) -> Markup {
    let kind = if question.right().len() == 1 { "radio" } else { "checkbox" };
    html! {
        form.q data-right=(question.right().len()) {
            fieldset {
                legend { (inline(&question.asked)) }
                @if !question.given.is_empty() { pre.q-given { (lines(&question.given)) } }
                div.q-choices {
                    @for (place, choice) in question.choices.iter().enumerate() {
                        label.q-choice {
                            input type=(kind) name=(question.id) value=(place);
                            span.q-letter { (letter(place)) }
                            (shown(&choice.shown))
                        }
                    }
                }
            }
            button type="submit" hidden { "Check my answer" }
            output.q-verdict {}
            details.q-answer {
                summary { "Answer" }
                ul { @for (place, choice) in question.choices.iter().enumerate() { (answer(place, choice, ways)) } }
            }
        }
    }
}

/// Whether a choice is right, and why.
fn answer(place: usize, choice: &Choice, ways: Option<&Ways>) -> Markup {
    let verdict = if choice.is_right { "right" } else { "wrong" };
    html! {
        li data-choice=(place) data-is=(verdict) {
            b { (letter(place)) ": " (verdict) } " "
            (reason(choice, ways))
        }
    }
}

fn shown(shown: &Shown) -> Markup {
    html! {
        @match shown {
            Shown::Output(..) => pre { (lines(&shown.lines())) },
            Shown::Line(line) => code { (escaped(line)) },
            Shown::Words(words) => span { (inline(words)) },
        }
        @if let Some(end) = shown.end() { span.q-end { (end) } }
    }
}

/// Texts, a line each.
fn lines(texts: &[String]) -> String {
    texts.iter().map(|text| escaped(text).into_owned() + "\n").collect()
}

/// What a choice is called.
fn letter(place: usize) -> char {
    ('a'..='z').nth(place).unwrap_or('?')
}
