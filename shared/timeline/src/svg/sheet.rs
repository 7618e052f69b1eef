//! The sheet on which a picture is drawn: columns of characters across, pixels down.

use super::element::Element;
use std::fmt::Display;
use unicode_width::UnicodeWidthStr;

/// The width of a character and the height of a line, in pixels.
const CHARACTER: f64 = 8.4;
pub(super) const LINE: f64 = 20.0;
/// Around everything.
const MARGIN: f64 = 14.0;
/// From the middle of a line down to the foot of its letters.
const FOOT: f64 = 4.5;

/// The sheet on which a picture is drawn. It grows downwards.
pub(super) struct Sheet {
    pub columns: usize,
    /// How much is drawn already, in pixels from the top.
    pub y: f64,
    /// From the back to the front: thin lines, arrows, marks, words.
    rules: Vec<Element>,
    arrows: Vec<Element>,
    marks: Vec<Element>,
    texts: Vec<Element>,
}

impl Sheet {
    pub fn new(columns: usize) -> Sheet {
        let (rules, arrows, marks, texts) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        Sheet { columns, y: MARGIN, rules, arrows, marks, texts }
    }

    /// A thin line.
    pub fn rule(&mut self, path: String) {
        self.rules.push(Element::new("path").set("class", "rule").set("d", path));
    }

    /// A line as in the legend.
    pub fn sample(&mut self, class: &str, path: String) {
        let line = Element::new("path").set("class", format!("lane {class}").trim_end()).set("d", path);
        self.rules.push(Element::new("g").set("class", "key").add(&line));
    }

    pub fn arrow(&mut self, lane: usize, path: String) {
        let path = Element::new("path").set("class", "arrow").set("d", path);
        self.arrows.push(Element::new("g").set("class", color(lane)).add(&path));
    }

    /// A shape that tells more to who points at it.
    pub fn mark(&mut self, lane: usize, shape: &Element, hover: &str) {
        let title = Element::new("title").text(hover);
        self.marks.push(Element::new("g").set("class", color(lane)).add(&title).add(shape));
    }

    /// Keeps the ground of a line of so many columns free for words.
    pub fn clear(&mut self, column: usize, y: f64, columns: usize) {
        let ground = Element::new("rect").set("class", "under").set("x", px(x(column) - 2.0)).set("y", px(y));
        let ground = ground.set("width", px(columns as f64 * CHARACTER + 4.0)).set("height", px(LINE));
        self.texts.push(ground);
    }

    /// Writes a text over the whole width, below everything.
    pub fn paragraph(&mut self, text: &str, class: &str) {
        let (y, columns) = (self.y, self.columns);
        self.y += self.wrapped(0, y, columns, text, class);
    }

    /// Writes a text into so many columns, and tells how high that is.
    pub fn wrapped(&mut self, column: usize, y: f64, room: usize, text: &str, class: &str) -> f64 {
        let lines = textwrap::wrap(text, room);
        for (index, line) in lines.iter().enumerate() {
            self.line(column, y + index as f64 * LINE, line, class);
        }
        lines.len() as f64 * LINE
    }

    /// Writes a line of text whose top is at a height. Its length is given, as fonts differ.
    pub fn line(&mut self, column: usize, y: f64, text: &str, class: &str) {
        let text = text.trim_end();
        let width = text.width();
        if width == 0 {
            return;
        }
        let mut element = Element::new("text").set("x", px(x(column))).set("y", px(y + LINE / 2.0 + FOOT));
        if !class.is_empty() {
            element = element.set("class", class);
        }
        if width > 1 {
            element = element.set("textLength", px(width as f64 * CHARACTER));
        }
        self.texts.push(element.text(text));
    }

    pub fn left(&self) -> f64 {
        MARGIN
    }

    pub fn right(&self) -> f64 {
        x(self.columns)
    }

    /// The whole picture, with lanes behind everything but thin lines.
    pub fn document(self, title: &str, description: &str, lanes: &[Element]) -> String {
        let (width, height) = (self.right() + MARGIN, self.y + MARGIN);
        let page = Element::new("rect").set("class", "page").set("x", 0.5).set("y", 0.5).set("rx", 8);
        let page = page.set("width", px(width - 1.0)).set("height", px(height - 1.0));
        let (width, height) = (px(width), px(height));
        let document = Element::new("svg")
            .set("xmlns", "http://www.w3.org/2000/svg")
            .set("class", "timeline")
            .set("role", "img")
            .set("width", &width)
            .set("height", &height)
            .set("viewBox", format!("0 0 {width} {height}"))
            .add(&Element::new("title").text(title))
            .add(&Element::new("desc").text(description))
            .add(&Element::new("style").text(include_str!("style.css")))
            .add(&page)
            .add_all(&self.rules)
            .add_all(lanes)
            .add_all(&self.arrows)
            .add_all(&self.marks)
            .add_all(&self.texts);
        format!("{document}\n")
    }
}

/// The colour of a lane.
pub(super) fn color(lane: usize) -> impl Display {
    format!("l{}", lane % 6)
}

/// The left edge of a column.
pub(super) fn x(column: usize) -> f64 {
    MARGIN + column as f64 * CHARACTER
}

/// A length as it is written, in pixels.
pub(super) fn px(length: f64) -> String {
    let text = format!("{length:.1}");
    text.strip_suffix(".0").unwrap_or(&text).to_owned()
}
