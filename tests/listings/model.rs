use std::time::Duration;

use catalogue::{Close, Ends, Listing, Output, Stream};
use runner::{Ended, Line, Record, Resting, Transcript};

/// A run that does exactly what the listing promises: the recorded lines, or one voice after the
/// other, each line at its earliest time.
pub fn run(listing: &Listing) -> Result<Transcript, String> {
    let mut lines = lines_of(listing, Stream::Stdout, &listing.promise.stdout)?;
    lines.extend(lines_of(listing, Stream::Stderr, &listing.promise.stderr)?);
    let ended = match listing.promise.ends {
        Ends::Hangs => Ended::Hung { resting: Resting::Idle },
        _ => Ended::Returned { code: 0 },
    };
    Ok(Transcript { lines, ended, strays: Vec::new(), elapsed: Duration::from_secs(20) })
}

fn lines_of(listing: &Listing, stream: Stream, output: &Output) -> Result<Vec<Line>, String> {
    let texts: Vec<(String, u64)> = match output {
        Output::Fixed { at_ms, .. } => {
            let Record(lines) = Record::read(&listing.record()).map_err(|error| error.to_string())?;
            lines.into_iter().enumerate().map(|(index, line)| (line, time(at_ms, index))).collect()
        }
        Output::Interleaved { voices, close, total } => {
            let speaking = match close {
                Close::All => voices.len(),
                Close::First => 1,
            };
            let lines = voices.iter().take(speaking).flat_map(|voice| {
                let line =
                    |(index, line): (usize, &catalogue::Pattern)| (line.example(), time(&voice.at_ms, index));
                voice.lines.iter().enumerate().map(line)
            });
            lines.take(total.unwrap_or(usize::MAX)).collect()
        }
    };
    Ok(texts.into_iter().map(|(text, ms)| line(stream, &text, Duration::from_millis(ms))).collect())
}

fn time(at_ms: &[u64], index: usize) -> u64 {
    at_ms.get(index).copied().unwrap_or_default()
}

pub fn line(stream: Stream, text: &str, at: Duration) -> Line {
    Line { at, stream, text: text.to_owned(), utf8: true, whole: true }
}
