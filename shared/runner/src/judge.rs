//! Whether a run kept the promise of its listing.

use std::fmt;
use std::time::Duration;

use catalogue::{Ends, Listing, Output, Promise, Stream};
use similar::{ChangeTag, TextDiff};

use crate::compile_error::CompileError;
use crate::interleaving::{self, NotAnInterleaving};
use crate::process::RunError;
use crate::record::{Record, RecordError};
use crate::transcript::{Ended, Line, Resting, Transcript};

/// How a promise was broken. Shown to people, it has a first line that says it all and, where that
/// helps, lines of a difference below it.
#[derive(Debug, thiserror::Error)]
pub enum Broken {
    #[error("{}", wrong_end(promised, ended))]
    End { promised: Ends, ended: Ended },
    #[error("line {line} of its {stream} is not UTF-8: {text}")]
    NotUtf8 { stream: Stream, line: usize, text: String },
    #[error("its stdout differs from what is recorded (- expected, + got)\n{}", Difference(expected, got))]
    Differs { expected: Vec<String>, got: Vec<String> },
    #[error("{}", wrong_order(*stream, got, how))]
    Order { stream: Stream, got: Vec<String>, how: NotAnInterleaving },
    #[error("it printed {got} lines; {expected} were promised")]
    Total { expected: usize, got: usize },
    #[error(
        "line {line} of its {stream} came {:.3} s after the start; it can't come before {:.3} s",
        at.as_secs_f64(), earliest.as_secs_f64()
    )]
    TooEarly { stream: Stream, line: usize, at: Duration, earliest: Duration },
    #[error("its facts give {times} times (`at-ms`) for {lines} lines")]
    Times { times: usize, lines: usize },
    #[error("rustc refuses it\n{}", rendered(.0))]
    DoesNotCompile(Vec<CompileError>),
    #[error("rustc's errors differ from what is recorded (- expected, + got)\n{}", Difference(expected, got))]
    OtherErrors { expected: Vec<String>, got: Vec<String> },
    #[error("rustc's first error was to be {expected}; it is {got}")]
    OtherFirstError { expected: String, got: String },
    #[error("cargo could not build it; what it said stands above")]
    NotBuilt,
    #[error(transparent)]
    NotRun(#[from] RunError),
    #[error(transparent)]
    Unrecorded(#[from] RecordError),
}

/// Judges a run: how it ended, what it printed, and that no line came too early.
pub fn judge(listing: &Listing, transcript: &Transcript) -> Result<(), Broken> {
    let Promise { ends, stdout, stderr } = &listing.promise;
    check_end(ends, &transcript.ended)?;
    // What a run that may hang would still have printed is not known.
    let complete = !(*ends == Ends::MayHang && matches!(transcript.ended, Ended::Hung { .. }));
    check_stream(listing, Stream::Stdout, stdout, &transcript.lines, complete)?;
    check_stream(listing, Stream::Stderr, stderr, &transcript.lines, complete)
}

/// Judges what rustc said of a listing.
pub fn judge_refusal(listing: &Listing, errors: &[CompileError]) -> Result<(), Broken> {
    let Ends::Refused(code) = &listing.promise.ends else {
        return Err(Broken::DoesNotCompile(errors.to_vec()));
    };
    let first = errors.first().and_then(|error| error.code.as_deref()).unwrap_or("an error without a code");
    if first != code.as_str() {
        return Err(Broken::OtherFirstError { expected: code.to_string(), got: first.to_owned() });
    }
    let Record(expected) = Record::read(&listing.record())?;
    let got: Vec<String> = errors.iter().map(CompileError::to_string).collect();
    if expected == got { Ok(()) } else { Err(Broken::OtherErrors { expected, got }) }
}

/// Whether a run that is at rest has done all that it promised, so that it may be stopped.
pub fn may_stop(listing: &Listing, lines: &[Line]) -> bool {
    match listing.promise.ends {
        Ends::MayHang => true,
        Ends::Hangs => check_stream(listing, Stream::Stdout, &listing.promise.stdout, lines, true).is_ok(),
        Ends::Returns | Ends::Refused(_) => false,
    }
}

fn check_end(promised: &Ends, ended: &Ended) -> Result<(), Broken> {
    let kept = match promised {
        Ends::Returns => *ended == Ended::Returned { code: 0 },
        Ends::Hangs => *ended == Ended::Hung { resting: Resting::Idle },
        Ends::MayHang => {
            matches!(ended, Ended::Returned { code: 0 } | Ended::Hung { resting: Resting::Idle })
        }
        Ends::Refused(_) => false,
    };
    if kept { Ok(()) } else { Err(Broken::End { promised: promised.clone(), ended: ended.clone() }) }
}

fn check_stream(
    listing: &Listing,
    stream: Stream,
    output: &Output,
    lines: &[Line],
    complete: bool,
) -> Result<(), Broken> {
    // A panic message has blank lines around it in some versions of Rust and not in others.
    let counts = |line: &&Line| line.stream == stream && (stream == Stream::Stdout || !line.text.is_empty());
    let lines: Vec<&Line> = lines.iter().filter(counts).collect();
    if let Some(at) = lines.iter().position(|line| !line.utf8) {
        return Err(Broken::NotUtf8 { stream, line: at + 1, text: lines[at].text.clone() });
    }
    let texts: Vec<&str> = lines.iter().map(|line| line.text.as_str()).collect();
    match output {
        Output::Fixed { at_ms, late } => {
            let Record(expected) = Record::read(&listing.record())?;
            check_fixed(&expected, late, &texts, complete)?;
            if !at_ms.is_empty() && at_ms.len() != expected.len() {
                return Err(Broken::Times { times: at_ms.len(), lines: expected.len() });
            }
            check_times(stream, lines.iter().zip(at_ms).map(|(line, ms)| (line.at, *ms)))
        }
        Output::Interleaved { voices, total } => {
            let got = || texts.iter().map(|text| (*text).to_owned()).collect();
            interleaving::check(voices, &texts, complete).map_err(|how| Broken::Order {
                stream,
                got: got(),
                how,
            })?;
            match total {
                Some(total) if *total != texts.len() => {
                    return Err(Broken::Total { expected: *total, got: texts.len() });
                }
                _ => {}
            }
            check_times(stream, lines.iter().map(|line| (line.at, earliest(voices, &line.text))))
        }
    }
}

fn check_fixed(
    expected: &[String],
    late: &[Vec<String>],
    got: &[&str],
    complete: bool,
) -> Result<(), Broken> {
    let fits = |promised: &[String]| if complete { promised == got } else { starts_with(promised, got) };
    if fits(expected) || late.iter().any(|other| fits(other)) {
        return Ok(());
    }
    let got = got.iter().map(|line| (*line).to_owned()).collect();
    Err(Broken::Differs { expected: expected.to_vec(), got })
}

fn starts_with(promised: &[String], got: &[&str]) -> bool {
    got.len() <= promised.len() && promised.iter().zip(got).all(|(promised, got)| promised == got)
}

/// The earliest time, in milliseconds, that some voice names for a line like this one.
fn earliest(voices: &[catalogue::Voice], text: &str) -> u64 {
    let times = voices.iter().flat_map(|voice| {
        let at = |index: usize| voice.at_ms.get(index).copied().unwrap_or_default();
        let like = move |index: &usize| voice.lines[*index].matches(text);
        (0..voice.lines.len()).filter(like).map(at)
    });
    times.min().unwrap_or_default()
}

/// Sleeps never end early, so lines come no earlier than promised; a busy machine can make them come
/// as late as it likes.
fn check_times(stream: Stream, times: impl Iterator<Item = (Duration, u64)>) -> Result<(), Broken> {
    for (index, (at, ms)) in times.enumerate() {
        let earliest = Duration::from_millis(ms);
        if at < earliest {
            return Err(Broken::TooEarly { stream, line: index + 1, at, earliest });
        }
    }
    Ok(())
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
        Ended::Signalled { signal } => format!("it was killed by signal {signal}"),
        Ended::Hung { resting: Resting::Idle } => "it hung, and was stopped".to_owned(),
        Ended::Hung { resting: Resting::Busy } => {
            "it printed nothing more but kept the processor busy, and was stopped".to_owned()
        }
        Ended::Flooded { limit } => format!("it printed more than {} KiB, and was stopped", limit >> 10),
        Ended::Interrupted => "it was interrupted".to_owned(),
    };
    format!("{promised}, but {ended}")
}

fn wrong_order(stream: Stream, got: &[String], how: &NotAnInterleaving) -> String {
    let quoted = |lines: &[String]| match lines {
        [] => "nothing".to_owned(),
        lines => lines.iter().map(|line| format!("`{line}`")).collect::<Vec<_>>().join(" or "),
    };
    match how {
        NotAnInterleaving::Line { index, instead } => format!(
            "line {} of its {stream} is `{}`, where only {} could come",
            index + 1,
            got[*index],
            quoted(instead)
        ),
        NotAnInterleaving::Incomplete { missing } => {
            format!("its {stream} ends after {} lines, where {} had to follow", got.len(), quoted(missing))
        }
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
            format!("{sign} {}", change.value())
        });
        f.write_str(&lines.collect::<Vec<_>>().join("\n"))
    }
}
