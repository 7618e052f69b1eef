//! Who did what when, as a story that one can read.

use std::hash::{DefaultHasher, Hash, Hasher};

use answers::Happening;
use screen::escaped;
use timeline::Patterns;

use terminal::style::{DIM, paint};

/// A longer story is told in part.
const MOST: usize = 35;
/// To leave out fewer lines than this does not help.
const FEWEST: usize = 3;

/// A line each for what happened; what repeats is told once, and the middle of what is too long is not, unless `is_full`.
pub fn story(events: &[Happening], is_full: bool) -> String {
    let width = events.iter().map(|event| escaped(&event.task).chars().count()).max().unwrap_or_default();
    let row = |event: &Happening| row(event, width);
    if is_full {
        return events.iter().map(row).collect::<Vec<_>>().join("\n");
    }
    let lines = folded(events, row);
    if lines.len() <= MOST {
        return text(lines);
    }
    // Of what is too long, who sleeps goes without saying: it is seen from the times.
    let told: Vec<Happening> = events.iter().filter(|event| !is_quiet(event)).cloned().collect();
    let left_out = events.len() - told.len();
    let story = cut(folded(&told, row));
    if left_out == 0 {
        return story;
    }
    let said = format!("{:10}  {left_out} times somebody went to sleep or woke up; --full tells them", "…");
    format!("{story}\n{}", paint(DIM, said))
}

/// Lines with how much each stands for; what repeats is told once.
fn folded(events: &[Happening], row: impl Fn(&Happening) -> String) -> Vec<(usize, String)> {
    let mut lines: Vec<(usize, String)> = Vec::new();
    let signatures: Vec<u64> = (0..events.len()).map(|index| signature(events, index)).collect();
    let patterns = Patterns::of(&signatures);
    let mut at = 0;
    while at < events.len() {
        let (length, times) = patterns.best(at);
        let folded = length * (times - 1);
        if folded < FEWEST || events[at..at + length].iter().any(prints) {
            lines.push((1, row(&events[at])));
            at += 1;
            continue;
        }
        lines.extend(events[at..at + length].iter().map(|event| (1, row(event))));
        at += length * times;
        let again = if times == 2 { "once more".to_owned() } else { format!("{} more times", times - 1) };
        let (from, until) = (events[at - length * times].ms, events[at - 1].ms);
        let until = if from == until { String::new() } else { format!(", until {until} ms") };
        let text = format!("{:10}  the same {again}{until}", "…");
        lines.push((folded, paint(DIM, text)));
    }
    lines
}

fn text(lines: Vec<(usize, String)>) -> String {
    lines.into_iter().map(|(_, line)| line).collect::<Vec<_>>().join("\n")
}

/// Leaves out the middle of what is too long.
fn cut(mut lines: Vec<(usize, String)>) -> String {
    if lines.len() <= MOST {
        return text(lines);
    }
    let tail = lines.split_off(lines.len() - MOST / 2);
    let middle = lines.split_off(MOST / 2);
    let left_out: usize = middle.iter().map(|(count, _)| count).sum();
    let said = format!("{:10}  {left_out} things that happened are left out; --full tells them", "…");
    format!("{}\n{}\n{}", text(lines), paint(DIM, said), text(tail))
}

fn row(Happening { ms, task, did, line, file }: &Happening, width: usize) -> String {
    let before = paint(DIM, format_args!("{ms:7} ms  {:width$}", escaped(task)));
    let of = file.iter().map(|file| format!(" of {file}")).collect::<String>();
    let place = if *line == 0 { String::new() } else { paint(DIM, format_args!("  (line {line}{of})")) };
    format!("{before}  {}{place}", escaped(did))
}

/// Somebody goes to sleep or wakes up in time.
fn is_quiet(event: &Happening) -> bool {
    event.did.starts_with("went to sleep") || event.did == "woke up"
}

/// What is printed is what a reader looks for.
fn prints(event: &Happening) -> bool {
    event.did.starts_with("printed ")
}

/// Equal for what is done by the same with other values, as long after what was before.
fn signature(events: &[Happening], index: usize) -> u64 {
    let Happening { ms, task, did, line, .. } = &events[index];
    let since = ms - index.checked_sub(1).map_or(0, |before| events[before].ms);
    let mut hasher = DefaultHasher::new();
    (since, task, without_values(did), line).hash(&mut hasher);
    hasher.finish()
}

/// A sentence without its texts and numbers.
fn without_values(did: &str) -> String {
    let outside = did.split('"').step_by(2);
    outside.flat_map(str::chars).filter(|c| !c.is_ascii_digit()).collect()
}

#[cfg(test)]
mod tests {
    use super::{Happening, story};

    fn happening(ms: u64, did: &str) -> Happening {
        Happening { ms, task: "tx".to_owned(), did: did.to_owned(), line: 3, file: None }
    }

    #[test]
    fn what_repeats_is_told_once_with_how_often() {
        let ticks: Vec<_> = (0..100).map(|n| happening(n, &format!("sent {n} into the channel"))).collect();
        let told = story(&ticks, false);
        assert!(told.contains("more times, until 99 ms") && told.lines().count() <= 3, "{told}");
        assert_eq!(story(&ticks, true).lines().count(), 100);
    }

    #[test]
    fn a_long_story_is_told_from_both_ends() {
        let prints: Vec<_> = (0..100).map(|n| happening(n, &format!("printed `{n}`"))).collect();
        let told = story(&prints, false);
        assert!(told.lines().count() < 40 && told.contains("are left out; --full tells them"), "{told}");
        assert!(told.contains("printed `0`") && told.contains("printed `99`"), "{told}");
    }
}
