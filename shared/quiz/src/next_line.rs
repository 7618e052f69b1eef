//! What can come next?

use crate::can_print::text;
use crate::choice::{Choice, Shown, cut};
use crate::near_miss::texts;
use crate::question::{CHOICES, is_among};
use crate::{Kind, Program, Question, Reason};
use answers::{Clock, Explanation, Extent, Output, Stream, Verdict};
use fastrand::Rng;

/// What is said where a program has printed all that it prints.
const NOTHING: &str = "nothing more";
/// So many lines are tried.
const TRIES: usize = 10;

pub fn ask(program: &impl Program, chance: &mut Rng) -> Option<Question> {
    let outcome = program.outcome(Clock::Exact)?;
    let is_plain = |output: &&Output| {
        output.lines.len() > 1 && output.lines.iter().all(|line| line.stream == Stream::Stdout)
    };
    let outputs: Vec<Vec<String>> =
        outcome.outputs.iter().filter(is_plain).map(|output| texts(&output.lines)).collect();
    let output = &outputs[..].get(chance.usize(..outputs.len().max(1)))?;
    let given = output[..chance.usize(..=output.len())].to_vec();
    let mut right = following(&given, &outputs);
    chance.shuffle(&mut right);
    right.truncate(1 + chance.usize(..2));
    let mut choices = Vec::new();
    for next in &right {
        let (seen, explanation) = explained(program, &given, next)?;
        if explanation.verdict != Verdict::Possible {
            return None;
        }
        let shown = shown(next);
        choices.push(Choice { shown, is_right: true, why: Reason::explained(seen, explanation) });
    }
    for next in elsewhere(&given, &outputs, chance).iter().take(TRIES) {
        let shown = shown(next);
        if choices.len() == CHOICES {
            break;
        }
        if is_among(&shown, &choices) {
            continue;
        }
        let (seen, explanation) = explained(program, &given, next)?;
        if explanation.verdict == Verdict::Impossible {
            choices.push(Choice { shown, is_right: false, why: Reason::explained(seen, explanation) });
        }
    }
    let asked = match (given.is_empty(), right.len()) {
        (true, 1) => "Which one of these can be the first line that it prints?",
        (true, _) => "Two of these can be the first line that it prints. Which two?",
        (false, 1) => "It has printed the lines above. Which one of these can come next?",
        (false, _) => "It has printed the lines above. Two of these can come next. Which two?",
    };
    let is_whole = choices.len() == CHOICES;
    let asked = (cut(&given), asked.to_owned());
    is_whole.then(|| Question::new(Kind::NextLine, program, asked, choices, chance))
}

/// What comes after these lines, in outputs that begin so; `None` where one ends.
fn following(given: &[String], outputs: &[Vec<String>]) -> Vec<Option<String>> {
    let mut found = Vec::new();
    for output in outputs.iter().filter(|output| output.starts_with(given)) {
        let next = output.get(given.len()).cloned();
        if !found.contains(&next) {
            found.push(next);
        }
    }
    found
}

/// What comes at other places, nearby first.
fn elsewhere(given: &[String], outputs: &[Vec<String>], chance: &mut Rng) -> Vec<Option<String>> {
    let at = given.len();
    let near = at.saturating_sub(2)..=at + 3;
    let mut near_by: Vec<Option<String>> = Vec::new();
    let mut far: Vec<Option<String>> = Vec::new();
    for output in outputs {
        for (place, line) in output.iter().enumerate() {
            let group = if near.contains(&place) { &mut near_by } else { &mut far };
            if !group.contains(&Some(line.clone())) {
                group.push(Some(line.clone()));
            }
        }
    }
    near_by.push(None);
    chance.shuffle(&mut near_by);
    chance.shuffle(&mut far);
    near_by.extend(far);
    near_by
}

fn explained(
    program: &impl Program,
    given: &[String],
    next: &Option<String>,
) -> Option<(String, Explanation)> {
    let (lines, extent) = match next {
        Some(line) => ([given, std::slice::from_ref(line)].concat(), Extent::CutOff),
        None => (given.to_vec(), Extent::Whole),
    };
    // Nobody saw anything: whether that is all is another question than this.
    if lines.is_empty() {
        return None;
    }
    let seen = text(&lines);
    let explanation = program.explain(&seen, extent)?;
    Some((seen, explanation))
}

fn shown(next: &Option<String>) -> Shown {
    match next {
        Some(line) => Shown::Line(line.clone()),
        None => Shown::Words(NOTHING.to_owned()),
    }
}
