//! Where lanes and words go on a page of so many columns.

use crate::row::Row;
use crate::timeline::{Timeline, time};
use std::cmp::Reverse;
use std::collections::HashMap;
use unicode_width::UnicodeWidthStr;

/// The columns for a lane itself and between it and words.
const MARGIN: usize = 3;
/// A lane narrower than this can't hold words.
const NARROWEST: usize = 12;
/// Words don't need more than this.
const WIDEST: usize = 34;

/// What an arrow takes at least.
const ARROW: &str = "───";

/// What is left for times and words if nothing goes into the lanes.
const ASIDE: usize = 26;

/// What is said above and below takes this at least.
const FEWEST: usize = 42;

/// Where lanes and words go.
#[derive(Debug)]
pub(crate) struct Layout {
    /// The columns that a time takes.
    pub time: usize,
    /// The column of each lane.
    pub lanes: Vec<usize>,
    pub words: Words,
}

/// Where words go.
#[derive(Debug)]
pub(crate) enum Words {
    /// Beside each lane, with so many columns.
    InLanes(Vec<usize>),
    /// In one column for all, with so many columns.
    Aside { column: usize, room: usize },
}

impl Layout {
    pub fn new(timeline: &Timeline, rows: &[Row], width: usize) -> Layout {
        let longest = rows.iter().map(|row| time(row.ns).width()).max();
        let margin = longest.unwrap_or_default() + 2;
        match share(&Texts::of_lanes(timeline, rows), width.saturating_sub(margin)) {
            Some(widths) => {
                let starts = widths.iter().scan(margin, |at, width| Some(std::mem::replace(at, *at + width)));
                let lanes: Vec<usize> = starts.collect();
                let mut rooms: Vec<usize> = widths.iter().map(|width| width - MARGIN).collect();
                // Nothing is to the right of the last one.
                if let (Some(room), Some(x)) = (rooms.last_mut(), lanes.last()) {
                    *room = (*room).max(width.saturating_sub(x + 2));
                }
                Layout { time: margin, lanes, words: Words::InLanes(rooms) }
            }
            None => {
                let lanes = timeline.lanes.len();
                let column = margin + 2 * lanes + 1;
                let room = width.saturating_sub(column).max(NARROWEST);
                let lanes = (0..lanes).map(|lane| margin + 2 * lane).collect();
                Layout { time: margin, lanes, words: Words::Aside { column, room } }
            }
        }
    }

    /// How many of so many columns are enough.
    pub fn needed(timeline: &Timeline, rows: &[Row], width: usize) -> usize {
        let longest = rows.iter().map(|row| time(row.ns).width()).max();
        let margin = longest.unwrap_or_default() + 2;
        let lanes: usize = Texts::of_lanes(timeline, rows).iter().map(Texts::need).sum();
        (margin + lanes).clamp(FEWEST.min(width), width)
    }

    /// The column behind what is written to a lane in the first line of a row; `None` if nothing happens there.
    pub fn end_of_words(&self, row: &Row, lane: usize) -> Option<usize> {
        let cell = row.cells.iter().find(|cell| cell.lane == lane)?;
        let words = match &self.words {
            Words::InLanes(rooms) => {
                let lines = textwrap::wrap(&cell.label, rooms[lane]);
                2 + lines.first().map_or(0, |line| line.width())
            }
            Words::Aside { .. } => 0,
        };
        Some(self.lanes[lane] + words)
    }

    /// How many lanes there may be at most if nothing goes into them.
    pub fn most_lanes(width: usize) -> usize {
        (width.saturating_sub(ASIDE) / 2).max(1)
    }
}

/// What is written in a lane: each text, and how often.
struct Texts(HashMap<String, usize>);

impl Texts {
    fn of_lanes(timeline: &Timeline, rows: &[Row]) -> Vec<Texts> {
        let names = timeline.lanes.iter().map(|lane| Texts(HashMap::from([(lane.name.clone(), 1)])));
        let mut all: Vec<Texts> = names.collect();
        for row in rows {
            // An arrow begins behind what is said in the lane to the left.
            let left = row.arrow.map(|arrow| arrow.from.min(arrow.to));
            for cell in &row.cells {
                let arrow = if left == Some(cell.lane) { ARROW } else { "" };
                *all[cell.lane].0.entry(format!("{}{arrow}", cell.label)).or_default() += 1;
            }
        }
        all
    }

    /// How many columns it could use.
    fn need(&self) -> usize {
        let longest = self.0.keys().map(|text| text.width()).max().unwrap_or_default();
        (longest + MARGIN).clamp(NARROWEST, WIDEST)
    }

    /// How many lines it takes in so many columns.
    fn lines(&self, width: usize) -> usize {
        let lines = |text: &str| textwrap::wrap(text, width - MARGIN).len();
        self.0.iter().map(|(text, times)| times * lines(text)).sum()
    }
}

/// Gives each lane what it needs, or, if that is too much, takes from where it costs the fewest lines; `None` if they
/// get too narrow.
fn share(texts: &[Texts], width: usize) -> Option<Vec<usize>> {
    let mut widths: Vec<usize> = texts.iter().map(Texts::need).collect();
    while widths.iter().sum::<usize>() > width {
        let cost = |lane: usize| texts[lane].lines(widths[lane] - 1) - texts[lane].lines(widths[lane]);
        let narrower = (0..widths.len()).filter(|&lane| widths[lane] > NARROWEST);
        let cheapest = narrower.min_by_key(|&lane| (cost(lane), Reverse(widths[lane])))?;
        widths[cheapest] -= 1;
    }
    Some(widths)
}

#[cfg(test)]
mod tests {
    use super::{Texts, share};
    use std::collections::HashMap;

    fn texts(all: &[(&str, usize)]) -> Texts {
        Texts(all.iter().map(|(text, times)| ((*text).to_owned(), *times)).collect::<HashMap<_, _>>())
    }

    #[test]
    fn lanes_get_what_they_need_or_the_ones_that_say_least_get_less_or_there_is_no_room() {
        let lanes = [texts(&[("this is said once", 1)]), texts(&[("this is said often", 9)])];
        assert_eq!(share(&lanes, 50), Some(vec![20, 21]));
        assert_eq!(share(&lanes, 35), Some(vec![14, 21]));
        assert_eq!(share(&lanes, 20), None);
    }
}
