//! Writing to the user: to stdout what was asked for, to stderr everything else.

use std::error::Error;
use std::fmt;
use std::io::{self, Write};
use std::process::ExitCode;

use screen::{folded, harmless};
use serde::Serialize;

use crate::width;

/// What was asked for could not be handed over.
#[derive(Debug)]
pub struct Unwritten(io::Error);

/// Writes text and a line end to stdout, no wider than the terminal; colours only where they belong, and nothing else that could
/// control it.
pub fn say(text: &str) -> Result<(), Unwritten> {
    write(&format!("{}\n", folded(&harmless(text), width::width())))
}

/// The same, without a line end.
pub fn write(text: &str) -> Result<(), Unwritten> {
    let mut stdout = anstream::stdout().lock();
    stdout.write_all(text.as_bytes()).and_then(|()| stdout.flush()).map_err(Unwritten)
}

/// Writes one JSON document to stdout.
pub fn say_json(document: &impl Serialize) -> Result<(), crate::Failure> {
    Ok(say_document(&serde_json::to_string_pretty(document)?)?)
}

/// Writes a document for programs, in JSON or TOML, to stdout: however wide, with control characters as escapes.
pub fn say_document(text: &str) -> Result<(), Unwritten> {
    write(&format!("{}\n", screen::harmless_json(text)))
}

/// Writes what clap has to say: to stdout if it was asked for, to stderr if it is a complaint.
pub fn show(words: &clap::Error) -> Result<ExitCode, crate::Failure> {
    let text = words.render().ansi().to_string();
    if words.use_stderr() {
        let _ = write!(anstream::stderr().lock(), "{}", folded(&text, width::width_of_stderr()));
    } else {
        write(&folded(&text, width::width()))?;
    }
    Ok(ExitCode::from(u8::try_from(words.exit_code()).unwrap_or(crate::WRONG_USE)))
}

/// Writes what went wrong to stderr.
pub fn complain(failure: &dyn Error) {
    remark("error", &failure.to_string());
}

/// Writes what is wrong with something that the user named to stderr.
pub fn complain_of(name: &str, why: &str) {
    remark("error", &format!("{name}: {why}"));
}

/// Writes rustc's own warnings to stderr, with their colours.
pub fn warn<'a>(warnings: impl IntoIterator<Item = &'a str>) {
    for warning in warnings {
        let _ = writeln!(anstream::stderr().lock(), "{}\n", warning.trim_end());
    }
}

/// Writes a remark to stderr that the user may want to know.
pub fn note(text: &str) {
    remark("note", text);
}

fn remark(kind: &str, text: &str) {
    // Nobody can be told that stderr can't be written.
    let remark = folded(&format!("{kind}: {}", harmless(text)), width::width_of_stderr());
    let _ = writeln!(anstream::stderr().lock(), "{remark}");
}

/// Whether a failure is only that whoever read our output has stopped reading.
pub fn is_closed_pipe(failure: &(dyn Error + 'static)) -> bool {
    let unwritten = failure.downcast_ref::<Unwritten>();
    unwritten.is_some_and(|Unwritten(error)| error.kind() == io::ErrorKind::BrokenPipe)
}

impl fmt::Display for Unwritten {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "cannot write to standard output: {}", self.0)
    }
}

impl Error for Unwritten {}
