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
    let keeps = |row: &Row| row.prints(timeline);
    let mut items = Vec::new();
    let mut at = 0;
    while at < rows.len() {
        let (length, times) = repetition(&signatures[at..]);
        let block = &rows[at..at + length];
        if length * (times - 1) >= FEWEST && !block.iter().any(keeps) {
            let (shown, end) = (at + length, at + length * times);
            items.extend(rows[at..shown].iter().cloned().map(Item::Row));
            let (from, until) = (rows[shown].ns, rows[end - 1].ns);
            items.push(Item::Folded(Folded { rows: end - shown, times: times - 1, from, until }));
            at = end;
        } else {
            items.push(Item::Row(rows[at].clone()));
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

/// The pattern at the start that saves most rows: its length, and how often it is there in a row.
fn repetition(signatures: &[u64]) -> (usize, usize) {
    let times = |length: usize| {
        let block = &signatures[..length];
        signatures.chunks_exact(length).take_while(|chunk| *chunk == block).count()
    };
    let lengths = 1..=LONGEST.min(signatures.len());
    let all = lengths.map(|length| (length, times(length)));
    all.max_by_key(|(length, times)| (length * (times - 1), LONGEST - length)).unwrap_or((1, 1))
}

/// Equal for rows that look alike and follow what is before them after the same time.
fn signature(rows: &[Row], index: usize) -> u64 {
    let row = &rows[index];
    let since = row.ns - index.checked_sub(1).map_or(0, |before| rows[before].ns);
    let mut hasher = DefaultHasher::new();
    since.hash(&mut hasher);
    (row.arrow.map(|arrow| (arrow.from, arrow.to)), &row.after).hash(&mut hasher);
    for cell in &row.cells {
        // Messages are numbered.
        let label = cell.label.split(" #").next();
        let label = label.map(|label| label.split(" until ").next());
        (cell.lane, label).hash(&mut hasher);
    }
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use super::repetition;

    #[test]
    fn the_pattern_that_saves_most_is_found() {
        assert_eq!(repetition(&[1, 2, 1, 2, 1, 2, 3]), (2, 3));
        assert_eq!(repetition(&[1, 1, 1, 2]), (1, 3));
        assert_eq!(repetition(&[1, 1, 2, 1, 1, 2, 1, 1, 2]), (3, 3));
        assert_eq!(repetition(&[1, 2, 3]), (1, 1));
    }
}
