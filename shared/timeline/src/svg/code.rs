//! The lines of a program beside what happens at them.

use super::Picture;
use super::sheet::LINE;
use crate::row::Row;
use screen::escaped;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// For a line's number, or for those of two lines, with what is before it.
const NUMBER: usize = 7;
/// For a line's code, where there is room.
const ROOM: usize = 46;
/// A picture of fewer columns only has numbers.
const WIDE: usize = 90;

/// The lines of a program beside what happens at them.
pub(super) struct Code<'a> {
    lines: Vec<&'a str>,
    room: usize,
}

impl<'a> Code<'a> {
    /// For a picture of so many columns.
    pub fn new(source: &'a str, columns: usize) -> Code<'a> {
        let lines: Vec<&str> = source.lines().map(str::trim).collect();
        let longest = lines.iter().map(|line| line.width()).max().unwrap_or_default();
        Code { room: if columns >= WIDE { longest.min(ROOM) } else { 0 }, lines }
    }

    /// How many columns it takes.
    pub fn columns(&self) -> usize {
        match (self.lines.is_empty(), self.room) {
            (true, _) => 0,
            (false, 0) => NUMBER,
            (false, room) => NUMBER + 2 + room,
        }
    }

    /// A line's beginning.
    fn line(&self, number: u32) -> Option<String> {
        let line = escaped(self.lines.get((number as usize).checked_sub(1)?)?).into_owned();
        if line.width() <= self.room {
            return Some(line);
        }
        let mut left = self.room.checked_sub(1)?;
        let fits = |c: &char| {
            let width = c.width().unwrap_or_default();
            let fits = width <= left;
            left = left.saturating_sub(width);
            fits
        };
        Some(line.chars().take_while(fits).chain(['…']).collect())
    }
}

impl Picture<'_> {
    /// Says above the numbers what they are.
    pub fn head_of_code(&mut self, y: f64) {
        if self.code.columns() > 0 {
            self.sheet.line(self.columns + NUMBER - "line".len(), y, "line", "dim");
        }
    }

    /// Writes the lines at which something happens in a row, and tells how high that is.
    pub fn code_of(&mut self, row: &Row, y: f64) -> f64 {
        let events = row.cells.iter().map(|cell| &self.timeline.events[cell.main]);
        let own = events.filter(|event| event.file.is_none() && event.line > 0);
        let mut numbers: Vec<u32> = own.map(|event| event.line).collect();
        numbers.dedup();
        numbers.retain(|_| self.code.columns() > 0);
        // Where there is only room for numbers, those of one row stand on one line.
        let together = numbers.iter().map(u32::to_string).collect::<Vec<_>>().join(" ");
        if self.code.room == 0 && !numbers.is_empty() && together.len() < NUMBER {
            self.sheet.line(self.columns + NUMBER - together.len(), y, &together, "dim");
            return LINE;
        }
        for (index, number) in numbers.iter().enumerate() {
            let (y, text) = (y + index as f64 * LINE, number.to_string());
            self.sheet.line((self.columns + NUMBER).saturating_sub(text.len()), y, &text, "dim");
            if let Some(line) = self.code.line(*number) {
                self.sheet.line(self.columns + NUMBER + 2, y, &line, "code");
            }
        }
        numbers.len() as f64 * LINE
    }
}
