//! A page of characters, each with its style.

use anstyle::Style;
use unicode_width::UnicodeWidthChar;

/// A page of characters, each with its style. It grows downwards.
#[derive(Default)]
pub(crate) struct Canvas {
    lines: Vec<Vec<Spot>>,
}

#[derive(Clone)]
struct Spot {
    /// Empty behind a wide character.
    text: String,
    style: Style,
}

impl Canvas {
    pub fn height(&self) -> usize {
        self.lines.len()
    }

    /// Writes a text, over what may be there.
    pub fn put(&mut self, x: usize, y: usize, text: &str, style: Style) {
        let blank = Spot { text: " ".to_owned(), style: Style::new() };
        if self.lines.len() <= y {
            self.lines.resize(y + 1, Vec::new());
        }
        let line = &mut self.lines[y];
        let mut at = x;
        for c in text.chars() {
            let width = c.width().unwrap_or(0);
            if line.len() < at + width {
                line.resize(at + width, blank.clone());
            }
            match width {
                // It belongs to the one before it.
                0 => {
                    if let Some(spot) = at.checked_sub(1).and_then(|before| line.get_mut(before)) {
                        spot.text.push(c);
                    }
                }
                _ => {
                    line[at] = Spot { text: c.to_string(), style };
                    for behind in &mut line[at + 1..at + width] {
                        *behind = Spot { text: String::new(), style };
                    }
                }
            }
            at += width;
        }
    }

    /// What stands at a place.
    pub fn at(&self, x: usize, y: usize) -> &str {
        self.lines.get(y).and_then(|line| line.get(x)).map_or(" ", |spot| &spot.text)
    }

    /// The whole page, without blanks at the ends of lines.
    pub fn text(&self) -> String {
        self.lines.iter().map(|line| text(line) + "\n").collect()
    }
}

fn text(line: &[Spot]) -> String {
    let end = line.iter().rposition(|spot| spot.text != " ").map_or(0, |last| last + 1);
    let mut text = String::new();
    let mut style = Style::new();
    for spot in &line[..end] {
        if spot.style != style {
            text += &format!("{style:#}{}", spot.style);
            style = spot.style;
        }
        text += &spot.text;
    }
    text + &format!("{style:#}")
}
