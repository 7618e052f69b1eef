//! How alike two lines are.

use similar::{Algorithm, DiffOp, capture_diff_slices};

use crate::source::SourceLine;
use crate::words::words;

/// What does the same job for threads as for tasks.
const COUNTERPARTS: [(&str, &str); 4] =
    [("thread", "trpl"), ("mpsc", "trpl"), ("join", "await"), ("while", "for")];

/// Lines that are less alike don't correspond.
pub(crate) const ALIKE: f64 = 0.5;
/// Lines that open blocks need less of it where what stands in the blocks corresponds.
pub(crate) const ALIKE_AROUND: f64 = 0.2;

/// How alike two lines are, from 0 (nothing in common) to 1 (the same but for their indentation). Lines that only close
/// what others opened are as alike as those.
pub(crate) fn likeness(left: &[SourceLine], l: usize, right: &[SourceLine], r: usize) -> f64 {
    match (left[l].closes, right[r].closes) {
        (Some(opened), Some(other)) => likeness(left, opened, right, other),
        (None, None) => of_texts(left[l].text.trim(), right[r].text.trim()),
        _ => 0.0,
    }
}

/// The part of the letters and signs that stand in both, in the same order.
fn of_texts(left: &str, right: &str) -> f64 {
    if left == right {
        return 1.0;
    }
    let (left, right) = (jobs(left), jobs(right));
    let weight = |words: &[&str]| words.iter().map(|word| word.chars().count()).sum::<usize>();
    let common = capture_diff_slices(Algorithm::Myers, &left, &right).into_iter().map(|op| match op {
        DiffOp::Equal { old_index, len, .. } => weight(&left[old_index..old_index + len]),
        _ => 0,
    });
    let all = weight(&left) + weight(&right);
    if all == 0 { 0.0 } else { (2 * common.sum::<usize>()) as f64 / all as f64 }
}

/// The words of a line, without spaces, those of counterparts being the same; `spawn_task` is two.
fn jobs(line: &str) -> Vec<&str> {
    let parts = words(line).into_iter().flat_map(|word| word.split('_'));
    let parts = parts.filter(|word| !word.trim().is_empty());
    parts.map(|word| COUNTERPARTS.iter().find(|(of, _)| *of == word).map_or(word, |(_, job)| job)).collect()
}

#[cfg(test)]
mod tests {
    use super::{ALIKE, of_texts};

    #[test]
    fn a_thread_and_a_task_that_do_the_same_are_alike() {
        let pairs = [
            ("thread::spawn(move || {", "trpl::spawn_task(async move {"),
            ("thread::sleep(Duration::from_millis(1));", "trpl::sleep(Duration::from_millis(500)).await;"),
            ("handle.join().unwrap();", "handle.await.unwrap();"),
            ("let (tx, rx) = mpsc::channel();", "let (tx, mut rx) = trpl::channel();"),
        ];
        for (thread, task) in pairs {
            assert!(of_texts(thread, task) > ALIKE, "{thread} | {task}: {}", of_texts(thread, task));
        }
    }

    #[test]
    fn lines_that_do_different_things_are_not_alike() {
        let pairs = [
            ("thread::spawn(move || {", "trpl::sleep(Duration::from_millis(500)).await;"),
            ("fn main() {", "trpl::run(async {"),
            ("use std::thread;", "fn main() {"),
        ];
        for (one, other) in pairs {
            assert!(of_texts(one, other) < ALIKE, "{one} | {other}: {}", of_texts(one, other));
        }
    }
}
