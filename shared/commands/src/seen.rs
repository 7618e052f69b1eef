//! What a reader saw, from a file or from standard input.

use std::fs::File;
use std::io::{self, Read};

use terminal::Failure;

/// So many bytes are read: hours of output.
const MOST: u64 = 8 << 20;

/// The text of a file, or of standard input if that is `-`.
pub fn read(file: &str) -> Result<String, Failure> {
    let name = name(file);
    let unread = |error: io::Error| format!("cannot read {name}: {error}");
    let bytes = match file {
        "-" => bounded(io::stdin().lock()),
        _ => File::open(file).and_then(bounded),
    };
    let bytes = bytes.map_err(unread)?;
    if bytes.len() as u64 > MOST {
        return Err(format!(
            "{name} has more than {} MiB, too much to be explained; the first lines will do",
            MOST >> 20
        )
        .into());
    }
    screen::decode(&bytes).map_err(|why| format!("{name} {why}").into())
}

/// What to call it.
pub fn name(file: &str) -> &str {
    if file == "-" { "standard input" } else { file }
}

/// What there is, and no more of it than shows that it is too much.
fn bounded(reader: impl Read) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    reader.take(MOST + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}
