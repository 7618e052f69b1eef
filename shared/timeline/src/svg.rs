//! A timeline as a picture.

mod code;
mod element;
mod legend;
mod lines;
mod scale;
mod sheet;

use crate::fold::{Item, fold};
use crate::layout::{Layout, Words};
use crate::notes;
use crate::row::{Arrow, Cell, Row, rows, told};
use crate::timeline::{Event, Timeline, What, time};
use code::Code;
use element::Element;
use lines::Lines;
use scale::{Scale, Way};
use screen::escaped;
use sheet::{LINE, Sheet, px, x};
use unicode_width::UnicodeWidthStr;

/// Around what is folded.
const AIR: f64 = 4.0;

/// What stands around the lanes of a picture.
#[derive(Clone, Copy, Debug, Default)]
pub struct Caption<'a> {
    /// What the program is called.
    pub title: &'a str,
    /// Which of its outputs this is.
    pub which: &'a str,
    /// Sentences to stand below.
    pub notes: &'a [String],
    /// The program's text, whose lines stand beside what happens at them; empty if nobody knows it.
    pub source: &'a str,
}

impl Timeline {
    /// The timeline as an SVG document at most as wide as so many columns of text: one lane a thread, task or future, beside them the
    /// lines of the program, time downwards and to scale, notes below. It brings its own page, light or dark as its reader has it,
    /// and gets smaller where there is less room.
    pub fn svg(&self, caption: &Caption<'_>, columns: usize) -> String {
        let code = Code::new(caption.source, columns);
        let columns = columns - code.columns();
        let shown = self.first_lanes(Layout::most_lanes(columns));
        let rows = rows(&shown);
        let columns = Layout::needed(&shown, &rows, columns);
        let layout = Layout::new(&shown, &rows, columns);
        let items = fold(&shown, rows);
        let mut picture = Picture::new(&shown, layout, columns, code, Scale::of(&items));
        let title = &*escaped(caption.title);
        let notes: Vec<String> = caption.notes.iter().map(|note| escaped(note).into_owned()).collect();
        picture.head(title, &escaped(caption.which));
        picture.items(&items);
        picture.foot(&notes, self.lanes.len() - shown.lanes.len());
        let description = description(&shown, &items);
        picture.sheet.document(title, &description, &picture.lines.drawn)
    }
}

/// What is drawn, for who does not see it.
fn description(timeline: &Timeline, items: &[Item]) -> String {
    let mut now = None;
    let said = items.iter().map(|item| match item {
        Item::Row(row) if now == Some(row.ns) => told(timeline, row),
        Item::Row(row) => {
            now = Some(row.ns);
            format!("{}: {}", time(row.ns), told(timeline, row))
        }
        Item::Folded(folded) => format!("{}, until {}", folded.words(), time(folded.until)),
    });
    said.chain(notes::end(timeline)).collect::<Vec<_>>().join(". ")
}

struct Picture<'a> {
    timeline: &'a Timeline,
    layout: Layout,
    /// How many columns the lanes take.
    columns: usize,
    code: Code<'a>,
    scale: Scale,
    lines: Lines,
    sheet: Sheet,
}

