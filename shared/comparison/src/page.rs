//! A comparison as a page for a browser.

use maud::{DOCTYPE, Markup, PreEscaped, html};
use screen::escaped;
use timeline::Caption;

use crate::alignment::{Row, align};
use crate::comparison::{Comparison, Found, Listed, Place, Side};
use crate::syntax::{Class, classes};
use crate::words::{may_part, words};

/// How comparisons look, in light and dark.
pub const STYLE: &str = include_str!("page.css");

/// How wide a timeline is where there is little room, as on a phone, and where there is more, in characters.
const NARROW: usize = 42;
const WIDE: usize = 66;

impl Comparison {
    /// The two as one HTML document that needs nothing else: side by side where there is room, else one under the
    /// other; light or dark as its reader has it.
    pub fn page(&self) -> String {
        let title = self.title();
        let page = html! {
            (DOCTYPE)
            html lang="en" {
                head {
                    meta charset="utf-8";
                    meta name="viewport" content="width=device-width, initial-scale=1";
                    title { (title) }
                    style { (PreEscaped(include_str!("alone.css"))) (PreEscaped(STYLE)) }
                }
                body {
                    h1 { (title) }
                    (self.markup())
                }
            }
        };
        page.into_string() + "\n"
    }

    /// "16-11 beside 17-13".
    pub fn title(&self) -> String {
        format!("{} beside {}", self.left.name, self.right.name)
    }

    /// The two as a part of a page that has [`STYLE`].
    pub fn markup(&self) -> Markup {
        html! {
            div.comparison {
                (self.code())
                h2 { "Outputs" }
                div.both { @for side in self.sides() { (outputs(side)) } }
                @if self.sides().iter().any(|side| side.run().is_some()) {
                    h2 { "What happens in a run" }
                    div.both { @for side in self.sides() { (timeline(side)) } }
                }
            }
        }
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
    let text: String = line.parts.iter().map(|part| part.text.as_str()).collect();
    let classes = classes(&text);
    let ends = line.parts.iter().scan(0, |end, part| {
        *end += part.text.len();
        Some(*end)
    });
    html! {
        td class={ "number " (side) } { (line.number) }
        td class={ "code " (side) } style={ "--in:" (line.indent) } {
            span.spaces { (" ".repeat(line.indent)) }
            @for (part, end) in line.parts.iter().zip(ends) {
                @let words = breakable(&text[..end], part.text.len(), &classes);
                @if part.differs { mark { (words) } } @else { (words) }
            }
        }
    }
}

/// The last bytes of a text, coloured, with the places at which the line may be broken.
fn breakable(text: &str, length: usize, classes: &[Class]) -> Markup {
    let mut at = text.len() - length;
    let mut before = words(&text[..at]).pop().unwrap_or_default();
    let all = words(&text[at..]).into_iter().map(|word| {
        let (class, breaks) = (classes[at].name(), may_part(before, word));
        (at, before) = (at + word.len(), word);
        (word, class, breaks)
    });
    html! {
        @for (word, class, breaks) in all {
            @if breaks { wbr; }
            @if class.is_empty() { (word) } @else { span class=(class) { (word) } }
        }
    }
}

fn outputs(side: &Side) -> Markup {
    html! {
        div {
            @match &side.found {
                Found::Run(run) => {
                    p { b { (side.name) } ": " (run.outputs) "; ends: " (run.ends) }
                    @for (index, listed) in run.listed.iter().enumerate() { (output(index, listed)) }
                },
                Found::Refused { why, message } => {
                    p { (escaped(why)) }
                    pre.message { (lines(message.lines())) }
                },
            }
        }
    }
}

/// An output that can be opened; the first one is.
fn output(index: usize, listed: &Listed) -> Markup {
    html! {
        details open[index == 0] {
            summary { "output " (index + 1) ", " (escaped(&listed.ending)) }
            pre { (lines(listed.lines.iter().map(String::as_str))) }
        }
    }
}

fn lines<'a>(lines: impl Iterator<Item = &'a str>) -> String {
    lines.map(|line| escaped(line).into_owned()).collect::<Vec<_>>().join("\n")
}

fn timeline(side: &Side) -> Markup {
    let Some(run) = side.run() else { return html! { div {} } };
    let title = side.heading();
    let caption = Caption { title: &title, which: &run.which, notes: &run.ties, source: &side.source };
    let picture = |columns| PreEscaped(run.timeline.svg(&caption, columns));
    html! {
        figure {
            div.narrow { (picture(NARROW)) }
            div.wide { (picture(WIDE)) }
        }
    }
}
