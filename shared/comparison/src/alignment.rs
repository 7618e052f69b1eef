//! Which lines correspond.

use crate::comparison::Place;
use crate::likeness::{ALIKE, ALIKE_AROUND, likeness};
use crate::line::Line;
use crate::source::{SourceLine, lines};

/// What a pair of lines counts that say little: they follow those that say more.
const LITTLE: f64 = 0.1;

/// What stands on one row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Row {
    /// The same but for their indentation.
    Same(Line, Line),
    /// They do the same job.
    Alike(Line, Line),
    /// A line that has no counterpart.
    Left(Line),
    /// The same, of the other side.
    Right(Line),
}

impl Row {
    /// What stands at this place of it.
    pub fn line(&self, place: Place) -> Option<&Line> {
        match (self, place) {
            (Row::Same(line, _) | Row::Alike(line, _) | Row::Left(line), Place::Left) => Some(line),
            (Row::Same(_, line) | Row::Alike(_, line) | Row::Right(line), Place::Right) => Some(line),
            (Row::Left(_), Place::Right) | (Row::Right(_), Place::Left) => None,
        }
    }
}

/// Puts the lines of two sources in rows, each in its order, so that the corresponding lines are as alike as can be.
pub(crate) fn align(left: &str, right: &str) -> Vec<Row> {
    let (left, right) = (lines(left), lines(right));
    let pairs = with_blocks(pairs(&left, &right), &left, &right);
    let mut rows = Vec::new();
    let (mut l, mut r) = (0, 0);
    for (next_l, next_r) in pairs.into_iter().chain([(left.len(), right.len())]) {
        rows.extend(left[l..next_l].iter().map(|line| Row::Left(Line::whole(line))));
        rows.extend(right[r..next_r].iter().map(|line| Row::Right(Line::whole(line))));
        if let (Some(one), Some(other)) = (left.get(next_l), right.get(next_r)) {
            rows.push(pair(one, other));
        }
        (l, r) = (next_l + 1, next_r + 1);
    }
    rows
}

fn pair(left: &SourceLine, right: &SourceLine) -> Row {
    if left.text.trim() == right.text.trim() {
        return Row::Same(Line::whole(left), Line::whole(right));
    }
    let (left, right) = Line::differing(left, right);
    Row::Alike(left, right)
}

/// The lines that correspond, from top to bottom: the pairs that together are worth most.
fn pairs(left: &[SourceLine], right: &[SourceLine]) -> Vec<(usize, usize)> {
    let worth: Vec<Vec<Option<f64>>> =
        (0..left.len()).map(|l| (0..right.len()).map(|r| worth(left, l, right, r)).collect()).collect();
    // What the lines from `l` and from `r` on are worth together.
    let mut best = vec![vec![0.0_f64; right.len() + 1]; left.len() + 1];
    for l in (0..left.len()).rev() {
        for r in (0..right.len()).rev() {
            let paired = worth[l][r].map_or(0.0, |worth| worth + best[l + 1][r + 1]);
            best[l][r] = paired.max(best[l + 1][r]).max(best[l][r + 1]);
        }
    }
    let mut pairs = Vec::new();
    let (mut l, mut r) = (0, 0);
    while l < left.len() && r < right.len() {
        if best[l][r] == best[l + 1][r] {
            l += 1;
        } else if best[l][r] == best[l][r + 1] {
            r += 1;
        } else {
            pairs.push((l, r));
            (l, r) = (l + 1, r + 1);
        }
    }
    pairs
}

/// `None` if they don't correspond.
fn worth(left: &[SourceLine], l: usize, right: &[SourceLine], r: usize) -> Option<f64> {
    let likeness = likeness(left, l, right, r);
    let says_little = left[l].closes.is_some() || left[l].text.is_empty();
    (likeness >= ALIKE).then_some(if says_little { LITTLE * likeness } else { likeness })
}