impl<'a> Picture<'a> {
    fn new(
        timeline: &'a Timeline,
        layout: Layout,
        columns: usize,
        code: Code<'a>,
        scale: Scale,
    ) -> Picture<'a> {
        let lines = Lines::new(layout.lanes.iter().map(|column| x(*column)).collect());
        let sheet = Sheet::new(columns + code.columns());
        Picture { timeline, layout, columns, code, scale, lines, sheet }
    }

    fn items(&mut self, items: &[Item]) {
        let mut now = None;
        for (index, item) in items.iter().enumerate() {
            if let Some(before) = index.checked_sub(1).map(|before| &items[before]) {
                self.pass(before.until(), item.from());
            }
            match item {
                Item::Row(row) => {
                    if now != Some(row.ns) {
                        self.instant(row.ns);
                        now = Some(row.ns);
                    }
                    self.row(row);
                }
                Item::Folded(folded) => {
                    self.sheet.y += AIR;
                    self.skip(&format!("{}, until {}", folded.words(), time(folded.until)));
                    self.sheet.y += AIR;
                    now = None;
                }
            }
        }
        self.lines.end(self.sheet.y);
    }

    /// The way from one time to another, while nothing happens.
    fn pass(&mut self, from: u64, to: u64) {
        match self.scale.way(to - from) {
            Way::ToScale(height) => self.sheet.y += height,
            Way::Folded => {
                self.sheet.y += LINE / 2.0;
                self.skip(&format!("{} later", time(to - from)));
                self.sheet.y += LINE / 2.0;
            }
        }
    }

    /// Says what is not drawn, across the lanes.
    fn skip(&mut self, words: &str) {
        let (y, column) = (self.sheet.y, self.layout.lanes[0] + 2);
        let (text, room) = (format!("⋮ {words}"), self.columns - column);
        for line in 0..textwrap::wrap(&text, room).len() {
            self.sheet.clear(column, y + line as f64 * LINE, text.width().min(room));
        }
        self.sheet.y += self.sheet.wrapped(column, y, room, &text, "dim");
    }

    fn instant(&mut self, ns: u64) {
        let text = time(ns);
        let column = (self.layout.time - 2).saturating_sub(text.width());
        self.sheet.line(column, self.sheet.y, &text, "dim");
        let path = format!("M{} {}H{}", px(self.sheet.left()), px(self.sheet.y), px(self.sheet.right()));
        self.sheet.rule(path);
    }

    fn row(&mut self, row: &Row) {
        let top = self.sheet.y;
        let middle = top + LINE / 2.0;
        for (lane, (before, after)) in row.before.iter().zip(&row.after).enumerate() {
            self.lines.change(lane, *before, top);
            self.lines.change(lane, *after, middle);
        }
        let height = self.words(row, top).max(self.code_of(row, top));
        for cell in &row.cells {
            self.mark(cell, middle);
        }
        if let Some(arrow) = row.arrow {
            self.arrow(arrow, row, middle);
        }
        self.sheet.y += height;
    }

    /// Writes what happens in a row, and tells how high that is.
    fn words(&mut self, row: &Row, y: f64) -> f64 {
        match &self.layout.words {
            Words::InLanes(rooms) => {
                let rooms = rooms.clone();
                let heights = row.cells.iter().map(|cell| {
                    let class = self.class(cell);
                    self.sheet.wrapped(
                        self.layout.lanes[cell.lane] + 2,
                        y,
                        rooms[cell.lane],
                        &cell.label,
                        class,
                    )
                });
                let heights: Vec<f64> = heights.collect();
                heights.into_iter().fold(LINE, f64::max)
            }
            Words::Aside { column, room } => {
                let (column, room) = (*column, *room);
                let class = row.cells.first().map_or("", |cell| self.class(cell));
                self.sheet.wrapped(column, y, room, &told(self.timeline, row), class)
            }
        }
    }

    fn class(&self, cell: &Cell) -> &'static str {
        match self.timeline.events[cell.main].what {
            What::Printed => "",
            What::Stuck | What::Panicked => "alarm",
            _ => "dim",
        }
    }

    fn mark(&mut self, cell: &Cell, y: f64) {
        let x = x(self.layout.lanes[cell.lane]);
        let shape = match self.timeline.events[cell.main].what {
            What::Ended | What::Exited => Element::new("rect")
                .set("x", px(x - 4.0))
                .set("y", px(y - 4.0))
                .set("width", 8)
                .set("height", 8),
            What::Dropped | What::NeverRanAgain | What::Stuck | What::Panicked => Element::new("path")
                .set("class", "lane")
                .set("d", format!("M{} {}l8 8m0 -8l-8 8", px(x - 4.0), px(y - 4.0))),
            _ => Element::new("circle").set("cx", px(x)).set("cy", px(y)).set("r", 4),
        };
        let hover = self.hover(cell);
        self.sheet.mark(cell.lane, &shape, &hover);
    }

    /// Everything that a cell stands for.
    fn hover(&self, cell: &Cell) -> String {
        let told = |event: &Event| {
            let name = &self.timeline.lanes[event.lane].name;
            let line = if event.line == 0 { String::new() } else { format!(" (line {})", event.line) };
            format!("{}, {name}: {}{line}", time(event.ns), event.told)
        };
        let told = cell.events.iter().map(|&event| told(&self.timeline.events[event]));
        told.collect::<Vec<_>>().join("\n")
    }

    /// An arrow from one lane to another, between what is written there.
    fn arrow(&mut self, arrow: Arrow, row: &Row, y: f64) {
        let start = |lane: usize| match self.layout.end_of_words(row, lane) {
            Some(column) => x(column) + 4.0,
            None => x(self.layout.lanes[lane]),
        };
        let right = arrow.from < arrow.to;
        let (left, other) = if right { (arrow.from, arrow.to) } else { (arrow.to, arrow.from) };
        let (from, to) = (start(left), x(self.layout.lanes[other]) - 5.0);
        if to - from < 6.0 {
            return;
        }
        let (tip, back, tail) = if right { (to, to - 5.0, from) } else { (from, from + 5.0, to) };
        let (tip, back, tail) = (px(tip), px(back), px(tail));
        let (y, above, below) = (px(y), px(y - 3.5), px(y + 3.5));
        let path = format!("M{tail} {y}H{tip}M{back} {above}L{tip} {y}L{back} {below}");
        self.sheet.arrow(arrow.from, path);
    }
}
