//! Asks the explorer and rustc about all that a book prints.

use std::collections::BTreeSet;
use std::thread;

use answers::{Explain, Explore, Extent, Limits};
use runner::side_by_side;
use terminal::{Failure, Workspace};
use worlds::{Explorable, NoAnswer};

use crate::book::Book;
use crate::cache::Cache;
use crate::case::{Case, Question, cases};
use crate::finding::Finding;
use crate::numbering::Numbering;
use crate::outside;
use crate::reader::{Found, read};
use crate::row::{Row, Verdict};
use crate::source::Source;
use crate::virtual_lab::{self, Built};
use crate::{real_lab, row};

/// So long one question is thought about; what was found until then is said.
const SECONDS: f64 = 10.0;
/// So many outputs of a program are looked at to tell how they end.
const LISTED: usize = 100;

/// What of a book is looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Depth {
    /// All; programs are run.
    All,
    /// Only what needs no program to run: rustc's errors.
    Compiled,
}

/// What there is to say of all that a book prints, in its order, and then of its other programs.
///
/// # Errors
/// Nothing can be built at all, or the user has stopped it.
pub fn judge(workspace: &Workspace, book: &Book, depth: Depth) -> Result<Vec<Row>, Failure> {
    let mut found = read(book);
    outside::add(book, &mut found);
    judge_found(workspace, book, &found, depth)
}

/// The same of what was found in some pages.
///
/// # Errors
/// As of [`judge`].
pub fn judge_found(
    workspace: &Workspace,
    book: &Book,
    found: &Found,
    depth: Depth,
) -> Result<Vec<Row>, Failure> {
    let cases = cases(found, depth);
    let mut cache = Cache::open(workspace, &book.folder.root());
    let mut findings: Vec<Option<Finding>> = cases.iter().map(|case| known(&cache, case)).collect();
    let new: Vec<&Case> =
        cases.iter().zip(&findings).filter(|(_, finding)| finding.is_none()).map(|(case, _)| case).collect();
    let lock = if new.is_empty() { None } else { Some(cache.alone(workspace)?) };
    let mut answers = find(workspace, &new)?.into_iter();
    drop(lock);
    for (case, finding) in cases.iter().zip(&mut findings) {
        if finding.is_none()
            && let Some(answer) = answers.next()
        {
            // What was not tried to its end may come out otherwise on another day.
            if let (Some(source), true) = (&case.source, answer.verdict != Verdict::Unknown) {
                cache.put(&cache.key(source, &case.question.key()), &answer);
            }
            *finding = Some(answer);
        }
    }
    cache.close();
    let rows = cases.iter().zip(findings).filter_map(|(case, finding)| Some(row::row(case, finding?)));
    Ok(rows.collect())
}

/// What is known of a case without asking anybody.
fn known(cache: &Cache<Finding>, case: &Case) -> Option<Finding> {
    match (&case.question, &case.source) {
        (Question::None(finding), _) => Some(finding.clone()),
        (question, Some(source)) => cache.get(&cache.key(source, &question.key())),
        (_, None) => None,
    }
}

/// What the explorer and rustc say, in the order of the cases.
fn find(workspace: &Workspace, cases: &[&Case]) -> Result<Vec<Finding>, Failure> {
    let explored = sources(cases, |question| !matches!(question, Question::Error { .. }));
    let built = virtual_lab::build(workspace, &explored)?;
    stopped(workspace)?;
    let mut checked = sources(cases, |question| matches!(question, Question::Error { .. }));
    // What the explorer's own crates refuse may be right all the same.
    for (source, built) in explored.iter().zip(&built) {
        let is_there = checked.iter().any(|other| other.name == source.name);
        if matches!(built, Built::Refused(..)) && !is_there {
            checked.push(source);
        }
    }
    let said = real_lab::complaints(workspace, &checked)?;
    stopped(workspace)?;
    let lab = Lab {
        workspace,
        explored: explored.iter().zip(&built).collect(),
        checked: checked.iter().zip(&said).collect(),
    };
    let workers = thread::available_parallelism().map_or(1, usize::from);
    let done = std::sync::atomic::AtomicUsize::new(0);
    let doing = workspace.ticker.doing();
    let findings = side_by_side(cases, workers, |case| {
        let number = done.fetch_add(1, std::sync::atomic::Ordering::Relaxed) + 1;
        doing.show(&format!("{number} of {}: {}", cases.len(), case.at));
        Some(lab.finding(case))
    });
    drop(doing);
    stopped(workspace)?;
    virtual_lab::clear(workspace, &[explored, checked.clone()].concat());
    Ok(findings.into_iter().collect::<Result<_, NoAnswer>>()?)
}