/// Adds the lines around those that correspond: what opens and what closes the blocks that they stand in.
fn with_blocks(
    mut pairs: Vec<(usize, usize)>,
    left: &[SourceLine],
    right: &[SourceLine],
) -> Vec<(usize, usize)> {
    let mut index = 0;
    while let Some(&(l, r)) = pairs.get(index) {
        index += 1;
        let (Some(opens_l), Some(opens_r)) = (left[l].within, right[r].within) else { continue };
        if likeness(left, opens_l, right, opens_r) < ALIKE_AROUND || !fits(&pairs, (opens_l, opens_r)) {
            continue;
        }
        pairs.push((opens_l, opens_r));
        let closes = |lines: &[SourceLine], opens| lines.iter().position(|line| line.closes == Some(opens));
        let closing = closes(left, opens_l).zip(closes(right, opens_r));
        pairs.extend(closing.filter(|closing| fits(&pairs, *closing)));
    }
    pairs.sort_unstable();
    pairs
}

/// Whether the order stays if this becomes a pair.
fn fits(pairs: &[(usize, usize)], (l, r): (usize, usize)) -> bool {
    pairs.iter().all(|&(before, other)| before != l && other != r && (before < l) == (other < r))
}

#[cfg(test)]
mod tests {
    use super::{Place, Row, align};

    /// The numbers of the lines that stand on each row.
    fn rows(left: &str, right: &str) -> Vec<(usize, usize)> {
        let number = |line: Option<&crate::line::Line>| line.map_or(0, |line| line.number);
        align(left, right)
            .iter()
            .map(|row| (number(row.line(Place::Left)), number(row.line(Place::Right))))
            .collect()
    }

    const THREAD: &str = "use std::thread;\n\nfn main() {\n    let handle = thread::spawn(|| {\n        \
        println!(\"one\");\n    });\n    handle.join().unwrap();\n}\n";
    const TASK: &str = "fn main() {\n    trpl::run(async {\n        let handle = trpl::spawn_task(async {\n            \
        println!(\"two\");\n        });\n        handle.await.unwrap();\n    });\n}\n";

    #[test]
    fn a_thread_and_a_task_that_do_the_same_stand_on_one_row() {
        let expected = [(1, 0), (2, 0), (3, 1), (0, 2), (4, 3), (5, 4), (6, 5), (7, 6), (0, 7), (8, 8)];
        assert_eq!(rows(THREAD, TASK), expected);
    }

    #[test]
    fn a_line_that_does_something_else_has_no_counterpart() {
        let other = TASK.replace("handle.await.unwrap()", "std::process::exit(1)");
        let rows = rows(THREAD, &other);
        assert!(rows.contains(&(7, 0)) && rows.contains(&(0, 6)), "{rows:?}");
    }

    #[test]
    fn brackets_correspond_where_what_they_close_does() {
        let one = "fn main() {\n    run(|| {\n        print(\"a b c\");\n    });\n}\n";
        let other = "fn main() {\n    print(\"a b c\");\n}\n";
        assert_eq!(rows(one, other), [(1, 1), (2, 0), (3, 2), (4, 0), (5, 3)]);
    }

    #[test]
    fn loops_correspond_where_what_they_repeat_does() {
        let one = "fn main() {\n    for received in rx {\n        println!(\"Got: {received}\");\n    }\n}\n";
        let other = "fn main() {\n    while let Some(word) = rx.recv().await {\n        println!(\"Got: {word}\");\n    }\n}\n";
        assert_eq!(rows(one, other), [(1, 1), (2, 2), (3, 3), (4, 4), (5, 5)]);
        let elsewhere = other.replace("println!(\"Got: {word}\")", "elsewhere.send(word)");
        assert_eq!(rows(one, &elsewhere).first_chunk(), Some(&[(1, 1), (2, 0), (3, 0), (4, 0), (0, 2)]));
    }

    #[test]
    fn lines_are_the_same_whatever_their_indentation_and_alike_with_what_differs_marked() {
        let rows = align("    a.join();\n    b.c()\n", "b.await;\n    a.await;\n  b.c()\n");
        let [Row::Right(_), Row::Alike(left, right), Row::Same(..)] = &rows[..] else { panic!("{rows:?}") };
        let marked = |line: &crate::line::Line| {
            let marked = line.parts.iter().filter(|part| part.differs);
            marked.map(|part| part.text.clone()).collect::<Vec<_>>()
        };
        assert_eq!((marked(left), marked(right)), (vec!["join()".to_owned()], vec!["await".to_owned()]));
    }
}
