//! `cargo xtask quiz`: what can this program print?

mod answers;
mod course;
mod sheet;

use std::process::ExitCode;

use clap::value_parser;
use terminal::output::{complain, note, say, say_document};
use terminal::{self, Failure, INTERRUPTED, Workspace};

use answers::{Answer, Answers};
use course::Course;

/// Asks what listings can print, how they end and whether they compile; the answers are computed
#[derive(clap::Args)]
pub struct Arguments {
    /// Ids of listings, or parts of ids or titles, to ask about these alone
    patterns: Vec<String>,
    /// How many questions to ask
    #[arg(long, value_name = "N", default_value_t = 10, value_parser = value_parser!(u16).range(1..=1000))]
    questions: u16,
    /// Ask the same questions as another time
    #[arg(long, value_name = "N")]
    seed: Option<u64>,
    /// Print the questions with their answers for `mdbook-quiz`, and ask nobody
    #[arg(long)]
    toml: bool,
}

pub fn run(arguments: &Arguments) -> Result<ExitCode, Failure> {
    let workspace = Workspace::open()?;
    let listings = workspace.catalogue.select(&arguments.patterns)?;
    // Short, so that somebody can type it.
    let seed = arguments.seed.unwrap_or_else(|| fastrand::u64(..100_000));
    let course = Course::new(&workspace, listings, seed).take(arguments.questions.into());
    if arguments.toml {
        let questions = course.collect::<Result<Vec<_>, Failure>>()?;
        if workspace.stop.is_asked() {
            return Ok(ExitCode::from(INTERRUPTED));
        }
        some(questions.len())?;
        say_document(quiz::mdbook(&questions)?.trim_end())?;
        return Ok(ExitCode::SUCCESS);
    }
    if arguments.seed.is_none() {
        note(&format!("`--seed {seed}` asks the same questions again; `q` ends it"));
    }
    ask(&workspace, course, arguments.questions)
}

/// Asks one question after the other.
fn ask<'a>(
    workspace: &Workspace,
    course: impl Iterator<Item = Result<course::Asked<'a>, Failure>>,
    most: u16,
) -> Result<ExitCode, Failure> {
    let answers = Answers::listen();
    let (mut asked, mut right) = (0, 0);
    let mut has_ended = false;
    for question in course {
        let (question, subject) = question?;
        say(&sheet::question(&question, &subject, (asked + 1, most), terminal::width()))?;
        let given = loop {
            answers.prompt(&sheet::prompt(&question))?;
            match answers.next(&workspace.stop) {
                Answer::Line(line) if line.trim().eq_ignore_ascii_case("q") => break None,
                Answer::Line(line) => match sheet::read(&line, &question) {
                    Ok(places) => break Some(places),
                    Err(why) => complain(&*Failure::from(why)),
                },
                Answer::None => {
                    answers.end_prompt()?;
                    break None;
                }
            }
        };
        let Some(given) = given else {
            has_ended = true;
            break;
        };
        asked += 1;
        right += u16::from(given == question.right());
        say(&sheet::verdict(&question, &subject, &given))?;
        say(&format!("\n{right} of {asked} right\n"))?;
    }
    if !has_ended && !workspace.stop.is_asked() {
        some(asked.into())?;
    }
    say(&format!("score: {right} of {asked}"))?;
    Ok(if workspace.stop.is_asked() { ExitCode::from(INTERRUPTED) } else { ExitCode::SUCCESS })
}

/// Whether there is any question at all.
fn some(questions: usize) -> Result<(), Failure> {
    let why = "there is nothing to ask about these: they print too little, or too much is unknown; name other listings";
    if questions == 0 { Err(why.into()) } else { Ok(()) }
}
