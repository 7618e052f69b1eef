//! Which of these can it print?

use crate::choice::{Choice, Shown};
use crate::near_miss::{near_misses, texts};
use crate::question::{CHOICES, is_among};
use crate::{Kind, Program, Question, Reason};
use answers::{Clock, Ending, Extent, Outcome, Output, Stream, Verdict};
use fastrand::Rng;

/// A longer output is too much to compare with three others; how it goes on is asked then.
const LONGEST: usize = 10;
/// So many texts are tried.
const TRIES: usize = 14;

pub fn ask(program: &impl Program, chance: &mut Rng) -> Option<Question> {
    let outcome = program.outcome(Clock::Exact)?;
    let mut outputs: Vec<&Output> = outcome.outputs.iter().filter(|output| is_short(output)).collect();
    outputs.retain(|output| is_plain(output, &outcome));
    chance.shuffle(&mut outputs);
    // Where all runs return, nobody has to be told.
    let tells_end = outcome.outputs.iter().any(|output| !output.returns());
    let wanted = if outputs.len() > 1 { 1 + chance.usize(..2) } else { 1 };
    let mut choices = Vec::new();
    for output in outputs.iter().take(wanted) {
        let shown = Shown::Output(texts(&output.lines), tells_end.then_some(output.end));
        let seen = text(&texts(&output.lines));
        let explanation = program.explain(&seen, Extent::Whole)?;
        if explanation.verdict != Verdict::Possible {
            return None;
        }
        choices.push(Choice { shown, is_right: true, why: Reason::explained(seen, explanation) });
    }
    let first = *outputs.first()?;
    if tells_end {
        choices.extend(ends_otherwise(program, first));
    }
    for miss in near_misses(first, &outcome.outputs, chance).into_iter().take(TRIES) {
        if choices.len() == CHOICES {
            break;
        }
        let shown = Shown::Output(miss.clone(), tells_end.then_some(first.end));
        if is_among(&shown, &choices) || outcome.outputs.iter().any(|output| texts(&output.lines) == miss) {
            continue;
        }
        let seen = text(&miss);
        let explanation = program.explain(&seen, Extent::Whole)?;
        if explanation.verdict == Verdict::Impossible {
            choices.push(Choice { shown, is_right: false, why: Reason::explained(seen, explanation) });
        }
    }
    let asked = match wanted {
        1 => "Each of these would be all that it prints. Only one is possible. Which one?",
        _ => "Each of these would be all that it prints. Two are possible. Which two?",
    };
    let is_whole = choices.len() == CHOICES;
    let asked = (Vec::new(), asked.to_owned());
    is_whole.then(|| Question::new(Kind::CanPrint, program, asked, choices, chance))
}

/// The same lines with an end that no run has, not even with wake-ups that come late.
fn ends_otherwise(program: &impl Program, output: &Output) -> Option<Choice> {
    let late = program.outcome(Clock::Late)?;
    let is_known = late.exhaustive && late.outputs.len() as u128 == late.count;
    let end = if output.returns() { Ending::Hangs } else { Ending::Returns };
    let is_there = |other: &Output| other.end == end && texts(&other.lines) == texts(&output.lines);
    if !is_known || late.outputs.iter().any(is_there) {
        return None;
    }
    let why = match end {
        Ending::Hangs => {
            "A run can print these lines, but after them it ends: nobody is left waiting.".to_owned()
        }
        _ => format!("A run can print these lines, but then it {}.", output.ending()),
    };
    let shown = Shown::Output(texts(&output.lines), Some(end));
    Some(Choice { shown, is_right: false, why: Reason::Said(why) })
}

fn is_short(output: &Output) -> bool {
    (2..=LONGEST).contains(&output.lines.len()) && output.end != Ending::StillRunning
}

/// All of it goes to one stream, and its lines tell how it ends.
fn is_plain(output: &Output, outcome: &Outcome) -> bool {
    let same = |other: &&Output| texts(&other.lines) == texts(&output.lines);
    output.lines.iter().all(|line| line.stream == Stream::Stdout)
        && outcome.outputs.iter().filter(same).count() == 1
}

/// Lines as a terminal shows them.
pub fn text(lines: &[String]) -> String {
    lines.iter().map(|line| format!("{line}\n")).collect()
}
