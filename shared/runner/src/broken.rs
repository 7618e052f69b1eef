//! How a promise was broken, and the words for it.

use std::fmt;
use std::time::Duration;

use catalogue::{Ends, Stream};
use screen::escaped;
use similar::{ChangeTag, TextDiff};

use crate::compile_error::CompileError;
use crate::compilers::Excess;
use crate::interleaving::NotAnInterleaving;
use crate::process::RunError;
use crate::record::RecordError;
use crate::transcript::{Ended, Resting};

/// How a promise was broken. Shown to people, it has a first line that says it all and, where that
/// helps, lines of a difference below it.
#[derive(Debug, thiserror::Error)]
pub enum Broken {
    #[error("{}", wrong_end(promised, ended))]
    End { promised: Ends, ended: Ended },
    #[error("{}", left_behind(.0))]
    Strays(Vec<String>),
    #[error("line {line} of its {stream} is not UTF-8: {}", escaped(text))]
    NotUtf8 { stream: Stream, line: usize, text: String },
    #[error("its stdout differs from what is recorded (- expected, + got)\n{}", Difference(expected, got))]
    Differs { expected: Vec<String>, got: Vec<String> },
    #[error("{}", wrong_order(*stream, got, how))]
    Order { stream: Stream, got: Vec<String>, how: NotAnInterleaving },
    #[error("its {stream} ends in the middle of a line: `{}`", escaped(text))]
    Unfinished { stream: Stream, text: String },
    #[error("it printed {got} lines; {expected} were promised")]
    Total { expected: usize, got: usize },
    #[error(
        "line {line} of its {stream} came {:.3} s after the start; it can't come before {:.3} s",
        at.as_secs_f64(), earliest.as_secs_f64()
    )]
    TooEarly { stream: Stream, line: usize, at: Duration, earliest: Duration },
    #[error("its facts give {times} times (`at-ms`) for {lines} lines")]
    Times { times: usize, lines: usize },
    #[error(
        "late output {number} of its facts names a line that is not recorded; there are lines 1 to {lines}"
    )]
    Late { number: usize, lines: usize },
    #[error("rustc refuses it\n{}", rendered(.0))]
    DoesNotCompile(Vec<CompileError>),
    #[error("rustc's errors differ from what is recorded (- expected, + got)\n{}", Difference(expected, got))]
    OtherErrors { expected: Vec<String>, got: Vec<String> },
    #[error("rustc's first error was to be {expected}; it is {got}")]
    OtherFirstError { expected: String, got: String },
    #[error("cargo could not build it; what it said stands above")]
    NotBuilt,
    #[error("{0}")]
    Excess(Excess),
    #[error(transparent)]
    NotRun(#[from] RunError),
    #[error(transparent)]
    Unrecorded(#[from] RecordError),
}

fn wrong_end(promised: &Ends, ended: &Ended) -> String {
    let promised = match promised {
        Ends::Returns => "it promised to return".to_owned(),
        Ends::Hangs => "it promised to hang".to_owned(),
        Ends::MayHang => "it promised to return or to hang".to_owned(),
        Ends::Refused(code) => format!("rustc was to refuse it with {code}"),
    };
    let ended = match ended {
        Ended::Returned { code: 0 } => "it returned".to_owned(),
        Ended::Returned { code } => format!("it ended with exit code {code}"),
        Ended::Panicked => "main panicked".to_owned(),
        Ended::Signalled { signal } => format!("it was killed by signal {signal}{}", meaning(*signal)),
        Ended::StackOverflow => {
            "a thread overflowed its stack, as a function does that calls itself without end".to_owned()
        }
        Ended::OutOfMemory { limit } => format!("it took more than {limit} of memory, and was stopped"),
        Ended::Hung { resting: Resting::Idle } => "it hung, and was stopped".to_owned(),
        Ended::Hung { resting: Resting::Busy } => {
            "it printed nothing more but kept the processor busy, and was stopped".to_owned()
        }
        Ended::Hung { resting: Resting::Restless } => {
            "it printed nothing more but woke up again and again, and was stopped".to_owned()
        }
        Ended::Flooded { limit } => format!("it printed more than {} KiB, and was stopped", limit >> 10),
        Ended::Interrupted => "it was interrupted".to_owned(),
    };
    format!("{promised}, but {ended}")
}

/// What it means that a program is ended by this signal, where that is sure.
fn meaning(signal: i32) -> &'static str {
    match signal {
        4 => ", SIGILL: it came to something that is no instruction",
        6 => ", SIGABRT: it aborted itself",
        11 => ", SIGSEGV: it used memory that is not its own",
        9 => ", SIGKILL: somebody ended it, or the system had no memory left",
        _ => "",
    }
}

fn wrong_order(stream: Stream, got: &[String], how: &NotAnInterleaving) -> String {
    let quoted = |lines: &[String]| match lines {
        [] => "nothing".to_owned(),
        lines => lines.iter().map(|line| format!("`{}`", escaped(line))).collect::<Vec<_>>().join(" or "),
    };
    match how {
        NotAnInterleaving::Line { index, instead } => format!(
            "line {} of its {stream} is `{}`, where only {} could come",
            index + 1,
            escaped(&got[*index]),
            quoted(instead)
        ),
        NotAnInterleaving::TooManyWays { index } => format!(
            "line {} of its {stream} can be said by so many voices that nobody can tell whether it is right; give the \
             voices of its facts lines of their own",
            index + 1
        ),
        NotAnInterleaving::Incomplete { missing } => {
            format!("its {stream} ends after {} lines, where {} had to follow", got.len(), quoted(missing))
        }
    }
}

fn left_behind(strays: &[String]) -> String {
    let names = strays.iter().map(|name| format!("`{}`", escaped(name))).collect::<Vec<_>>().join(", ");
    match strays.len() {
        1 => format!("it left a process behind, {names}; that was ended too"),
        n => format!("it left {n} processes behind, {names}; those were ended too"),
    }
}

fn rendered(errors: &[CompileError]) -> String {
    errors.iter().map(|error| error.rendered.trim_end()).collect::<Vec<_>>().join("\n\n")
}

/// Two lists of lines as a difference, a line each.
struct Difference<'a>(&'a [String], &'a [String]);

impl fmt::Display for Difference<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Difference(expected, got) = self;
        let expected: Vec<&str> = expected.iter().map(String::as_str).collect();
        let got: Vec<&str> = got.iter().map(String::as_str).collect();
        let diff = TextDiff::from_slices(&expected, &got);
        let lines = diff.iter_all_changes().map(|change| {
            let sign = match change.tag() {
                ChangeTag::Delete => "-",
                ChangeTag::Insert => "+",
                ChangeTag::Equal => " ",
            };
            format!("{sign} {}", escaped(change.value()))
        });
        f.write_str(&lines.collect::<Vec<_>>().join("\n"))
    }
}
