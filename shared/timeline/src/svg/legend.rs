//! What stands around the lanes of a picture.

use super::Picture;
use super::lines;
use super::sheet::{LINE, color, px, x};
use crate::layout::Words;
use crate::notes;
use crate::state::State;
use unicode_width::UnicodeWidthStr;

impl Picture<'_> {
    /// What is drawn, and the names of the lanes.
    pub fn head(&mut self, title: &str, which: &str) {
        self.sheet.paragraph(title, "title");
        self.sheet.paragraph(which, "dim");
        self.sheet.y += LINE / 2.0;
        let Words::InLanes(rooms) = &self.layout.words else {
            self.sheet.paragraph(&notes::lanes(self.timeline), "dim");
            self.head_of_code(self.sheet.y);
            self.sheet.y += 1.5 * LINE;
            return;
        };
        let rooms = rooms.clone();
        self.brackets(&rooms);
        self.head_of_code(self.sheet.y);
        let heights = (0..self.timeline.lanes.len()).map(|lane| {
            let name = &self.timeline.lanes[lane].name;
            let class = format!("name {}", color(lane));
            self.sheet.wrapped(self.layout.lanes[lane], self.sheet.y, rooms[lane] + 2, name, &class)
        });
        let heights: Vec<f64> = heights.collect();
        self.sheet.y += heights.into_iter().fold(0.0, f64::max) + LINE / 2.0;
    }

    /// Over futures of one task.
    fn brackets(&mut self, rooms: &[usize]) {
        let y = self.sheet.y;
        let mut height = 0.0_f64;
        for (polling, first, last) in self.timeline.futures() {
            let (from, to) = (self.layout.lanes[first], self.layout.lanes[last] + rooms[last] + 2);
            let words = format!("one task, polled by {}", self.timeline.lanes[polling].name);
            height = height.max(self.sheet.wrapped(from + 1, y, to - from - 2, &words, "dim") + 8.0);
            let (top, bottom) = (px(y + height - 6.0), px(y + height - 2.0));
            let path = format!("M{} {bottom}V{top}H{}V{bottom}", px(x(from)), px(x(to)));
            self.sheet.rule(path);
        }
        self.sheet.y += height;
    }

    /// What the lines mean, how it ended, and what else there is to say.
    pub fn foot(&mut self, notes: &[String], hidden: usize) {
        self.sheet.y += LINE / 2.0;
        self.legend();
        if hidden > 0 {
            self.sheet.paragraph(&format!("{hidden} more lanes don't fit here"), "dim");
        }
        let class = if self.timeline.end == "returns" { "" } else { "alarm" };
        for line in notes::end(self.timeline) {
            self.sheet.paragraph(&line, class);
        }
        for note in notes {
            self.sheet.paragraph(note, "");
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
            if column + width > self.sheet.columns {
                (column, self.sheet.y) = (0, self.sheet.y + LINE);
            }
            let path = format!("M{} {}h22", px(x(column)), px(self.sheet.y + LINE / 2.0));
            self.sheet.sample(lines::class(state), path);
            self.sheet.line(column + 4, self.sheet.y, word, "dim");
            column += width;
        }
        self.sheet.y += LINE;
        if self.timeline.ns > 0 {
            let (words, height) = self.scale.bar();
            let path = format!("M{} {}h8m-4 0v{}m-4 0h8", px(x(0)), px(self.sheet.y + 4.0), px(height));
            self.sheet.rule(path);
            self.sheet.line(
                4,
                self.sheet.y + 4.0 + (height - LINE) / 2.0,
                &format!("{words} when nothing happens"),
                "dim",
            );
            self.sheet.y += height + 8.0;
        }
    }
}
