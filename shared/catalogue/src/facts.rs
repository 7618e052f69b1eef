//! The facts as they stand in a manifest, and how they become a promise.

use serde::Deserialize;
use serde_json::Value;

use crate::listing::Origin;
use crate::pattern::{MOST, Pattern};
use crate::promise::{Close, Ends, LateLine, Output, Promise, Stream, Voice};
use crate::size;

/// `[package.metadata.listing]`, checked for names and types of its fields, not yet for their values.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Facts {
    #[serde(default)]
    pub title: String,
    #[serde(default)]
    source: String,
    pub mirrors: Option<String>,
    pub mended: Option<String>,
    #[serde(default)]
    ends: String,
    #[serde(default)]
    pub args: Vec<String>,
    #[serde(default)]
    at_ms: Vec<u64>,
    #[serde(default)]
    late: Vec<Vec<LateLine>>,
    #[serde(default)]
    prints: Vec<VoiceFacts>,
    total: Option<usize>,
    #[serde(default)]
    race: bool,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct VoiceFacts {
    from: String,
    lines: Lines,
    #[serde(default)]
    cut: bool,
    #[serde(default)]
    repeats: bool,
    #[serde(default)]
    after: Vec<String>,
    #[serde(default)]
    stream: Stream,
    #[serde(default)]
    at_ms: Vec<u64>,
}

#[derive(Debug, Deserialize)]
#[serde(untagged, expecting = "a line, or a list of lines")]
enum Lines {
    One(String),
    Many(Vec<String>),
}

/// What is wrong with a field: its name below `package.metadata.listing`, and a sentence.
pub type Wrong = (String, String);

impl Facts {
    pub fn read(metadata: &Value) -> Result<Facts, Wrong> {
        size::check(metadata)?;
        serde_path_to_error::deserialize(metadata).map_err(|error| {
            let path = error.path().to_string();
            let field = if path == "." { String::new() } else { path };
            (field, error.into_inner().to_string())
        })
    }

    pub fn origin(&self) -> Result<Origin, Wrong> {
        let allowed = || Origin::ALL.map(|origin| format!("`{origin}`")).join(", ");
        self.source.parse().map_err(|()| unknown("source", &self.source, &allowed()))
    }

    pub fn promise(&self) -> Result<Promise, Wrong> {
        let ends = self.ends.parse().map_err(|()| unknown("ends", &self.ends, Ends::ALLOWED))?;
        let stdout = self.voices(Stream::Stdout)?;
        let stderr = self.voices(Stream::Stderr)?;
        let stdout = match stdout {
            voices if voices.is_empty() => self.fixed()?,
            voices => self.interleaved(voices)?,
        };
        Ok(Promise {
            ends,
            stdout,
            stderr: Output::Interleaved { voices: stderr, close: Close::All, total: None },
        })
    }

    fn fixed(&self) -> Result<Output, Wrong> {
        match (self.total, self.race) {
            (Some(_), _) => Err(wrong("total", "is for an output with voices (`prints`) only")),
            (_, true) => Err(wrong("race", "is for an output with voices (`prints`) only")),
            (None, false) => Ok(Output::Fixed { at_ms: self.at_ms.clone(), late: self.late.clone() }),
        }
    }

    fn interleaved(&self, voices: Vec<Voice>) -> Result<Output, Wrong> {
        if !self.late.is_empty() {
            return Err(wrong("late", "is for a fixed output; the voices in `prints` may come in any order"));
        }
        if !self.at_ms.is_empty() {
            return Err(wrong("at-ms", "belongs into each voice where there are voices (`prints`)"));
        }
        let close = if self.race { Close::First } else { Close::All };
        Ok(Output::Interleaved { voices, close, total: self.total })
    }

    fn voices(&self, stream: Stream) -> Result<Vec<Voice>, Wrong> {
        let here: Vec<_> = self.prints.iter().filter(|voice| voice.stream == stream).collect();
        for (index, VoiceFacts { from, .. }) in here.iter().enumerate() {
            if here[..index].iter().any(|other| other.from == *from) {
                return Err(wrong("prints", &format!("has two voices `{from}`; give each its own name")));
            }
        }
        let voices = here.iter().map(|voice| voice.check(&here)).collect::<Result<Vec<_>, _>>()?;
        check_order(&voices)?;
        Ok(voices)
    }
}

impl VoiceFacts {
    fn check(&self, all: &[&VoiceFacts]) -> Result<Voice, Wrong> {
        let field = |name: &str| format!("prints (from = \"{}\").{name}", self.from);
        let lines = self.patterns().map_err(|error| (field("lines"), error))?;
        if !self.at_ms.is_empty() && self.at_ms.len() != lines.len() {
            let what = format!("has {} times for {} lines; give one a line", self.at_ms.len(), lines.len());
            return Err((field("at-ms"), what));
        }
        let index = |name: &String| {
            let known = || all.iter().map(|voice| format!("`{}`", voice.from)).collect::<Vec<_>>().join(", ");
            let found = all.iter().position(|voice| voice.from == *name && name != &self.from);
            found.ok_or_else(|| {
                (field("after"), format!("no other voice `{name}` on this stream; there are {}", known()))
            })
        };
        Ok(Voice {
            from: self.from.clone(),
            lines,
            cut: self.cut,
            repeats: self.repeats,
            after: self.after.iter().map(index).collect::<Result<_, _>>()?,
            at_ms: self.at_ms.clone(),
        })
    }

    fn patterns(&self) -> Result<Vec<Pattern>, String> {
        let lines = match &self.lines {
            Lines::One(line) => std::slice::from_ref(line),
            Lines::Many(lines) => lines,
        };
        if lines.is_empty() {
            return Err("is empty; a voice has at least one line".to_owned());
        }
        let mut patterns = Vec::new();
        for line in lines {
            patterns.extend(Pattern::expand(line).map_err(|error| error.to_string())?);
            if patterns.len() > MOST {
                return Err(format!("are more than {MOST} lines; promise fewer"));
            }
        }
        Ok(patterns)
    }
}

/// Voices that wait for each other would never start.
fn check_order(voices: &[Voice]) -> Result<(), Wrong> {
    let mut free = vec![false; voices.len()];
    let is_next = |free: &[bool], voice: usize| !free[voice] && voices[voice].after.iter().all(|&n| free[n]);
    while let Some(next) = (0..voices.len()).find(|&voice| is_next(&free, voice)) {
        free[next] = true;
    }
    let Some(start) = free.iter().position(|free| !free) else { return Ok(()) };
    // Who is not free waits for another who is not, so this leads into the circle.
    let waits_for = |voice: usize| voices[voice].after.iter().copied().find(|&before| !free[before]);
    let mut chain = vec![start];
    while let Some(before) = waits_for(chain[chain.len() - 1]) {
        if let Some(at) = chain.iter().position(|&voice| voice == before) {
            let names: Vec<_> =
                chain[at..].iter().map(|&voice| format!("`{}`", voices[voice].from)).collect();
            let field = format!("prints (from = \"{}\").after", voices[before].from);
            let what = format!(
                "goes in a circle: {} waits for {}; leave one of them out",
                names.join(" waits for "),
                names[0]
            );
            return Err((field, what));
        }
        chain.push(before);
    }
    Ok(())
}

fn wrong(field: &str, what: &str) -> Wrong {
    (field.to_owned(), what.to_owned())
}

fn unknown(field: &str, value: &str, allowed: &str) -> Wrong {
    let what = match value {
        "" => format!("is missing; allowed are {allowed}"),
        value => format!("`{value}` is not known; allowed are {allowed}"),
    };
    (field.to_owned(), what)
}
