//! Does it compile?

use crate::choice::{Choice, Shown};
use crate::question::CHOICES;
use crate::{Complaint, Kind, Program, Question, Reason};
use fastrand::Rng;

pub fn ask(program: &impl Program, chance: &mut Rng) -> Option<Question> {
    let complaints = program.complaints()?;
    let lines: Vec<&str> = program.source().lines().collect();
    let first = complaints.first();
    let mut others: Vec<usize> = (1..=lines.len()).filter(|line| may_be_wrong(lines[line - 1])).collect();
    others.retain(|line| !complaints.iter().any(|complaint| complaint.lines.contains(line)));
    // The same text at another line would be taken for it.
    if let Some(Complaint { line, .. }) = first {
        others.retain(|other| lines[other - 1].trim() != lines[line - 1].trim());
    }
    chance.shuffle(&mut others);
    let taken = |line: &usize| Choice {
        shown: points_to(*line, &lines),
        is_right: false,
        why: Reason::Said(format!("rustc has nothing against line {line}.")),
    };
    let yes = Choice {
        shown: Shown::Words("It compiles.".to_owned()),
        is_right: first.is_none(),
        why: Reason::Said(match first {
            None => "rustc takes it as it is.".to_owned(),
            Some(_) => String::new(),
        }),
    };
    let right = first.map(|Complaint { line, message, .. }| Choice {
        shown: points_to(*line, &lines),
        is_right: true,
        why: Reason::Said(format!("rustc says: {message}")),
    });
    let mut choices: Vec<Choice> = [yes].into_iter().chain(right).collect();
    choices.extend(others.iter().map(taken).take(CHOICES - choices.len()));
    let asked = "Does it compile? If not, which line does rustc's first error point to?";
    let is_whole = choices.len() == CHOICES;
    let asked = (Vec::new(), asked.to_owned());
    is_whole.then(|| Question::new(Kind::Compiles, program, asked, choices, chance))
}

/// There is something in it that a compiler could object to.
fn may_be_wrong(line: &str) -> bool {
    let code = line.trim();
    !code.starts_with("//")
        && !code.starts_with("use ")
        && code.chars().filter(|c| c.is_alphanumeric()).count() > 6
}

fn points_to(line: usize, lines: &[&str]) -> Shown {
    Shown::Words(format!("No: line {line}, `{}`", lines[line - 1].trim()))
}
