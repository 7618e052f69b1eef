//! A timeline in a terminal.

use crate::canvas::Canvas;
use crate::charset::Charset;
use crate::fold::{Folded, Item, fold};
use crate::layout::{Layout, Words};
use crate::notes;
use crate::row::{Arrow, Cell, Row, rows, told};
use crate::state::State;
use crate::timeline::{Timeline, What, time};
use anstyle::{AnsiColor, Color, Style};
use std::collections::HashSet;
use unicode_width::UnicodeWidthStr;

const COLORS: [AnsiColor; 6] = [
    AnsiColor::Cyan,
    AnsiColor::Green,
    AnsiColor::Yellow,
    AnsiColor::Magenta,
    AnsiColor::Blue,
    AnsiColor::BrightRed,
];
const DIM: Style = Style::new().dimmed();
const ALARM: Style = Style::new().fg_color(Some(Color::Ansi(AnsiColor::Red)));

impl Timeline {
    /// Whether there is room for all lanes in so many columns.
    pub fn fits(&self, width: usize) -> bool {
        self.lanes.len() <= Layout::most_lanes(width)
    }

    /// The timeline as lines of at most `width` columns, styled with ANSI escape codes: one lane a thread, task or future, time
    /// downwards, and notes below.
    pub fn text(&self, width: usize, charset: Charset) -> String {
        let most = Layout::most_lanes(width);
        let shown = self.first_lanes(most);
        let mut rows = rows(&shown);
        for cell in rows.iter_mut().flat_map(|row| &mut row.cells) {
            cell.label = charset.text(&cell.label);
        }
        let mut page = Page::new(&shown, &rows, width, charset);
        page.heading();
        for item in fold(&shown, rows) {
            match item {
                Item::Row(row) => page.row(&row),
                Item::Folded(folded) => page.folded(&folded),
            }
        }
        page.notes(self.lanes.len().saturating_sub(most));
        page.canvas.text()
    }
}

struct Page<'a> {
    timeline: &'a Timeline,
    /// What lanes do in it.
    seen: HashSet<State>,
    layout: Layout,
    width: usize,
    charset: Charset,
    canvas: Canvas,
    /// The time that was written last.
    now: Option<u64>,
}

