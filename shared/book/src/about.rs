//! Pages that are about no listing.

use cost::{Report, plot, words};
use maud::{PreEscaped, html};
use pages::block;
use screen::escaped;

/// How wide the table of costs is, in characters.
const WIDTH: usize = 76;

/// The page to start on.
pub fn start() -> String {
    include_str!("../text/start.md").to_owned()
}

/// What there is for who writes a book.
pub fn authors() -> String {
    include_str!("../text/authors.md").to_owned()
}

/// What threads and tasks cost, if that was measured.
pub fn costs(report: Option<&Report>) -> String {
    let text = include_str!("../text/costs.md");
    let measured = match report {
        None => html! { p { "Nothing was measured for this site." } },
        Some(report) => html! {
            figure.plot { (PreEscaped(plot(report))) }
            pre.costs { (escaped_lines(&words(report, WIDTH))) }
        },
    };
    format!("{text}\n{}", block(measured))
}

fn escaped_lines(text: &str) -> String {
    text.lines().map(|line| escaped(line).into_owned() + "\n").collect()
}
