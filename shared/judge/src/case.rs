//! What there is to find out about what a book prints.

use crate::complaint::Complaint;
use crate::finding::Finding;
use crate::judging::Depth;
use crate::looks;
use crate::reader::Found;
use crate::row::{Kind, Verdict};
use crate::session::{Session, has_command};
use crate::source::Source;

/// A question about a program, or what is known without one.
#[derive(Clone, Debug)]
pub struct Case {
    pub at: String,
    pub source: Option<Source>,
    pub kind: Kind,
    pub question: Question,
}

#[derive(Clone, Debug)]
pub enum Question {
    /// Whether the program can print this when it is started with these arguments.
    Run { args: Vec<String>, seen: String },
    /// Whether this is what rustc says.
    Error { complaints: Vec<Complaint>, is_whole: bool },
    /// What it can print at all.
    Alone,
    /// There is nothing to ask.
    None(Finding),
}

impl Question {
    /// What tells it from other questions about the same program.
    pub fn key(&self) -> String {
        format!("{self:?}")
    }
}

/// All there is to find out, in the order of the book; then, about other programs, how they are.
pub fn cases(found: &Found, depth: Depth) -> Vec<Case> {
    let mut cases: Vec<Case> = Vec::new();
    for printed in &found.printed {
        for session in Session::all(&printed.text) {
            cases.push(case(printed.at.to_string(), printed.program.clone(), session, depth));
        }
    }
    let is_asked =
        |case: &Case, source: &Source| case.source.as_ref().is_some_and(|one| one.name == source.name);
    let alone = found.programs.iter().filter(|source| source.is_concurrent());
    let alone: Vec<Case> = alone
        .filter(|source| depth == Depth::All && !cases.iter().any(|case| is_asked(case, source)))
        .map(|source| Case {
            at: source.first_line(),
            source: Some(source.clone()),
            kind: Kind::Other,
            question: not_followed(source).unwrap_or(Question::Alone),
        })
        .collect();
    cases.extend(alone);
    cases
}

fn case(at: String, program: Result<Source, String>, session: Session, depth: Depth) -> Case {
    let source = program.as_ref().ok().cloned();
    let known = |verdict, why: &str| Question::None(Finding::new(verdict, why));
    let (kind, question) = match (session, program.as_ref()) {
        (Session::Other(what), Ok(_)) => (Kind::Other, known(Verdict::Skipped, &what)),
        // A text that is empty could not be read, and the reason for that stands in the program's place.
        (Session::Other(what), Err(why)) => {
            (Kind::Other, known(Verdict::Skipped, if what == "nothing printed" { why } else { &what }))
        }
        (_, Err(why)) => (Kind::Other, known(Verdict::Skipped, &format!("no program found: {why}"))),
        (Session::Error { complaints, is_whole }, Ok(source)) => {
            let may_run = source.package.as_ref().is_some_and(|package| package.has_paths());
            let question = if depth == Depth::Compiled && may_run {
                known(
                    Verdict::Unknown,
                    "what it needs from the book's own folder could run while it is built",
                )
            } else {
                Question::Error { complaints, is_whole }
            };
            (Kind::Error, question)
        }
        (Session::Run { .. }, Ok(_)) if depth == Depth::Compiled => {
            (Kind::Run, known(Verdict::Unknown, "nothing was run"))
        }
        (Session::Run { .. }, Ok(source)) if !source.is_complete() => (
            Kind::Other,
            known(Verdict::Skipped, &format!("no program found: {} has no `fn main()`", source.name)),
        ),
        (Session::Run { seen, .. }, Ok(source)) if looks::drawn(&seen) && !looks::drawn(&source.text) => {
            (Kind::Other, known(Verdict::Skipped, "a drawing, which the program does not print"))
        }
        (Session::Run { seen, .. }, Ok(source))
            if !has_command(&seen) && looks::like_code(&seen, &source.text) =>
        {
            (Kind::Other, known(Verdict::Skipped, "code, which the program does not print"))
        }
        (Session::Run { args, seen }, Ok(source)) => {
            (Kind::Run, not_followed(source).unwrap_or(Question::Run { args, seen }))
        }
    };
    Case { at, source, kind, question }
}

/// What need not be built to tell that it can't be followed.
fn not_followed(source: &Source) -> Option<Question> {
    let not_modelled = |why: String| Some(Question::None(Finding::new(Verdict::NotModelled, why)));
    if let Some(name) = source.of_the_machine().filter(|_| !source.is_meant_to_fail) {
        return not_modelled(format!("the explorer does not know `{name}`"));
    }
    let typed = "it reads what somebody types, which the page does not tell from what it prints";
    source.reads_input().then(|| typed.to_owned()).and_then(not_modelled)
}
