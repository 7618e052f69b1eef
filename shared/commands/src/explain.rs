//! `explain`: whether a program can print what you saw, and how.

use std::process::ExitCode;

use answers::{Explain, Explanation, Extent, Limits, Verdict};
use catalogue::Listing;
use runner::prints;
use screen::{Text, escaped};

use crate::explored::{self, Explored};
use crate::outcome::lines;
use crate::seen;
use crate::story::story;
use crate::which::Which;
use terminal::Failure;
use terminal::Workspace;
use terminal::output::{say, say_json};
use terminal::style::{self, KEPT, paint};

/// Says whether a listing or a file of yours can print what you saw, and by which schedule
#[derive(clap::Args)]
pub struct Arguments {
    /// An id, or the path of a Rust file
    #[arg(value_name = "ID|FILE.rs|DIR")]
    program: String,
    /// A file with what you saw in a terminal, or `-` for standard input
    #[arg(value_name = "OUTPUT|-")]
    seen: String,
    /// Print one JSON document
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    which: Which,
    /// Tell all that happens, however often it repeats
    #[arg(long)]
    full: bool,
    /// Arguments that the program was started with, in place of a listing's usual ones
    #[arg(last = true)]
    args: Vec<String>,
}

pub fn run(workspace: &Workspace, arguments: &Arguments) -> Result<ExitCode, Failure> {
    let explored =
        Explored::find(workspace, &arguments.program, &arguments.which)?.started_with(&arguments.args);
    let seen = seen::read(&arguments.seen)?;
    let explorable =
        explored::build_one(workspace, &explored)?.map_err(|why| format!("{}: {why}", explored.name))?;
    let question = Explain { seen: seen.clone(), extent: Extent::CutOff };
    let answer = explored::ask(workspace, &explored, &explorable, question, Limits::default())?;
    let explanation = answer.map_err(|why| format!("{}: {why}", explored.name))?;
    let text = Text::read(&seen);
    if !explanation.verdict.is_possible()
        && let Some(why) = text.is_none()
    {
        return Err(format!("{}: {why}", seen::name(&arguments.seen)).into());
    }
    if arguments.json {
        say_json(&explanation)?;
    } else {
        let others = if explanation.verdict == Verdict::Impossible {
            others(workspace, &explored.name, &text)
        } else {
            None
        };
        say(&(told(&explanation, &seen, arguments.full) + &others.unwrap_or_default()))?;
    }
    Ok(exit_code(explanation.verdict).into())
}

fn exit_code(verdict: Verdict) -> terminal::ExitCode {
    match verdict {
        Verdict::Possible => terminal::ExitCode::Fine,
        Verdict::Late => terminal::ExitCode::OnlyIfLate,
        Verdict::Impossible => terminal::ExitCode::Broken,
        Verdict::Unknown => terminal::ExitCode::Unknown,
    }
}

/// Which other listings print this, should the user have taken one for another.
fn others(workspace: &Workspace, name: &str, seen: &Text) -> Option<String> {
    let lines: Vec<&str> = seen.own().collect();
    let prints = |listing: &&Listing| listing.id.as_str() != name && prints(listing, &lines);
    let ids: Vec<String> =
        workspace.catalogue.listings().iter().filter(prints).map(|listing| listing.id.to_string()).collect();
    (!lines.is_empty() && !ids.is_empty()).then(|| format!("\nit is what {} prints", ids.join(" or ")))
}

/// What the explorer answers to a text, with a run that prints it.
pub fn told(explanation: &Explanation, seen: &str, is_full: bool) -> String {
    let Explanation { verdict, line, why, lines: printed, events, .. } = explanation;
    let why = &*escaped(why);
    let run = || {
        let decides = &explanation.decides;
        let decides = if decides.is_empty() { String::new() } else { format!("{}\n", escaped(decides)) };
        let happened = if events.is_empty() { lines(printed) } else { story(events, is_full) };
        decides + happened.trim_end()
    };
    match verdict {
        Verdict::Possible => found("possible", why) + &run(),
        Verdict::Late => match &explanation.why_not {
            None => found("possible only if a wake-up came late", why) + &run(),
            Some(not) => {
                let why = format!("{why}; whether it is possible without that was not found out: {not}");
                found("possible if a wake-up came late", &why) + &run()
            }
        },
        Verdict::Impossible => {
            let wrong = match seen.lines().nth(line - 1) {
                Some(text) => format!("line {line} is `{}`", escaped(&screen::shown(text))),
                None => format!("it ends after line {}", line - 1),
            };
            let rests_on: String =
                explanation.rests_on.iter().map(|sentence| format!("\nrests on: {sentence}")).collect();
            format!("{}: {wrong}; {why}{rests_on}", paint(style::BROKEN, "impossible"))
        }
        Verdict::Unknown => {
            format!("{}: not found, and not all was tried: {why}", paint(style::BROKEN, "unknown"))
        }
    }
}

/// "possible; here is a run that prints it", with what else there is to say.
fn found(verdict: &str, why: &str) -> String {
    let (verdict, why) = match why.strip_prefix("so far") {
        Some(rest) => (verdict.replacen("possible", "possible so far", 1), rest.trim_start_matches("; ")),
        None => (verdict.to_owned(), why),
    };
    let why = if why.is_empty() { String::new() } else { format!("{why}; ") };
    format!("{}: {why}here is a run that prints it\n", paint(KEPT, verdict))
}
