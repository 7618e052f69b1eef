//! Outputs that come near one that there is. Whether a program can print them is another question.

use answers::{Line, Output};
use fastrand::Rng;

/// Texts that come near an output, those that are taken for it most easily first; not one of them is that output.
pub fn near_misses(output: &Output, others: &[Output], chance: &mut Rng) -> Vec<Vec<String>> {
    let lines = &output.lines;
    let texts = texts(lines);
    let mut ways = [
        swapped(lines, |one, other| one.task != other.task),
        in_another_order(lines),
        spliced(&texts, others),
        swapped(lines, |one, other| one.task == other.task),
        vec![without(&texts, texts.len() - 1)],
        (0..texts.len()).map(|place| doubled(&texts, place)).collect(),
        (0..texts.len() - 1).map(|place| without(&texts, place)).collect(),
    ];
    ways.iter_mut().for_each(|way| chance.shuffle(way));
    let mut all = in_turns(ways.to_vec());
    all.retain(|miss| *miss != texts && miss.iter().any(|line| !line.trim().is_empty()));
    all
}

pub fn texts(lines: &[Line]) -> Vec<String> {
    lines.iter().map(|line| line.text.clone()).collect()
}

/// Two neighbours change places.
fn swapped(lines: &[Line], may: fn(&Line, &Line) -> bool) -> Vec<Vec<String>> {
    let pairs = (1..lines.len()).filter(|place| may(&lines[place - 1], &lines[*place]));
    let swap = |place: usize| {
        let mut texts = texts(lines);
        texts.swap(place - 1, place);
        texts
    };
    pairs.map(swap).collect()
}

/// One task after the other; and by turns.
fn in_another_order(lines: &[Line]) -> Vec<Vec<String>> {
    let mut tasks: Vec<&str> = Vec::new();
    for line in lines {
        if !tasks.contains(&&*line.task) {
            tasks.push(&line.task);
        }
    }
    let of =
        |task: &&str| lines.iter().filter(|line| line.task == *task).map(|line| line.text.clone()).collect();
    let voices: Vec<Vec<String>> = tasks.iter().map(of).collect();
    let reversed = voices.iter().rev().cloned().collect();
    let last_first = voices.iter().rev().flatten().cloned().collect();
    vec![voices.concat(), last_first, in_turns(voices), in_turns(reversed)]
}

/// The beginning of one and the end of another.
fn spliced(texts: &[String], others: &[Output]) -> Vec<Vec<String>> {
    let ends = others.iter().filter(|other| other.lines.len() > 1);
    let splice = |other: &Output| {
        let (half, other) = (texts.len() / 2, self::texts(&other.lines));
        [&texts[..half], &other[half.min(other.len())..]].concat()
    };
    ends.map(splice).collect()
}

fn without(texts: &[String], place: usize) -> Vec<String> {
    [&texts[..place], &texts[place + 1..]].concat()
}

fn doubled(texts: &[String], place: usize) -> Vec<String> {
    [&texts[..=place], &texts[place..]].concat()
}

/// The first of each, then the second of each, and so on.
fn in_turns<T: Clone>(several: Vec<Vec<T>>) -> Vec<T> {
    let longest = several.iter().map(Vec::len).max().unwrap_or_default();
    (0..longest).flat_map(|place| several.iter().filter_map(move |one| one.get(place).cloned())).collect()
}