impl<'a> Page<'a> {
    fn new(timeline: &'a Timeline, rows: &[Row], width: usize, charset: Charset) -> Page<'a> {
        let seen = rows.iter().flat_map(|row| row.before.iter().chain(&row.after)).copied().collect();
        let layout = Layout::new(timeline, rows, width);
        Page { timeline, seen, layout, width, charset, canvas: Canvas::default(), now: None }
    }

    /// The names of the lanes, and which of them are futures of one task.
    fn heading(&mut self) {
        let names: Vec<String> =
            self.timeline.lanes.iter().map(|lane| self.charset.text(&lane.name)).collect();
        let Words::InLanes(rooms) = &self.layout.words else {
            return self.paragraph(&notes::lanes(self.timeline), Style::new());
        };
        let rooms = rooms.clone();
        for (polling, first, last) in self.timeline.futures() {
            let (from, to) = (self.layout.lanes[first], self.layout.lanes[last] + rooms[last]);
            self.bracket(from, to, &format!(" one task, polled by {} ", names[polling]));
        }
        let top = self.canvas.height();
        for (lane, name) in names.iter().enumerate() {
            for (line, part) in textwrap::wrap(name, rooms[lane] + 2).iter().enumerate() {
                self.canvas.put(self.layout.lanes[lane], top + line, part, color(lane).bold());
            }
        }
    }

    fn bracket(&mut self, from: usize, to: usize, words: &str) {
        let y = 0;
        let line = self.charset.horizontal().to_string();
        let (left, right) = self.charset.corners();
        self.canvas.put(from, y, &format!("{left}{}{right}", line.repeat(to.saturating_sub(from + 1))), DIM);
        let words = if words.width() + 2 <= to - from { words } else { " one task " };
        self.canvas.put(from + 2, y, words, DIM);
    }

    fn row(&mut self, row: &Row) {
        if self.now.is_some_and(|now| now != row.ns) {
            let y = self.canvas.height();
            self.lanes(y, &row.before);
        }
        let y = self.canvas.height();
        if self.now != Some(row.ns) {
            let text = self.charset.text(&time(row.ns));
            let x = (self.layout.time - 2).saturating_sub(text.width());
            self.canvas.put(x, y, &text, DIM);
            self.now = Some(row.ns);
        }
        self.lanes(y, &passing(row));
        for cell in &row.cells {
            self.mark(cell, row, y);
        }
        let height = self.words(row, y);
        for below in y + 1..y + height {
            self.lanes(below, &row.after);
        }
        if let Some(arrow) = row.arrow {
            self.arrow(arrow, row, y);
        }
    }

    /// The lanes as they are while nothing happens.
    fn lanes(&mut self, y: usize, states: &[State]) {
        self.canvas.put(0, y, "", Style::new());
        for (lane, state) in states.iter().enumerate() {
            if *state != State::Absent {
                let glyph = self.charset.state(*state).to_string();
                self.canvas.put(self.layout.lanes[lane], y, &glyph, color(lane));
            }
        }
    }

    fn mark(&mut self, cell: &Cell, row: &Row, y: usize) {
        let what = self.timeline.events[cell.main].what;
        let mark = match what {
            What::Ended | What::Exited => self.charset.over(),
            What::Dropped | What::NeverRanAgain | What::Stuck | What::Panicked => self.charset.lost(),
            What::Waits => self.charset.state(row.after[cell.lane]),
            _ => self.charset.event(),
        };
        self.canvas.put(self.layout.lanes[cell.lane], y, &mark.to_string(), color(cell.lane));
    }

    /// Writes what happens in a row, and tells how many lines that took.
    fn words(&mut self, row: &Row, y: usize) -> usize {
        match &self.layout.words {
            Words::InLanes(rooms) => {
                let rooms = rooms.clone();
                let heights = row.cells.iter().map(|cell| {
                    let x = self.layout.lanes[cell.lane] + 2;
                    self.wrapped(x, y, rooms[cell.lane], &cell.label, self.style(cell))
                });
                let heights: Vec<usize> = heights.collect();
                heights.into_iter().max().unwrap_or(1)
            }
            Words::Aside { column, room } => {
                let (column, room) = (*column, *room);
                let style = row.cells.first().map_or(Style::new(), |cell| self.style(cell));
                self.wrapped(column, y, room, &self.charset.text(&told(self.timeline, row)), style)
            }
        }
    }

    /// Writes a text into so many columns, and tells how many lines that took.
    fn wrapped(&mut self, x: usize, y: usize, room: usize, text: &str, style: Style) -> usize {
        let lines = textwrap::wrap(text, room);
        for (line, part) in lines.iter().enumerate() {
            self.canvas.put(x, y + line, part, style);
        }
        lines.len()
    }

    fn style(&self, cell: &Cell) -> Style {
        match self.timeline.events[cell.main].what {
            What::Printed => Style::new(),
            What::Stuck | What::Panicked => ALARM,
            _ => DIM,
        }
    }

    /// An arrow from one lane to another, between what is written there.
    fn arrow(&mut self, arrow: Arrow, row: &Row, y: usize) {
        let right = arrow.from < arrow.to;
        let (left_lane, right_lane) = if right { (arrow.from, arrow.to) } else { (arrow.to, arrow.from) };
        let (from, to) = (
            self.layout.end_of_words(row, left_lane).unwrap_or(self.layout.lanes[left_lane]) + 1,
            self.layout.lanes[right_lane],
        );
        if to < from + 1 {
            return;
        }
        for x in from..to {
            let crosses = self.layout.lanes.contains(&x) && self.canvas.at(x, y) != " ";
            let line = if crosses { self.charset.crossing() } else { self.charset.horizontal() };
            self.canvas.put(x, y, &line.to_string(), color(arrow.from));
        }
        let (x, head) = if right { (to - 1, self.charset.right()) } else { (from, self.charset.left()) };
        self.canvas.put(x, y, &head.to_string(), color(arrow.from));
    }

    fn folded(&mut self, folded: &Folded) {
        let (x, y) = (self.layout.lanes[0], self.canvas.height());
        let text = format!("{} {}, until {}", self.charset.folded(), folded.words(), time(folded.until));
        self.wrapped(x, y, self.width - x, &self.charset.text(&text), DIM);
    }

    fn notes(&mut self, hidden: usize) {
        self.canvas.put(0, self.canvas.height(), "", DIM);
        let legend = State::LEGEND.iter().filter(|(state, _)| self.seen.contains(state));
        let legend = legend.map(|(state, word)| format!("{} {word}", self.charset.state(*state)));
        let legend = legend.collect::<Vec<_>>().join("   ");
        self.paragraph(&legend, DIM);
        if hidden > 0 {
            self.paragraph(&format!("{hidden} more lanes don't fit here"), DIM);
        }
        let alarm = if self.timeline.end == "returns" { Style::new() } else { ALARM };
        for line in notes::end(self.timeline) {
            self.paragraph(&line, alarm);
        }
    }

    fn paragraph(&mut self, text: &str, style: Style) {
        let (y, text) = (self.canvas.height(), self.charset.text(text));
        self.wrapped(0, y, self.width, &text, style);
    }
}

fn color(lane: usize) -> Style {
    Style::new().fg_color(Some(Color::Ansi(COLORS[lane % COLORS.len()])))
}

/// The lanes in the line in which something happens: as they were, or as they are if they begin here.
fn passing(row: &Row) -> Vec<State> {
    let both = row.before.iter().zip(&row.after);
    both.map(|(before, after)| if *before == State::Absent { *after } else { *before }).collect()
}
