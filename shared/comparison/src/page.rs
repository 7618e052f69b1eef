//! A comparison as a page for a browser.

use maud::{DOCTYPE, Markup, PreEscaped, html};
use screen::escaped;

use crate::alignment::{Row, align};
use crate::comparison::{Comparison, Found, Place, Side};
use crate::words::{may_part, words};

/// How wide a timeline is where there is little room, as on a phone, and where there is more, in characters.
const NARROW: usize = 48;
const WIDE: usize = 66;

impl Comparison {
    /// The two as one HTML document that needs nothing else: side by side where there is room, else one under the
    /// other; light or dark as its reader has it.
    pub fn page(&self) -> String {
        let title = format!("{} beside {}", self.left.name, self.right.name);
        let page = html! {
            (DOCTYPE)
            html lang="en" {
                head {
                    meta charset="utf-8";
                    meta name="viewport" content="width=device-width, initial-scale=1";
                    title { (title) }
                    style { (PreEscaped(include_str!("page.css"))) }
                }
                body {
                    h1 { (title) }
                    (self.code())
                    h2 { "Outputs" }
                    div.both { @for side in self.sides() { (outputs(side)) } }
                    @if self.sides().iter().any(|side| side.run().is_some()) {
                        h2 { "What happens in output 1" }
                        div.both { @for side in self.sides() { (timeline(side)) } }
                    }
                }
            }
        };
        page.into_string() + "\n"
    }

    fn code(&self) -> Markup {
        html! {
            table {
                colgroup { col.number; col; col.second; col; }
                thead {
                    tr {
                        th.left colspan="2" { (self.left.heading()) }
                        th.right colspan="2" { (self.right.heading()) }
                    }
                }
                tbody { @for row in align(&self.left.source, &self.right.source) { (code(&row)) } }
            }
            p.dim {
                "Lines that correspond stand together, with what differs in them marked. "
                "A line on a coloured ground has no counterpart."
            }
        }
    }
}

fn code(row: &Row) -> Markup {
    let class = match row {
        Row::Same(..) => "same",
        Row::Alike(..) => "alike",
        Row::Left(line) | Row::Right(line) if line.parts.is_empty() => "blank",
        Row::Left(_) | Row::Right(_) => "alone",
    };
    html! {
        tr class=(class) { @for place in Place::BOTH { (cells(row, place)) } }
    }
}

/// A line's number and its code. Its indentation is there as text too, so that it can be copied.
fn cells(row: &Row, place: Place) -> Markup {
    let side = match place {
        Place::Left => "left",
        Place::Right => "right",
    };
    let Some(line) = row.line(place) else { return html! { td.none {} td.none {} } };
    let befores = [""].into_iter().chain(line.parts.iter().map(|part| part.text.as_str()));
    html! {
        td class={ "number " (side) } { (line.number) }
        td class={ "code " (side) } style={ "--in:" (line.indent) } {
            span.spaces { (" ".repeat(line.indent)) }
            @for (before, part) in befores.zip(&line.parts) {
                @let words = breakable(before, &part.text);
                @if part.differs { mark { (words) } } @else { (words) }
            }
        }
    }
}

/// A text that comes after another one, with the places at which a line may be broken.
fn breakable(before: &str, text: &str) -> Markup {
    let (last, words) = (words(before).pop().unwrap_or_default(), words(text));
    let befores = [last].into_iter().chain(words.iter().copied());
    html! {
        @for (before, word) in befores.zip(&words) {
            @if may_part(before, word) { wbr; }
            (word)
        }
    }
}

fn outputs(side: &Side) -> Markup {
    html! {
        div {
            @match &side.found {
                Found::Run(run) => p { b { (side.name) } ": " (run.outputs) "; ends: " (run.ends) },
                Found::Nothing(why) => p { (escaped(why)) },
            }
        }
    }
}

fn timeline(side: &Side) -> Markup {
    let Some(run) = side.run() else { return html! { div {} } };
    let picture = |columns| PreEscaped(run.timeline.svg(&side.heading(), &run.which, &run.ties, columns));
    html! {
        figure {
            div.narrow { (picture(NARROW)) }
            div.wide { (picture(WIDE)) }
        }
    }
}
