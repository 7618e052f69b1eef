//! The page of a listing.

use catalogue::{Catalogue, Ends, Listing};
use commands::outcome;
use maud::{Markup, html};
use pages::{Study, basis, block, form};
use quiz::{Kind, Question};
use screen::escaped;
use stepper::code;

use crate::pair::Pair;
use crate::section::Section;

/// What there is to say of a listing.
pub struct Found {
    pub known: Known,
    /// Its text.
    pub source: String,
    /// Questions about it, with their answers.
    pub questions: Vec<Question>,
}

/// What was found out about a listing.
pub enum Known {
    /// It runs.
    Runs(Box<Study>),
    /// It does not, and this is why, as the compiler or the explorer says it.
    Refused(String),
}

/// The page of a listing of this section, in Markdown.
pub fn page(listing: &Listing, found: &Found, catalogue: &Catalogue, section: &Section) -> String {
    let content = html! {
        h1 { (listing.id) " " (escaped(&listing.title)) }
        p { a href=(section.address()) { "The section in the Book" } }
        @match &found.known {
            Known::Runs(study) => (runs(listing, study, found)),
            Known::Refused(why) => (refused(listing, why, found)),
        }
        (elsewhere(listing, catalogue))
        (commands(listing, &found.known))
    };
    block(content)
}

/// How a listing ends, in words.
pub fn ending(listing: &Listing) -> String {
    match &listing.promise.ends {
        Ends::Returns => "returns".to_owned(),
        Ends::Hangs => "hangs".to_owned(),
        Ends::MayHang => "may hang".to_owned(),
        Ends::Refused(code) => format!("does not compile ({code})"),
    }
}

/// The program with its stepper; the first question comes before the answer, the others after.
fn runs(listing: &Listing, study: &Study, found: &Found) -> Markup {
    let figure = study.figure();
    let ways = figure.ways();
    let mut others: Vec<&Question> = found.questions.iter().collect();
    // Whole outputs come nearest to what the answer shows.
    others.sort_by_key(|question| question.kind != Kind::CanPrint);
    let first = if others.is_empty() { None } else { Some(others.remove(0)) };
    let ask = html! { @if let Some(question) = first { (form(question, Some(&ways))) } };
    html! {
        (figure.asking(&ask))
        (known_how(listing, study))
        @if !others.is_empty() {
            h2 { "More questions" }
            @for question in others { (form(question, Some(&ways))) }
        }
    }
}

/// How it ends, and how that is known.
fn known_how(listing: &Listing, study: &Study) -> Markup {
    let outcome = &study.runs.telling.drawn.outcome;
    let runs = if outcome.schedules == 1 { "One run" } else { &*format!("{} runs", outcome.schedules) };
    html! {
        details {
            summary { "How does it end, and how is that known?" }
            p {
                "It " b { (ending(listing)) } ". The explorer found " (escaped(&outcome::extent(outcome))) ". "
                (runs) " of the program told that"
                @if outcome.exhaustive { "; every other schedule leads to the same" }
                "."
            }
            (basis(&study.runs))
        }
    }
}

fn refused(listing: &Listing, why: &str, found: &Found) -> Markup {
    let lines: Vec<String> = found.source.lines().map(str::to_owned).collect();
    html! {
        figure.refused { (code(&lines)) }
        @for question in &found.questions { (form(question, None)) }
        details {
            @if listing.promise.ends.is_refused() {
                summary { "What does the compiler say?" }
                p { "It " b { (ending(listing)) } "." }
            } @else {
                summary { "What does the explorer say?" }
            }
            pre { (why.lines().map(|line| escaped(line).into_owned() + "\n").collect::<String>()) }
            @if let Some(mended) = &listing.mended {
                p { a href={ (mended) ".html" } { (mended) } " is the same, put right." }
            }
        }
    }
}

/// Where to go on from here.
fn elsewhere(listing: &Listing, catalogue: &Catalogue) -> Markup {
    html! {
        @if let Some(pair) = Pair::of(listing, catalogue) {
            @let other = if pair.left.id == listing.id { pair.right } else { pair.left };
            p {
                "The same job in the other chapter: " a href={ (other.id) ".html" } { (other.id) " " (escaped(&other.title)) }
                ", and " a href={ (pair.name()) ".html" } { "both side by side" } "."
            }
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
