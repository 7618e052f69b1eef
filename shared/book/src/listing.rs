//! The page of a listing.

use catalogue::{Catalogue, Ends, Listing};
use commands::outcome;
use maud::{Markup, html};
use pages::{Study, block, form};
use quiz::{Kind, Question};
use screen::escaped;

/// What there is to say of a listing.
pub enum Known {
    /// It runs.
    Runs(Box<Study>),
    /// It does not, and this is why, as the compiler or the explorer says it.
    Refused(String),
}

/// The page of a listing, in Markdown.
pub fn page(listing: &Listing, catalogue: &Catalogue, known: &Known, questions: &[Question]) -> String {
    let title = format!("{} {}", listing.id, escaped(&listing.title));
    let content = html! {
        h1 { (title) }
        (facts(listing))
        @match known {
            Known::Runs(study) => (runs(study, questions)),
            Known::Refused(why) => (refused(listing, why, questions)),
        }
        (counterpart(listing, catalogue))
        (commands(listing, known))
    };
    block(content)
}

/// How a listing ends, in words.
pub fn ending(listing: &Listing) -> String {
    match &listing.promise.ends {
        Ends::Returns => "returns".to_owned(),
        Ends::Hangs => "hangs".to_owned(),
        Ends::MayHang => "may hang".to_owned(),
        Ends::Refused(code) => format!("refused by the compiler ({code})"),
    }
}

fn facts(listing: &Listing) -> Markup {
    html! { p.facts { "ends: " b { (ending(listing)) } } }
}

/// The program with its stepper; the first question comes before the answer, the others after.
fn runs(study: &Study, questions: &[Question]) -> Markup {
    let figure = study.figure();
    let (first, others): (Vec<&Question>, Vec<&Question>) =
        questions.iter().partition(|question| question.kind == Kind::CanPrint);
    let ask = html! { @for question in first { (form(question, Some(&figure))) } };
    let drawn = &study.runs.drawn.outcome;
    html! {
        (figure.asking(&ask))
        p.extent { (outcome::extent(drawn)) ", " (drawn.schedules) " runs of the program" }
        @if !drawn.rests_on.is_empty() {
            ul.rests-on { @for sentence in &drawn.rests_on { li { (escaped(sentence)) } } }
        }
        @if !others.is_empty() {
            h2 { "Questions" }
            @for question in others { (form(question, Some(&figure))) }
        }
    }
}

fn refused(listing: &Listing, why: &str, questions: &[Question]) -> Markup {
    html! {
        pre { code.language-rust { (source(listing)) } }
        @for question in questions { (form(question, None)) }
        details.refused {
            summary { "What does the compiler say?" }
            pre { (why.lines().map(|line| escaped(line).into_owned() + "\n").collect::<String>()) }
            @if let Some(mended) = &listing.mended {
                p { "Mended: " a href={ (mended) ".html" } { (mended) } }
            }
        }
    }
}

fn source(listing: &Listing) -> String {
    runner::read_text(&listing.main()).unwrap_or_default()
}

fn counterpart(listing: &Listing, catalogue: &Catalogue) -> Markup {
    let other = catalogue.counterpart(listing).ok();
    html! {
        @if let Some(other) = other {
            p { "The same job in the other chapter: "
                a href={ (other.id) ".html" } { (other.id) " " (escaped(&other.title)) } }
        }
    }
}

fn commands(listing: &Listing, known: &Known) -> Markup {
    let id = &listing.id;
    html! {
        h2 { "On your machine" }
        pre {
            "cargo xtask run " (id) "\n"
            @if let Known::Runs(_) = known { "cargo xtask explore " (id) "\n" "cargo xtask timeline " (id) "\n" }
        }
    }
}
