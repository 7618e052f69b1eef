use std::time::Duration;

use catalogue::{Ends, Listing, Output, Stream};
use libtest_mimic::Failed;
use runner::{CompileError, Ended, Place, Record, Resting, Transcript, judge, judge_refusal};

use crate::model;

/// What keeps the promise is accepted, and each thing that a small change to the program could do to
/// it is not.
pub fn are_found(listing: &Listing) -> Result<(), Failed> {
    if listing.promise.ends.is_refused() {
        return refusals_are_found(listing);
    }
    let kept = model::run(listing)?;
    judge(listing, &kept).map_err(|why| format!("what it promises is not accepted: {why}"))?;
    for (name, twin) in twins(listing, &kept) {
        if judge(listing, &twin).is_ok() {
            return Err(format!("{name}: accepted, though it breaks the promise: {twin:#?}").into());
        }
    }
    Ok(())
}

fn twins(listing: &Listing, kept: &Transcript) -> Vec<(&'static str, Transcript)> {
    let mut twins = vec![
        ("it ends another way", Transcript { ended: other_end(&listing.promise.ends), ..kept.clone() }),
        ("it panics", Transcript { ended: Ended::Panicked, ..kept.clone() }),
        ("it exits with a code", Transcript { ended: Ended::Returned { code: 1 }, ..kept.clone() }),
        ("it prints a line more", with_line(kept, Stream::Stdout)),
        ("it complains", with_line(kept, Stream::Stderr)),
    ];
    let stdout = kept.of(Stream::Stdout).count();
    if loses_nothing(&listing.promise.stdout) && stdout > 0 {
        let mut short = kept.clone();
        short.lines.remove(0);
        twins.push(("it loses its first line", short));
    }
    if keeps_an_order(&listing.promise.stdout, kept) {
        let mut turned = kept.clone();
        turned.lines[..stdout].rotate_left(1);
        twins.push(("its first line comes last", turned));
    }
    if kept.lines.iter().any(|line| line.at > Duration::ZERO) {
        let mut early = kept.clone();
        early.lines.iter_mut().for_each(|line| line.at = Duration::ZERO);
        twins.push(("it does not sleep", early));
    }
    twins
}

fn other_end(promised: &Ends) -> Ended {
    match promised {
        Ends::Returns => Ended::Hung { resting: Resting::Idle },
        Ends::MayHang => Ended::Hung { resting: Resting::Busy },
        Ends::Hangs | Ends::Refused(_) => Ended::Returned { code: 0 },
    }
}

fn with_line(kept: &Transcript, stream: Stream) -> Transcript {
    let mut longer = kept.clone();
    longer.lines.push(model::line(stream, "a line that nobody promised", kept.elapsed));
    longer
}

/// Without its first line, this output is none of those that are promised.
fn loses_nothing(output: &Output) -> bool {
    match output {
        Output::Fixed { .. } => true,
        Output::Interleaved { voices, .. } => {
            voices.first().is_some_and(|voice| !voice.repeats && (!voice.cut || voice.lines.len() > 1))
        }
    }
}

/// With its first line at the end, this output is none of those that are promised.
fn keeps_an_order(output: &Output, kept: &Transcript) -> bool {
    match output {
        Output::Fixed { .. } => {
            let texts = kept.texts(Stream::Stdout);
            texts.windows(2).any(|pair| pair[0] != pair[1])
        }
        Output::Interleaved { voices, .. } => {
            let first = voices.first().is_some_and(|voice| voice.lines.len() > 1 && !voice.repeats);
            first || voices.iter().any(|voice| voice.after.contains(&0))
        }
    }
}

fn refusals_are_found(listing: &Listing) -> Result<(), Failed> {
    let Record(lines) = Record::read(&listing.record()).map_err(|error| error.to_string())?;
    let kept: Vec<CompileError> =
        lines.iter().map(|line| parse(line)).collect::<Option<_>>().ok_or("record")?;
    judge_refusal(listing, &kept).map_err(|why| format!("what is recorded is not accepted: {why}"))?;
    let changed = |change: &dyn Fn(&mut CompileError)| {
        let mut errors = kept.clone();
        errors.iter_mut().for_each(change);
        errors
    };
    let twins = [
        ("another error", changed(&|error| error.code = Some("E0001".to_owned()))),
        ("no code", changed(&|error| error.code = None)),
        ("another line", changed(&|error| error.place = Some(place(99, "")))),
        ("no error", Vec::new()),
        ("the errors and one more", [kept.clone(), kept.clone()].concat()),
    ];
    for (name, twin) in twins {
        if judge_refusal(listing, &twin).is_ok() {
            return Err(format!("{name}: accepted, though it breaks the promise").into());
        }
    }
    Ok(())
}

/// `E0373 at line 6: let handle = thread::spawn(|| {`
fn parse(line: &str) -> Option<CompileError> {
    let (code, rest) = line.split_once(" at line ")?;
    let (number, text) = rest.split_once(": ")?;
    let place = place(number.parse().ok()?, text);
    let message = String::new();
    Some(CompileError {
        code: Some(code.to_owned()),
        place: Some(place),
        lines: Vec::new(),
        message: message.clone(),
        rendered: message,
        suggested: Vec::new(),
    })
}

fn place(line: usize, text: &str) -> Place {
    let (file, text) = ("src/main.rs".to_owned(), text.to_owned());
    Place { file, line, text, path: String::new(), after: String::new() }
}
