//! A comparison in a terminal.

use anstyle::{AnsiColor, Style};
use screen::escaped;
use timeline::Charset;

use crate::alignment::{Row, align};
use crate::block::{GAP, beside};
use crate::code::wrapped;
use crate::comparison::{Comparison, Found, Place, Side};

/// From so many columns on there is room for two side by side.
const WIDE: usize = 100;
/// In fewer columns a terminal may wrap what is shown.
const NARROWEST: usize = 30;
/// The columns for a line's number and the space behind it.
const NUMBER: usize = 4;

const BOLD: Style = Style::new().bold();
const DIM: Style = Style::new().dimmed();
/// What only one of the two says.
const LEFT: Style = AnsiColor::Cyan.on_default();
const RIGHT: Style = AnsiColor::Yellow.on_default();

impl Comparison {
    /// The two as lines of at most `width` columns, styled with ANSI escape codes: side by side from 100 columns on,
    /// else one under the other.
    pub fn text(&self, width: usize, charset: Charset) -> String {
        let width = width.max(NARROWEST);
        let page =
            Page { comparison: self, rows: align(&self.left.source, &self.right.source), width, charset };
        let lines = if width >= WIDE { page.side_by_side() } else { page.one_under_the_other() };
        lines.iter().map(|line| format!("{}\n", line.trim_end())).collect()
    }
}

struct Page<'a> {
    comparison: &'a Comparison,
    rows: Vec<Row>,
    width: usize,
    charset: Charset,
}

impl Page<'_> {
    fn side_by_side(&self) -> Vec<String> {
        let half = (self.width - GAP) / 2;
        let sides = self.comparison.sides();
        let mut lines = pair(half, "", sides.map(|side| self.title(side, half)));
        lines.push(String::new());
        for row in &self.rows {
            let code = Place::BOTH.map(|place| self.numbered(row, place, half));
            lines.extend(pair(half, self.sign(row), code));
        }
        let legend = format!("= the same   {} alike   no sign: no counterpart", self.alike());
        lines.extend(self.legend(&legend));
        lines.extend(pair(half, "", sides.map(|side| self.outputs(side, half))));
        let fits = |side: &Side| side.run().is_none_or(|run| run.timeline.fits(half));
        if sides.into_iter().all(fits) {
            lines.extend(pair(half, "", sides.map(|side| self.timeline(side, half))));
        } else {
            lines.extend(sides.into_iter().flat_map(|side| self.timeline(side, self.width)));
        }
        lines
    }

    fn one_under_the_other(&self) -> Vec<String> {
        let sides = self.comparison.sides();
        let mut lines = Vec::new();
        for (side, place) in sides.into_iter().zip(Place::BOTH) {
            lines.extend(self.title(side, self.width));
            lines.push(String::new());
            lines.extend(self.rows.iter().flat_map(|row| self.with_counterpart(row, place)));
            lines.push(String::new());
        }
        lines.pop();
        let legend =
            format!("5 = 6: line 5 is the same as line 6 of the other   5 {} 6: alike", self.alike());
        lines.extend(self.legend(&legend));
        lines.extend(sides.into_iter().flat_map(|side| self.outputs(side, self.width)));
        lines.extend(sides.into_iter().flat_map(|side| self.timeline(side, self.width)));
        lines
    }

    fn title(&self, side: &Side, width: usize) -> Vec<String> {
        self.paragraph(&side.heading(), width, BOLD)
    }

    /// A line of code with its number.
    fn numbered(&self, row: &Row, place: Place, width: usize) -> Vec<String> {
        let Some(line) = row.line(place) else { return Vec::new() };
        self.code(&format!("{:>1$} ", line.number, NUMBER - 1), row, place, width)
    }

    /// A line of code with its number and that of its counterpart.
    fn with_counterpart(&self, row: &Row, place: Place) -> Vec<String> {
        let Some(line) = row.line(place) else { return Vec::new() };
        let other = row.line(place.other()).map(|line| line.number.to_string()).unwrap_or_default();
        let before = format!("{:>1$} {2:1} {other:<1$} ", line.number, NUMBER - 1, self.sign(row));
        self.code(&before, row, place, self.width)
    }

    fn code(&self, before: &str, row: &Row, place: Place, width: usize) -> Vec<String> {
        let Some(line) = row.line(place) else { return Vec::new() };
        let room = before.chars().count();
        let style = match place {
            Place::Left => LEFT,
            Place::Right => RIGHT,
        };
        let rest = if matches!(row, Row::Left(_) | Row::Right(_)) { style } else { Style::new() };
        let code = wrapped(line, width - room, rest, style.bold(), self.charset);
        let before = [paint(DIM, before)].into_iter().chain(std::iter::repeat(" ".repeat(room)));
        before.zip(code).map(|(before, code)| before + &code).collect()
    }

    fn sign(&self, row: &Row) -> &'static str {
        match row {
            Row::Same(..) => "=",
            Row::Alike(..) => self.alike(),
            Row::Left(_) | Row::Right(_) => "",
        }
    }

    fn alike(&self) -> &'static str {
        match self.charset {
            Charset::Unicode => "≈",
            Charset::Ascii => "~",
        }
    }

    /// What the signs mean, between blank lines.
    fn legend(&self, text: &str) -> Vec<String> {
        let mut lines = vec![String::new()];
        lines.extend(self.paragraph(text, self.width, DIM));
        lines.push(String::new());
        lines
    }

    fn outputs(&self, side: &Side, width: usize) -> Vec<String> {
        let text = match &side.found {
            Found::Run(run) => format!("{}: {}; ends: {}", side.name, run.outputs, run.ends),
            Found::Refused { why, .. } => why.clone(),
        };
        self.paragraph(&text, width, Style::new())
    }

    /// A timeline with a blank line above.
    fn timeline(&self, side: &Side, width: usize) -> Vec<String> {
        let Some(run) = side.run() else { return Vec::new() };
        let mut lines = vec![String::new()];
        lines.extend(self.paragraph(&format!("{}, {}", side.name, run.which), width, BOLD));
        lines.push(String::new());
        lines.extend(run.timeline.text(width, self.charset).lines().map(str::to_owned));
        lines.extend(run.ties.iter().flat_map(|tie| self.paragraph(tie, width, Style::new())));
        lines
    }

    fn paragraph(&self, text: &str, width: usize, style: Style) -> Vec<String> {
        let text = self.charset.text(&escaped(text));
        textwrap::wrap(&text, width).iter().map(|line| paint(style, line)).collect()
    }
}

fn pair(width: usize, sign: &str, [left, right]: [Vec<String>; 2]) -> Vec<String> {
    beside(&left, width, sign, &right)
}

fn paint(style: Style, text: &str) -> String {
    format!("{style}{text}{style:#}")
}
