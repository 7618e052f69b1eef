//! How does it end?

use crate::choice::{Choice, Shown};
use crate::question::CHOICES;
use crate::{Kind, Program, Question, Reason};
use answers::{Clock, Ending, Outcome, Output};
use fastrand::Rng;
use std::collections::BTreeSet;

/// What can be said of how a program ends: of all of its runs, or of some and others. No two of these are true at once.
const SENTENCES: [(&[Ending], &str); 6] = [
    (&[Ending::Returns], "Every run ends normally."),
    (&[Ending::Hangs], "Every run hangs: there comes a time when nobody can ever go on."),
    (&[Ending::Returns, Ending::Hangs], "It depends: some runs end normally, others hang."),
    (&[Ending::Panics], "Every run ends with a panic in `main`."),
    (
        &[Ending::Returns, Ending::Panics],
        "It depends: some runs end normally, others with a panic in `main`.",
    ),
    (&[Ending::StillRunning], "Every run goes on for ever and always has something to do."),
];

/// Of so many programs that just end, one is asked about.
const USUAL: usize = 3;

pub fn ask(program: &impl Program, chance: &mut Rng) -> Option<Question> {
    let exact = program.outcome(Clock::Exact)?;
    let ends = ends(&exact)?;
    // Nearly all programs end; who is asked too often whether they do need not look at them.
    let is_usual = ends.iter().eq([&Ending::Returns]) && chance.usize(..USUAL) > 0;
    if is_usual || self::ends(&program.outcome(Clock::Late)?)? != ends {
        return None;
    }
    let said =
        |(of, sentence): &(&[Ending], &'static str)| (of.iter().copied().collect::<BTreeSet<_>>(), *sentence);
    let (right, mut wrong): (Vec<_>, Vec<_>) = SENTENCES.iter().map(said).partition(|(of, _)| *of == ends);
    let [(_, right)] = right[..] else { return None };
    // That it hangs and that it depends come nearest.
    chance.shuffle(&mut wrong[2..]);
    let choice = |sentence: &str, is_right| Choice {
        shown: Shown::Words(sentence.to_owned()),
        is_right,
        why: Reason::Said(if is_right { why(&exact) } else { String::new() }),
    };
    let wrong = wrong.iter().take(CHOICES - 1).map(|(_, sentence)| choice(sentence, false));
    let choices = [choice(right, true)].into_iter().chain(wrong).collect();
    let asked = (Vec::new(), "Which one of these is true of how it ends?".to_owned());
    Some(Question::new(Kind::Ends, program, asked, choices, chance))
}

/// How its runs end; `None` if not all of them are known.
fn ends(outcome: &Outcome) -> Option<BTreeSet<Ending>> {
    // An exit code or a crash is neither normal nor a panic.
    let is_plain = |output: &Output| match output.end {
        Ending::Returns => output.why.is_empty(),
        Ending::Panics => output.why == "main panicked",
        Ending::Hangs | Ending::StillRunning => true,
    };
    let is_whole = outcome.exhaustive && outcome.outputs.len() as u128 == outcome.count;
    let is_known = is_whole && outcome.outputs.iter().all(is_plain);
    is_known.then(|| outcome.outputs.iter().map(|output| output.end).collect())
}

/// What there is to say about the ends that there are, a line each.
fn why(outcome: &Outcome) -> String {
    let told = outcome.outputs.iter().filter(|output| !output.why.is_empty());
    let told: BTreeSet<String> = told.map(|output| format!("it {}", output.ending())).collect();
    told.into_iter().collect::<Vec<_>>().join("\n")
}
