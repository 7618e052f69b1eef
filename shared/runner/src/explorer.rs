//! Asking a program that was built for the explorer.

use std::path::PathBuf;

use catalogue::Stream;

use crate::memory::{self, Memory};
use crate::process::{Process, RunError, Until};
use crate::stop::Stop;
use crate::transcript::{Ended, Transcript};

/// The signal by which a program ends that aborts itself.
const ABORTED: i32 = 6;

/// A program that answers the explorer's requests.
#[derive(Clone, Debug)]
pub struct Explorable {
    pub executable: PathBuf,
    pub folder: PathBuf,
}

/// No answer came.
#[derive(Debug, thiserror::Error)]
pub enum NoAnswer {
    #[error(
        "the program ran out of stack, or crashed otherwise (signal {0}); it seems to recurse without end"
    )]
    Crashed(i32),
    #[error("exploring takes more than {0} of memory; the program may ask for more and more of it")]
    OutOfMemory(Memory),
    #[error("the explorer failed with exit code {code}: {words}")]
    Failed { code: i32, words: String },
    #[error("stopped")]
    Stopped,
    #[error(transparent)]
    NotRun(#[from] RunError),
}

impl Explorable {
    /// Sends a request, a JSON document, and gives the answer, another one.
    pub fn ask(&self, request: &str, stop: &Stop) -> Result<String, NoAnswer> {
        let process = Process {
            executable: self.executable.clone(),
            args: vec![request.to_owned()],
            folder: self.folder.clone(),
            memory: Some(memory::EXPLORER),
        };
        let transcript = process.run(&Until::Ended, stop, &mut |_| {})?;
        let answer = transcript.texts(Stream::Stdout).join("\n");
        match transcript.ended {
            // The explorer's own words, also where it gave up on the program.
            Ended::Returned { .. } if !answer.is_empty() => Ok(answer),
            Ended::Interrupted => Err(NoAnswer::Stopped),
            Ended::StackOverflow => Err(NoAnswer::Crashed(ABORTED)),
            Ended::OutOfMemory { limit } => Err(NoAnswer::OutOfMemory(limit)),
            Ended::Signalled { signal } => Err(NoAnswer::Crashed(signal)),
            _ => Err(failed(&transcript)),
        }
    }
}

fn failed(transcript: &Transcript) -> NoAnswer {
    let code = match transcript.ended {
        Ended::Returned { code } => code,
        _ => 101,
    };
    NoAnswer::Failed { code, words: transcript.texts(Stream::Stderr).join("\n") }
}