/// The programs that some of the cases ask about, each once.
fn sources<'a>(cases: &[&'a Case], is_asked: impl Fn(&Question) -> bool) -> Vec<&'a Source> {
    let mut names = BTreeSet::new();
    let asked = cases.iter().filter(|case| is_asked(&case.question));
    asked.filter_map(|case| case.source.as_ref()).filter(|source| names.insert(&source.name)).collect()
}

fn stopped(workspace: &Workspace) -> Result<(), NoAnswer> {
    if workspace.stop.is_asked() { Err(NoAnswer::Stopped) } else { Ok(()) }
}

/// What a program is called where it is run: as cargo says, or as it would.
fn called(source: &Source, seen: &str) -> String {
    let running = seen.lines().find_map(|line| line.trim_start().strip_prefix("Running `"));
    let named = running.and_then(|rest| rest.split([' ', '`']).next());
    let package = source.package.as_ref().map_or("main", |package| &package.name);
    named.map_or_else(|| format!("target/debug/{package}"), str::to_owned)
}

/// All that is built.
struct Lab<'a> {
    workspace: &'a Workspace,
    explored: Vec<(&'a &'a Source, &'a Built)>,
    checked: Vec<(&'a &'a Source, &'a real_lab::Said)>,
}

impl Lab<'_> {
    fn finding(&self, case: &Case) -> Result<Finding, NoAnswer> {
        let Some(source) = &case.source else { return Ok(Finding::new(Verdict::Skipped, "no program")) };
        if let Question::Error { complaints, is_whole } = &case.question {
            return Ok(match self.said(source) {
                Some(Ok(now)) => Finding::compared(source, complaints, now, *is_whole),
                Some(Err(why)) => Finding::new(Verdict::Unknown, why.clone()),
                None => Finding::new(Verdict::Unknown, "rustc was not asked"),
            });
        }
        let built = self.explored.iter().find(|(other, _)| other.name == source.name);
        match built.map(|(_, built)| built) {
            Some(Built::Explorable(explorable)) => self.asked(explorable, source, &case.question),
            Some(Built::NotModelled(why)) => Ok(Finding::new(Verdict::NotModelled, why.clone())),
            Some(Built::Refused(errors, program)) => Ok(match self.said(source) {
                Some(Ok(now)) if now.is_empty() => {
                    let why = virtual_lab::unknown(self.workspace, program, errors);
                    Finding::new(Verdict::NotModelled, why)
                }
                Some(Ok(now)) => Finding::refused(now, source, &case.question),
                Some(Err(why)) => Finding::new(Verdict::Unknown, why.clone()),
                None => Finding::new(Verdict::Unknown, "rustc was not asked"),
            }),
            None => Ok(Finding::new(Verdict::Unknown, "it was not built")),
        }
    }

    /// A finding in which the program's file is called as in the book, or, if it stands in a page, as a reader would call it.
    fn named(&self, source: &Source, finding: Finding) -> Finding {
        let Ok(program) = virtual_lab::file(self.workspace, source) else { return finding };
        let name = if source.file.is_some() { &source.name } else { "src/main.rs" };
        let file = &program.source;
        let relative = file.strip_prefix(self.workspace.cargo.folder()).unwrap_or(file);
        finding.with_name(file, name).with_name(relative, name)
    }

    fn said(&self, source: &Source) -> Option<&real_lab::Said> {
        self.checked.iter().find(|(other, _)| other.name == source.name).map(|(_, said)| *said)
    }

    fn asked(
        &self,
        explorable: &Explorable,
        source: &Source,
        question: &Question,
    ) -> Result<Finding, NoAnswer> {
        let limits = Limits { seconds: Some(SECONDS), ..Limits::default() };
        let ask = self.workspace;
        let finding = match question {
            Question::Run { args, seen } => {
                let explorable = &explorable.called(&called(source, seen));
                let explain = |seen: &str| {
                    let question = Explain { seen: seen.to_owned(), extent: Extent::CutOff };
                    virtual_lab::ask(ask, explorable, question, args, limits)
                };
                let found = explain(seen)?;
                let is_wrong = found.as_ref().is_ok_and(|found| !found.verdict.is_possible());
                // Places in it may be numbered as a reader sees them.
                let found = match Numbering::of(&source.text).in_the_file(seen).filter(|_| is_wrong) {
                    Some(other) => match explain(&other)? {
                        Ok(numbered) if numbered.verdict.is_possible() => Ok(numbered),
                        _ => found,
                    },
                    None => found,
                };
                found.map(|explanation| self.named(source, Finding::explained(&explanation, seen)))
            }
            _ => {
                let explore = Explore { most: LISTED, ..Explore::default() };
                virtual_lab::ask(ask, explorable, explore, &[], limits)?
                    .map(|outcome| Finding::explored(&outcome))
            }
        };
        Ok(finding.unwrap_or_else(|why| Finding::new(Verdict::NotModelled, why)))
    }
}
