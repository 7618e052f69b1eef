//! `cargo xtask explain`: whether a program can print what you saw, and how.

use std::io::Read;
use std::process::ExitCode;

use crate::Failure;
use crate::explored::{self, Explored};
use crate::outcome::lines;
use crate::output::{say, say_json};
use crate::style::{self, DIM, KEPT, paint};
use crate::workspace::Workspace;
use answers::{Explain, Explanation, Extent, Happening, Limits, Line, Verdict};
use catalogue::{Ends, Listing};
use runner::prints;

/// Says whether a listing or a file of yours can print what you saw, and by which schedule
#[derive(clap::Args)]
pub struct Arguments {
    /// An id, or the path of a Rust file
    #[arg(value_name = "ID|FILE.rs")]
    program: String,
    /// A file with what you saw, or `-` for standard input
    #[arg(value_name = "OUTPUT|-")]
    seen: String,
    /// Print one JSON document
    #[arg(long)]
    json: bool,
}

/// Rust writes a line in pieces once `main` has returned, so what a thread still prints may end anywhere.
const CUT_OFF: &str = "its last line is cut off, as the program ended or was stopped while it was written";

pub fn run(arguments: &Arguments) -> Result<ExitCode, Failure> {
    let workspace = Workspace::open()?;
    let explored = Explored::find(&workspace, &arguments.program)?;
    let seen = cleaned(&read(&arguments.seen)?, &arguments.seen)?;
    let explorable = explored::build(&workspace, std::slice::from_ref(&explored))?
        .pop()
        .ok_or("cargo built nothing")?
        .map_err(|why| format!("{}: {why}", explored.name))?;
    // Who watches a program that hangs stops it at some point, so there may have been more.
    let hangs = workspace
        .catalogue
        .find(&arguments.program)
        .is_ok_and(|listing| matches!(listing.promise.ends, Ends::Hangs | Ends::MayHang));
    let extent = if hangs { Extent::CutOff } else { Extent::Whole };
    let ask = |seen: &str, extent: Extent| -> Result<Explanation, Failure> {
        let question = Explain { seen: seen.to_owned(), extent };
        let answer = explored::ask(&workspace, &explorable, question, &explored.args, Limits::default())?;
        Ok(answer.map_err(|why| format!("{}: {why}", explored.name))?)
    };
    let mut explanation = ask(&seen, extent)?;
    if explanation.verdict == Verdict::Impossible && explanation.line == seen.lines().count() {
        let cut = ask(seen.trim_end_matches('\n'), Extent::CutOff)?;
        if cut.verdict.is_possible() {
            let why =
                [CUT_OFF, &cut.why].into_iter().filter(|why| !why.is_empty()).collect::<Vec<_>>().join("; ");
            explanation = Explanation { why, ..cut };
        }
    }
    if arguments.json {
        say_json(&explanation)?;
    } else {
        let others = if explanation.verdict == Verdict::Impossible {
            others(&workspace, &explored.name, &seen)
        } else {
            None
        };
        say(&(told(&explanation, &seen) + &others.unwrap_or_default()))?;
    }
    Ok(explanation.verdict.exit_code().into())
}

fn read(file: &str) -> Result<Vec<u8>, Failure> {
    let mut bytes = Vec::new();
    if file == "-" {
        std::io::stdin()
            .read_to_end(&mut bytes)
            .map_err(|error| format!("cannot read standard input: {error}"))?;
        return Ok(bytes);
    }
    std::fs::read(file).map_err(|error| format!("cannot read {file}: {error}").into())
}

/// What a terminal, an editor or another system adds to lines does not count: colours, blanks at the end of a line,
/// carriage returns, the prompt with the command, and cargo's own words.
fn cleaned(bytes: &[u8], file: &str) -> Result<String, Failure> {
    let text = std::str::from_utf8(bytes).map_err(|error| {
        let line = 1 + bytes[..error.valid_up_to()].iter().filter(|byte| **byte == b'\n').count();
        format!("{file} is not UTF-8 text: see its line {line}")
    })?;
    let plain = anstream::adapter::strip_str(text).to_string().replace("\r\n", "\n").replace('\r', "\n");
    let lines: Vec<&str> = plain.lines().map(str::trim_end).skip_while(|line| is_preamble(line)).collect();
    let end = lines.iter().rposition(|line| !line.is_empty()).map_or(0, |last| last + 1);
    if end == 0 && !text.trim().is_empty() {
        return Err(format!("{file} holds only a prompt or cargo's words, no output of a program").into());
    }
    Ok(lines[..end].iter().map(|line| format!("{line}\n")).collect())
}

/// A line before the program's own: empty, a prompt with a command, or cargo's.
fn is_preamble(line: &str) -> bool {
    let words = [
        "Compiling ",
        "Finished ",
        "Running ",
        "Blocking ",
        "Downloading ",
        "Downloaded ",
        "Updating ",
        "Locking ",
    ];
    let is_prompt = ["$ ", "% ", "> ", "# ", "PS "].iter().any(|prompt| line.starts_with(prompt))
        || line.contains("$ cargo ")
        || line.contains("> cargo ")
        || line.contains("% cargo ");
    line.is_empty() || is_prompt || words.iter().any(|word| line.trim_start().starts_with(word))
}

/// Which other listings print this, should the user have taken one for another.
fn others(workspace: &Workspace, name: &str, seen: &str) -> Option<String> {
    let lines: Vec<&str> = seen.lines().collect();
    let prints = |listing: &&Listing| listing.id.as_str() != name && prints(listing, &lines);
    let ids: Vec<String> =
        workspace.catalogue.listings().iter().filter(prints).map(|listing| listing.id.to_string()).collect();
    (!lines.is_empty() && !ids.is_empty()).then(|| format!("\nit is what {} prints", ids.join(" or ")))
}

fn told(explanation: &Explanation, seen: &str) -> String {
    let Explanation { verdict, line, why, lines: printed, events, .. } = explanation;
    match verdict {
        Verdict::Possible => found("possible", why) + &story(printed, events),
        Verdict::Late => found("possible only if a wake-up came late", why) + &story(printed, events),
        Verdict::Impossible => {
            let wrong = match seen.lines().nth(line - 1) {
                Some(text) => format!("line {line} is `{text}`"),
                None => format!("it ends after line {}", line - 1),
            };
            format!("{}: {wrong}; {why}", paint(style::BROKEN, "impossible"))
        }
        Verdict::Unknown => format!("{}: {why}", paint(style::BROKEN, "unknown")),
    }
}

fn found(verdict: &str, why: &str) -> String {
    let why = if why.is_empty() { String::new() } else { format!("{why}; ") };
    format!("{}: {why}here is a run that prints it\n", paint(KEPT, verdict))
}

/// Who did what when.
fn story(printed: &[Line], events: &[Happening]) -> String {
    if events.is_empty() {
        return lines(printed).trim_end().to_owned();
    }
    let width = events.iter().map(|event| event.task.chars().count()).max().unwrap_or_default();
    let row = |Happening { ms, task, did, line }: &Happening| {
        let before = paint(DIM, format_args!("{ms:7} ms  {task:width$}"));
        let place = if *line == 0 { String::new() } else { paint(DIM, format_args!("  (line {line})")) };
        format!("{before}  {did}{place}")
    };
    events.iter().map(row).collect::<Vec<_>>().join("\n")
}
