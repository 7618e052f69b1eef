use std::collections::BTreeSet;
use std::time::{Duration, Instant};

use answers::{Clock, Explain, Explanation, Explore, Extent, Limits, Outcome};
use catalogue::Listing;
use fastrand::Rng;
use libtest_mimic::Failed;
use quiz::{Complaint, Kind, Program, Question, Reason, Shown};

use crate::explored::ask;

/// Of each kind, so many questions, where that does not take long.
const SEEDS: u64 = 3;
const LONG: Duration = Duration::from_millis(300);
/// As `quiz` has them.
const LIMITS: Limits = Limits { max_schedules: Some(2_000), max_steps: Some(40_000), seconds: None };

struct Subject {
    listing: &'static Listing,
    outcomes: [Option<Outcome>; 2],
}

impl Program for Subject {
    fn id(&self) -> &str {
        self.listing.id.as_str()
    }

    fn source(&self) -> &str {
        ""
    }

    fn outcome(&self, clock: Clock) -> Option<Outcome> {
        self.outcomes[usize::from(clock == Clock::Late)].clone()
    }

    fn explain(&self, seen: &str, extent: Extent) -> Option<Explanation> {
        ask(self.listing, Explain { seen: seen.to_owned(), extent }, LIMITS).ok()
    }

    fn complaints(&self) -> Option<Vec<Complaint>> {
        None
    }
}

/// Whatever is asked, the right choices are in the set of outputs, the wrong ones in none, not even that of the late clock.
pub fn is_asked_fairly(listing: &'static Listing) -> Result<(), Failed> {
    let outcomes = [Clock::Exact, Clock::Late]
        .map(|clock| ask(listing, Explore { clock, most: 1_000, ..Explore::default() }, LIMITS).ok());
    let subject = Subject { listing, outcomes };
    for seed in 0..SEEDS {
        let start = Instant::now();
        for kind in [Kind::CanPrint, Kind::NextLine, Kind::Ends] {
            let ask = || kind.ask(&subject, &mut Rng::with_seed(seed));
            let Some(question) = ask() else { continue };
            is_fair(&question, &subject).map_err(|why| format!("{why}: {question:#?}"))?;
            if seed == 1 && ask().is_none_or(|again| again.id != question.id) {
                return Err(format!("another question with the same seed: {question:#?}").into());
            }
        }
        if start.elapsed() > LONG {
            break;
        }
    }
    Ok(())
}

fn is_fair(question: &Question, subject: &Subject) -> Result<(), String> {
    let shown: BTreeSet<String> = question
        .choices
        .iter()
        .map(|choice| format!("{:?}{:?}", choice.shown.lines(), choice.shown.end()))
        .collect();
    if shown.len() != 4 || question.choices.len() != 4 {
        return Err("there are not four choices".to_owned());
    }
    if question.right().len() != if question.asked.contains("two") { 2 } else { 1 } {
        return Err("not as many are right as it says".to_owned());
    }
    let [Some(exact), late] = &subject.outcomes else { return Err("nothing is known".to_owned()) };
    for choice in &question.choices {
        let is_in = |outcome: &Outcome| is_in(&choice.shown, question, outcome);
        // Where too little is known of the late clock, the explorer's verdict stands alone.
        let is_known =
            late.as_ref().filter(|late| late.exhaustive && late.outputs.len() as u128 == late.count);
        if choice.is_right && !is_in(exact) {
            return Err(format!("{:?} is called right", choice.shown));
        }
        if !choice.is_right && (is_in(exact) || is_known.is_some_and(is_in)) {
            return Err(format!("{:?} is called wrong", choice.shown));
        }
        if let Reason::Explained { explanation, .. } = &choice.why
            && choice.is_right == (explanation.verdict == answers::Verdict::Impossible)
        {
            return Err(format!("{:?} is explained otherwise", choice.shown));
        }
    }
    Ok(())
}

/// Whether there is an output of which a choice is true. A long beginning is told in part only.
fn is_in(shown: &Shown, question: &Question, outcome: &Outcome) -> bool {
    let given = &question.given;
    let gap = given.iter().position(|line| line.starts_with("… ("));
    let begins_so = |texts: &[&str]| match gap {
        None => texts.len() >= given.len() && given.iter().zip(texts).all(|(one, other)| one == other),
        Some(gap) => {
            let left_out: usize =
                given[gap].split([' ', '(']).find_map(|word| word.parse().ok()).unwrap_or_default();
            let whole = given.len() - 1 + left_out;
            let end = whole - (given.len() - gap - 1);
            texts.len() >= whole
                && given[..gap].iter().zip(texts).all(|(one, other)| one == other)
                && given[gap + 1..].iter().zip(&texts[end..]).all(|(one, other)| one == other)
        }
    };
    let length = given.len() - usize::from(gap.is_some())
        + gap.map_or(0, |gap| given[gap].split([' ', '(']).find_map(|word| word.parse().ok()).unwrap_or(0));
    outcome.outputs.iter().any(|output| {
        let texts: Vec<&str> = output.lines.iter().map(|line| line.text.as_str()).collect();
        match shown {
            Shown::Output(lines, end) => texts == *lines && end.is_none_or(|end| end == output.end),
            Shown::Line(line) => begins_so(&texts) && texts.get(length) == Some(&line.as_str()),
            Shown::Words(_) if question.kind == Kind::NextLine => begins_so(&texts) && texts.len() == length,
            Shown::Words(words) => ends_so(words, outcome),
        }
    })
}

/// Whether a sentence about a program's ends is true of all that there is.
fn ends_so(words: &str, outcome: &Outcome) -> bool {
    let told: [(&str, &str); 4] =
        [("normally", "returns"), ("hang", "hangs"), ("panic", "panics"), ("for ever and", "still running")];
    let said = told.iter().filter(|(word, _)| words.contains(word)).map(|(_, end)| *end);
    let ends: BTreeSet<&str> = outcome.outputs.iter().map(|output| output.end.name()).collect();
    said.collect::<BTreeSet<_>>() == ends
}
