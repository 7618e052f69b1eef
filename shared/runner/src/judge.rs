//! Whether a run kept the promise of its listing.

use std::time::Duration;

use catalogue::{Close, Ends, LateLine, Listing, Output, Promise, Stream, Voice};

use crate::broken::Broken;
use crate::compile_error::CompileError;
use crate::interleaving::{self, Reach};
use crate::record::{Record, Timed};
use crate::transcript::{Ended, Line, Resting, Transcript};

/// Judges a run: how it ended and that nobody is left of it, what it printed, and that no line came too early.
pub fn judge(listing: &Listing, transcript: &Transcript) -> Result<(), Broken> {
    let Promise { ends, stdout, stderr } = &listing.promise;
    check_end(ends, &transcript.ended)?;
    if !transcript.strays.is_empty() {
        return Err(Broken::Strays(transcript.strays.clone()));
    }
    // What a run that may hang would still have printed is not known.
    let cut_short = *ends == Ends::MayHang && matches!(transcript.ended, Ended::Hung { .. });
    let seen = if cut_short { Seen::Start } else { Seen::All };
    check_stream(listing, Stream::Stdout, stdout, &transcript.lines, seen)?;
    check_stream(listing, Stream::Stderr, stderr, &transcript.lines, seen)
}

/// Whether these lines, all of them and at any time, are what a listing promises to print.
pub fn prints(listing: &Listing, lines: &[&str]) -> bool {
    let late = |text: &&str| Line {
        at: Duration::MAX,
        stream: Stream::Stdout,
        text: (*text).to_owned(),
        utf8: true,
        whole: true,
    };
    let lines: Vec<Line> = lines.iter().map(late).collect();
    let runs = !listing.promise.ends.is_refused();
    runs && check_stream(listing, Stream::Stdout, &listing.promise.stdout, &lines, Seen::All).is_ok()
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
        Ends::Hangs => {
            check_stream(listing, Stream::Stdout, &listing.promise.stdout, lines, Seen::All).is_ok()
        }
        Ends::Returns | Ends::Refused(_) => false,
    }
}

/// How much of what a listing prints was seen.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Seen {
    All,
    /// What came until it was stopped.
    Start,
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
    seen: Seen,
) -> Result<(), Broken> {
    // A panic message has blank lines around it in some versions of Rust and not in others.
    let counts = |line: &&Line| line.stream == stream && (stream == Stream::Stdout || !line.text.is_empty());
    let lines: Vec<&Line> = lines.iter().filter(counts).collect();
    if let Some(at) = lines.iter().position(|line| !line.utf8) {
        return Err(Broken::NotUtf8 { stream, line: at + 1, text: lines[at].text.clone() });
    }
    match output {
        Output::Fixed { at_ms, late } => {
            let record = Record::read(&listing.record())?;
            if !at_ms.is_empty() && at_ms.len() != record.0.len() {
                return Err(Broken::Times { times: at_ms.len(), lines: record.0.len() });
            }
            let fits = check_fixed(&record, at_ms, late, &lines, seen)?;
            check_times(stream, lines.iter().zip(&fits).map(|(line, (_, ms))| (line.at, *ms)))
        }
        Output::Interleaved { voices, close, total } => {
            check_interleaved(stream, (voices, *close), *total, &lines, seen)?;
            check_times(stream, lines.iter().map(|line| (line.at, earliest(voices, &line.text))))
        }
    }
}

/// Which of the outputs that are promised the lines are.
fn check_fixed(
    record: &Record,
    at_ms: &[u64],
    late: &[Vec<LateLine>],
    lines: &[&Line],
    seen: Seen,
) -> Result<Vec<Timed>, Broken> {
    if let Some(last) = lines.last().filter(|line| !line.whole) {
        return Err(Broken::Unfinished { stream: last.stream, text: last.text.clone() });
    }
    let fits = |promised: &[Timed]| {
        let same = promised.iter().zip(lines).all(|((text, _), line)| *text == line.text);
        let length = match seen {
            Seen::All => lines.len() == promised.len(),
            Seen::Start => lines.len() <= promised.len(),
        };
        same && length
    };
    let mut promised = vec![record.timed(at_ms)];
    for (index, late) in late.iter().enumerate() {
        let unknown = Broken::Late { number: index + 1, lines: record.0.len() };
        promised.push(record.late(late, at_ms).ok_or(unknown)?);
    }
    let differs = || Broken::Differs { expected: record.0.clone(), got: owned(&texts(lines)) };
    promised.into_iter().find(|promised| fits(promised)).ok_or_else(differs)
}

fn check_interleaved(
    stream: Stream,
    (voices, close): (&[Voice], Close),
    total: Option<usize>,
    lines: &[&Line],
    seen: Seen,
) -> Result<(), Broken> {
    let got = texts(lines);
    // Once `main` has returned, Rust writes a line in the pieces that it is made of, so a thread that
    // still prints may be cut off within one.
    let (whole, reach) = match (seen, got.split_last()) {
        (Seen::Start, _) => (&got[..], Reach::Anywhere),
        (Seen::All, Some((words, before))) if !lines[before.len()].whole => (before, Reach::Words(words)),
        (Seen::All, _) => (&got[..], Reach::End),
    };
    interleaving::check(voices, close, whole, reach).map_err(|how| Broken::Order {
        stream,
        got: owned(&got),
        how,
    })?;
    match total {
        Some(total) if total != got.len() => Err(Broken::Total { expected: total, got: got.len() }),
        _ => Ok(()),
    }
}

fn texts<'a>(lines: &[&'a Line]) -> Vec<&'a str> {
    lines.iter().map(|line| line.text.as_str()).collect()
}

fn owned(lines: &[&str]) -> Vec<String> {
    lines.iter().map(|line| (*line).to_owned()).collect()
}

/// The earliest time, in milliseconds, that some voice names for a line like this one.
fn earliest(voices: &[Voice], text: &str) -> u64 {
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
