//! A comparison in a terminal.

use anstyle::{AnsiColor, Style};
use timeline::Charset;

use crate::alignment::{Row, align};
use crate::block::{GAP, beside, row};
use crate::code::wrapped;
use crate::comparison::{Comparison, Found, Side};
use crate::line::Line;

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
        let [left, right] = self.comparison.sides();
        let mut lines = beside(&self.title(left, half), half, &self.title(right, half));
        lines.push(String::new());
        for one in &self.rows {
            let cell =
                |line, style| Option::map_or(line, Vec::new(), |line| self.numbered(line, half, style, one));
            let (left, right) = (cell(one.left(), LEFT), cell(one.right(), RIGHT));
            let first = row(
                left.first().map_or("", String::as_str),
                half,
                self.sign(one),
                right.first().map_or("", String::as_str),
            );
            lines.push(first);
            lines.extend(beside(left.get(1..).unwrap_or_default(), half, right.get(1..).unwrap_or_default()));
        }
        let legend = format!("= the same   {} alike   no sign: no counterpart", self.alike());
        lines.push(String::new());
        lines.extend(self.paragraph(&legend, self.width, DIM));
        lines.push(String::new());
        lines.extend(beside(&self.outputs(left, half), half, &self.outputs(right, half)));
        let fits = |side: &Side| side.run().is_none_or(|run| run.timeline.fits(half));
        if fits(left) && fits(right) {
            lines.extend(beside(&self.timeline(left, half), half, &self.timeline(right, half)));
        } else {
            lines.extend([left, right].into_iter().flat_map(|side| self.timeline(side, self.width)));
        }
        lines
    }

    fn one_under_the_other(&self) -> Vec<String> {
        let sides = self.comparison.sides();
        let mut lines = Vec::new();
        for (side, style) in sides.into_iter().zip([LEFT, RIGHT]) {
            lines.extend(self.title(side, self.width));
            lines.push(String::new());
            lines.extend(self.rows.iter().flat_map(|row| self.with_counterpart(row, style)));
            lines.push(String::new());
        }
        let legend =
            format!("5 = 6: line 5 is the same as line 6 of the other   5 {} 6: alike", self.alike());
        lines.extend(self.paragraph(&legend, self.width, DIM));
        lines.push(String::new());
        lines.extend(sides.into_iter().flat_map(|side| self.outputs(side, self.width)));
        lines.extend(sides.into_iter().flat_map(|side| self.timeline(side, self.width)));
        lines
    }

    fn title(&self, side: &Side, width: usize) -> Vec<String> {
        self.paragraph(&side.heading(), width, BOLD)
    }

    /// A line of code with its number.
    fn numbered(&self, line: &Line, width: usize, style: Style, row: &Row) -> Vec<String> {
        let before = format!("{:>1$} ", line.number, NUMBER - 1);
        self.code(&before, line, width, style, row)
    }

    /// A line of one of the two with its number and that of its counterpart, if it stands on this row.
    fn with_counterpart(&self, row: &Row, style: Style) -> Vec<String> {
        let (own, other) = if style == LEFT { (row.left(), row.right()) } else { (row.right(), row.left()) };
        let Some(line) = own else { return Vec::new() };
        let other = other.map(|line| line.number.to_string()).unwrap_or_default();
        let before = format!("{:>1$} {2:1} {other:<1$} ", line.number, NUMBER - 1, self.sign(row));
        self.code(&before, line, self.width, style, row)
    }

    fn code(&self, before: &str, line: &Line, width: usize, style: Style, row: &Row) -> Vec<String> {
        let room = before.chars().count();
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

    fn outputs(&self, side: &Side, width: usize) -> Vec<String> {
        let text = match &side.found {
            Found::Run(run) => format!("{}: {}; ends: {}", side.name, run.outputs, run.ends),
            Found::Nothing(why) => why.clone(),
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
        let text = self.charset.text(text);
        textwrap::wrap(&text, width).iter().map(|line| paint(style, line)).collect()
    }
}

fn paint(style: Style, text: &str) -> String {
    format!("{style}{text}{style:#}")
}
