//! Leaving out what repeats itself.

use crate::row::Row;
use crate::timeline::Timeline;
use std::hash::{DefaultHasher, Hash, Hasher};

/// The longest pattern that is recognised, in rows.
const LONGEST: usize = 12;
/// To leave out fewer rows than this does not help.
const FEWEST: usize = 4;
/// More rows than this nobody reads.
const MOST: usize = 400;

/// A row, or how often rows were left out.
#[derive(Clone, Debug)]
pub(crate) enum Item {
    Row(Row),
    Folded(Folded),
}

/// Rows that were left out.
#[derive(Clone, Debug)]
pub(crate) struct Folded {
    /// How many rows.
    pub rows: usize,
    /// How often the rows before it happened again; 0 if they did something else.
    pub times: usize,
    /// Since when, in nanoseconds.
    pub from: u64,
    /// Until when.
    pub until: u64,
}

impl Item {
    /// When it begins, in nanoseconds.
    pub fn from(&self) -> u64 {
        match self {
            Item::Row(row) => row.ns,
            Item::Folded(folded) => folded.from,
        }
    }

    /// When it ends.
    pub fn until(&self) -> u64 {
        match self {
            Item::Row(row) => row.ns,
            Item::Folded(folded) => folded.until,
        }
    }
}

impl Folded {
    /// "the same 97 more times".
    pub fn words(&self) -> String {
        match self.times {
            0 => format!("{} rows are left out", self.rows),
            1 => "the same once more".to_owned(),
            times => format!("the same {times} more times"),
        }
    }
}

/// Folds what happens again and again. What is printed is left out only if there is too much of it.
pub(crate) fn fold(timeline: &Timeline, rows: Vec<Row>) -> Vec<Item> {
    let signatures: Vec<u64> = (0..rows.len()).map(|index| signature(&rows, index)).collect();
    let patterns = Patterns::of(&signatures);
    let mut items = Vec::new();
    let mut at = 0;
    let mut left = rows.into_iter();
    while !left.as_slice().is_empty() {
        let (length, times) = patterns.best(at);
        let block = &left.as_slice()[..length];
        if length * (times - 1) >= FEWEST && !block.iter().any(|row| row.prints(timeline)) {
            items.extend(left.by_ref().take(length).map(Item::Row));
            let folded = &left.as_slice()[..length * (times - 1)];
            let (from, until) = (folded[0].ns, folded[folded.len() - 1].ns);
            items.push(Item::Folded(Folded { rows: folded.len(), times: times - 1, from, until }));
            left.nth(folded.len() - 1);
            at += length * times;
        } else {
            items.extend(left.next().map(Item::Row));
            at += 1;
        }
    }
    cut(items)
}

/// Leaves out the middle of what is too long.
fn cut(mut items: Vec<Item>) -> Vec<Item> {
    if items.len() <= MOST {
        return items;
    }
    let tail = items.split_off(items.len() - MOST / 2);
    let middle = items.split_off(MOST / 2);
    let count = |item: &Item| match item {
        Item::Row(_) => 1,
        Item::Folded(folded) => folded.rows,
    };
    let from = middle.first().map_or(0, Item::from);
    let until = middle.last().map_or(0, Item::until);
    let rows = middle.iter().map(count).sum();
    items.push(Item::Folded(Folded { rows, times: 0, from, until }));
    items.extend(tail);
    items
}

/// Where rows repeat themselves.
pub struct Patterns {
    /// For each length of a pattern, from 1: of how many rows on from each place the like comes that much later.
    alike: Vec<Vec<usize>>,
}

impl Patterns {
    /// In what these stand for.
    pub fn of(signatures: &[u64]) -> Patterns {
        let alike = |length: usize| {
            let mut alike = vec![0; signatures.len()];
            for at in (0..signatures.len().saturating_sub(length)).rev() {
                if signatures[at] == signatures[at + length] {
                    alike[at] = alike[at + 1] + 1;
                }
            }
            alike
        };
        Patterns { alike: (1..=LONGEST).map(alike).collect() }
    }

    /// The pattern at a place that saves most rows: its length, and how often it is there in a row.
    pub fn best(&self, at: usize) -> (usize, usize) {
        let left = self.alike[0].len() - at;
        let all = (1..=LONGEST.min(left)).map(|length| (length, self.alike[length - 1][at] / length + 1));
        all.max_by_key(|(length, times)| (length * (times - 1), LONGEST - length)).unwrap_or((1, 1))
    }
}

/// Equal for rows that look alike and follow what is before them after the same time.
fn signature(rows: &[Row], index: usize) -> u64 {
    let row = &rows[index];
    let since = row.ns - index.checked_sub(1).map_or(0, |before| rows[before].ns);
    let mut hasher = DefaultHasher::new();
    since.hash(&mut hasher);
    (row.arrow.map(|arrow| (arrow.from, arrow.to)), &row.after).hash(&mut hasher);
    for cell in &row.cells {
        let kind = cell.kind.split(" until ").next();
        (cell.lane, kind).hash(&mut hasher);
    }
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use super::Patterns;

    fn repetition(signatures: &[u64]) -> (usize, usize) {
        Patterns::of(signatures).best(0)
    }

    #[test]
    fn the_pattern_that_saves_most_is_found() {
        assert_eq!(repetition(&[1, 2, 1, 2, 1, 2, 3]), (2, 3));
        assert_eq!(repetition(&[1, 1, 1, 2]), (1, 3));
        assert_eq!(repetition(&[1, 1, 2, 1, 1, 2, 1, 1, 2]), (3, 3));
        assert_eq!(repetition(&[1, 2, 3]), (1, 1));
    }
}
