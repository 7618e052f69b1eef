//! A timeline as a picture.

mod element;
mod lines;
mod scale;

use crate::fold::{Item, fold};
use crate::layout::{Layout, Words};
use crate::notes;
use crate::row::{Arrow, Cell, Row, rows, told};
use crate::state::State;
use crate::timeline::{Event, Timeline, What, time};
use element::Element;
use lines::Lines;
use scale::{Scale, Way};
use unicode_width::UnicodeWidthStr;

/// The width of a character and the height of a line, in pixels.
const CHARACTER: f64 = 7.2;
const LINE: f64 = 17.0;
/// Around everything.
const MARGIN: f64 = 14.0;
/// From the bottom of a line up to the middle of its letters.
const MIDDLE: f64 = 4.0;

impl Timeline {
    /// The timeline as an SVG document of about as many columns of text: one lane a thread, task or future, time downwards and to scale,
    /// notes below. It brings its own page, light or dark as its reader has it.
    pub fn svg(&self, title: &str, which: &str, notes: &[String], columns: usize) -> String {
        let shown = self.first_lanes(Layout::most_lanes(columns));
        let rows = rows(&shown);
        let layout = Layout::new(&shown, &rows, columns);
        let items = fold(&shown, rows);
        let mut picture = Picture::new(&shown, layout, columns, Scale::of(&items));
        picture.head(title, which);
        picture.items(&items);
        picture.foot(notes, self.lanes.len() - shown.lanes.len());
        picture.document(title)
    }
}

struct Picture<'a> {
    timeline: &'a Timeline,
    layout: Layout,
    columns: usize,
    scale: Scale,
    /// How much is drawn already, in pixels from the top.
    y: f64,
    lines: Lines,
    rules: Vec<Element>,
    arrows: Vec<Element>,
    marks: Vec<Element>,
    texts: Vec<Element>,
}

