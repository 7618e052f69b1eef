//! Writing to the user: to stdout what was asked for, to stderr everything else.

use std::error::Error;
use std::io::{self, Write};

use serde::Serialize;

/// Writes text and a line end to stdout; colours only where they belong.
pub fn say(text: &str) -> io::Result<()> {
    let mut stdout = anstream::stdout().lock();
    writeln!(stdout, "{text}")?;
    stdout.flush()
}

/// Writes one JSON document to stdout.
pub fn say_json(document: &impl Serialize) -> Result<(), crate::Failure> {
    let text = serde_json::to_string_pretty(document)?;
    Ok(say(&text)?)
}

/// Writes what went wrong to stderr.
pub fn complain(failure: &dyn Error) {
    remark("error", &failure.to_string());
}

/// Writes what is wrong with something that the user named to stderr.
pub fn complain_of(name: &str, why: &str) {
    remark("error", &format!("{name}: {why}"));
}

/// Writes a remark to stderr that the user may want to know.
pub fn note(text: &str) {
    remark("note", text);
}

fn remark(kind: &str, text: &str) {
    // Nobody can be told that stderr can't be written.
    let _ = writeln!(anstream::stderr().lock(), "{kind}: {text}");
}

/// Whether a failure is only that whoever read our output has stopped reading.
pub fn is_closed_pipe(failure: &(dyn Error + 'static)) -> bool {
    failure.downcast_ref::<io::Error>().is_some_and(|error| error.kind() == io::ErrorKind::BrokenPipe)
}