impl<'a> Picture<'a> {
    fn new(timeline: &'a Timeline, layout: Layout, columns: usize, scale: Scale) -> Picture<'a> {
        let lanes = layout.lanes.iter().map(|column| x(*column)).collect();
        Picture {
            timeline,
            layout,
            columns,
            scale,
            y: MARGIN,
            lines: Lines::new(lanes),
            rules: Vec::new(),
            arrows: Vec::new(),
            marks: Vec::new(),
            texts: Vec::new(),
        }
    }

    fn head(&mut self, title: &str, which: &str) {
        self.paragraph(title, "title");
        self.paragraph(which, "dim");
        self.y += LINE / 2.0;
        let Words::InLanes(rooms) = &self.layout.words else {
            self.paragraph(&notes::lanes(self.timeline), "dim");
            self.y += LINE / 2.0;
            return;
        };
        let rooms = rooms.clone();
        self.brackets(&rooms);
        let heights = (0..self.timeline.lanes.len()).map(|lane| {
            let name = &self.timeline.lanes[lane].name;
            self.wrapped(
                self.layout.lanes[lane],
                self.y,
                rooms[lane] + 2,
                name,
                &format!("name l{}", lane % 6),
            )
        });
        let heights: Vec<f64> = heights.collect();
        self.y += heights.into_iter().fold(0.0, f64::max) + LINE / 2.0;
    }

    /// Over futures of one task.
    fn brackets(&mut self, rooms: &[usize]) {
        let y = self.y;
        let mut height = 0.0_f64;
        for (polling, first, last) in self.timeline.futures() {
            let (from, to) = (self.layout.lanes[first], self.layout.lanes[last] + rooms[last] + 2);
            let words = format!("one task, polled by {}", self.timeline.lanes[polling].name);
            height = height.max(self.wrapped(from + 1, y, to - from - 2, &words, "dim") + 8.0);
            let (top, bottom) = (px(y + height - 6.0), px(y + height - 2.0));
            let path = format!("M{} {bottom}V{top}H{}V{bottom}", px(x(from)), px(x(to)));
            self.rules.push(Element::new("path").set("class", "rule").set("d", path));
        }
        self.y += height;
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
                    let text = format!("⋮ {}, until {}", folded.words(), time(folded.until));
                    let (y, column) = (self.y + MIDDLE, self.layout.lanes[0] + 2);
                    let height = self.wrapped(column, y, self.columns - column, &text, "dim");
                    self.y = y + height + MIDDLE;
                    now = None;
                }
            }
        }
        self.lines.end(self.y);
    }

    /// The way from one time to another, while nothing happens.
    fn pass(&mut self, from: u64, to: u64) {
        let way = self.scale.way(to - from);
        if let Way::Folded(height) = way {
            let (left, right) = (x(self.layout.lanes[0]) - 8.0, self.right());
            let y = self.y + height / 2.0 - LINE / 2.0;
            let words = format!("{} later", time(to - from));
            self.line(0, y, &words, "dim");
            let path = format!("M{} {}l6 -3l6 6l6 -3H{}", px(left), px(y + LINE / 2.0), px(right));
            self.rules.push(Element::new("path").set("class", "rule").set("d", path));
        }
        self.y += way.height();
    }

    fn instant(&mut self, ns: u64) {
        let text = time(ns);
        let column = (self.layout.time - 2).saturating_sub(text.width());
        self.line(column, self.y, &text, "dim");
        let path = format!("M{} {}H{}", px(MARGIN), px(self.y), px(self.right()));
        self.rules.push(Element::new("path").set("class", "rule").set("d", path));
    }

    fn row(&mut self, row: &Row) {
        let top = self.y;
        let middle = top + LINE / 2.0;
        for (lane, (before, after)) in row.before.iter().zip(&row.after).enumerate() {
            self.lines.change(lane, *before, top);
            self.lines.change(lane, *after, middle);
        }
        let height = self.words(row, top);
        for cell in &row.cells {
            let mark = self.mark(cell, middle);
            self.marks.push(mark);
        }
        if let Some(arrow) = row.arrow {
            self.arrow(arrow, row, middle);
        }
        self.y += height;
    }

    /// Writes what happens in a row, and tells how high that is.
    fn words(&mut self, row: &Row, y: f64) -> f64 {
        match &self.layout.words {
            Words::InLanes(rooms) => {
                let rooms = rooms.clone();
                let heights = row.cells.iter().map(|cell| {
                    let class = self.class(cell);
                    self.wrapped(self.layout.lanes[cell.lane] + 2, y, rooms[cell.lane], &cell.label, class)
                });
                let heights: Vec<f64> = heights.collect();
                heights.into_iter().fold(LINE, f64::max)
            }
            Words::Aside { column, room } => {
                let (column, room) = (*column, *room);
                let class = row.cells.first().map_or("", |cell| self.class(cell));
                self.wrapped(column, y, room, &told(self.timeline, row), class)
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

    fn mark(&self, cell: &Cell, y: f64) -> Element {
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
        let title = Element::new("title").text(&self.hover(cell));
        Element::new("g").set("class", format!("l{}", cell.lane % 6)).add(&title).add(&shape)
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
        let end_of_words = |lane: usize| match (&self.layout.words, row.cells.iter().find(|c| c.lane == lane))
        {
            (Words::InLanes(rooms), Some(cell)) => {
                let first = textwrap::wrap(&cell.label, rooms[lane]).first().map_or(0, |line| line.width());
                x(self.layout.lanes[lane] + 2 + first) + 4.0
            }
            (_, Some(_)) => x(self.layout.lanes[lane]) + 4.0,
            (_, None) => x(self.layout.lanes[lane]),
        };
        let right = arrow.from < arrow.to;
        let (left, other) = if right { (arrow.from, arrow.to) } else { (arrow.to, arrow.from) };
        let (from, to) = (end_of_words(left), x(self.layout.lanes[other]) - 5.0);
        if to - from < 6.0 {
            return;
        }
        let (tip, back, tail) = if right { (to, to - 5.0, from) } else { (from, from + 5.0, to) };
        let path = format!(
            "M{} {}H{}M{} {}L{} {}L{} {}",
            px(tail),
            px(y),
            px(tip),
            px(back),
            px(y - 3.5),
            px(tip),
            px(y),
            px(back),
            px(y + 3.5)
        );
        self.arrows.push(
            Element::new("g")
                .set("class", format!("l{}", arrow.from % 6))
                .add(&Element::new("path").set("class", "arrow").set("d", path)),
        );
    }

    fn foot(&mut self, notes: &[String], hidden: usize) {
        self.y += LINE / 2.0;
        self.legend();
        if hidden > 0 {
            self.paragraph(&format!("{hidden} more lanes don't fit here"), "dim");
        }
        let class = if self.timeline.end == "returns" { "" } else { "alarm" };
        for line in notes::end(self.timeline) {
            self.paragraph(&line, class);
        }
        for note in notes {
            self.paragraph(note, "");
        }
    }

    /// How lanes are drawn, and how much time a height is.
    fn legend(&mut self) {
        let mut column = 0;
        for (state, word) in State::LEGEND {
            if !self.lines.drew(state) {
                continue;
            }
            let width = word.width() + 7;
            if column + width > self.columns {
                (column, self.y) = (0, self.y + LINE);
            }
            let path = format!("M{} {}h22", px(x(column)), px(self.y + LINE / 2.0));
            let class = format!("lane {}", lines::class(state));
            let line = Element::new("path").set("class", class.trim_end()).set("d", path);
            self.rules.push(Element::new("g").set("class", "key").add(&line));
            self.line(column + 4, self.y, word, "dim");
            column += width;
        }
        self.y += LINE;
        if self.timeline.ns > 0 {
            let (words, height) = self.scale.bar();
            let path = format!("M{} {}h8m-4 0v{}m-4 0h8", px(x(0)), px(self.y + 4.0), px(height));
            self.rules.push(Element::new("path").set("class", "rule").set("d", path));
            self.line(
                4,
                self.y + 4.0 + (height - LINE) / 2.0,
                &format!("{words} when nothing happens"),
                "dim",
            );
            self.y += height + 8.0;
        }
    }

    fn paragraph(&mut self, text: &str, class: &str) {
        let (y, columns) = (self.y, self.columns);
        self.y += self.wrapped(0, y, columns, text, class);
    }

    /// Writes a text into so many columns, and tells how high that is.
    fn wrapped(&mut self, column: usize, y: f64, room: usize, text: &str, class: &str) -> f64 {
        let lines = textwrap::wrap(text, room);
        for (index, line) in lines.iter().enumerate() {
            self.line(column, y + index as f64 * LINE, line, class);
        }
        lines.len() as f64 * LINE
    }

    /// Writes a line of text whose top is at a height. Its length is given, as fonts differ.
    fn line(&mut self, column: usize, y: f64, text: &str, class: &str) {
        let text = text.trim_end();
        let width = text.width();
        if width == 0 {
            return;
        }
        let mut element = Element::new("text").set("x", px(x(column))).set("y", px(y + LINE / 2.0 + MIDDLE));
        if !class.is_empty() {
            element = element.set("class", class);
        }
        if width > 1 {
            element = element.set("textLength", px(width as f64 * CHARACTER));
        }
        self.texts.push(element.text(text));
    }

    fn right(&self) -> f64 {
        x(self.columns)
    }

    fn document(self, title: &str) -> String {
        let (width, height) = (px(self.right() + MARGIN), px(self.y + MARGIN));
        let page = Element::new("rect").set("class", "page").set("x", 0.5).set("y", 0.5).set("rx", 8);
        let page =
            page.set("width", px(self.right() + MARGIN - 1.0)).set("height", px(self.y + MARGIN - 1.0));
        let document = Element::new("svg")
            .set("xmlns", "http://www.w3.org/2000/svg")
            .set("class", "timeline")
            .set("width", &width)
            .set("height", &height)
            .set("viewBox", format!("0 0 {width} {height}"))
            .add(&Element::new("title").text(title))
            .add(&Element::new("style").text(include_str!("svg/style.css")))
            .add(&page)
            .add_all(&self.rules)
            .add_all(&self.lines.drawn)
            .add_all(&self.arrows)
            .add_all(&self.marks)
            .add_all(&self.texts);
        format!("{document}\n")
    }
}

/// The left edge of a column.
fn x(column: usize) -> f64 {
    MARGIN + column as f64 * CHARACTER
}

/// A length as it is written, in pixels.
fn px(length: f64) -> String {
    let text = format!("{length:.1}");
    text.strip_suffix(".0").unwrap_or(&text).to_owned()
}
