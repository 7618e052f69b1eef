//! Asking a program that was built for the explorer.

use std::path::PathBuf;

use answers::{Answer, Asks, Limits, Request};
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
    /// Nothing can be said about the program, and why.
    #[error("{0}")]
    Refused(String),
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

impl NoAnswer {
    /// Whether the program is the cause, and not the explorer or who uses it.
    pub fn is_about_the_program(&self) -> bool {
        matches!(self, NoAnswer::Refused(_) | NoAnswer::Crashed(_) | NoAnswer::OutOfMemory(_))
    }
}

impl Explorable {
    /// Asks something about the program as it is with these arguments.
    pub fn ask<Q: Asks>(
        &self,
        question: Q,
        args: &[String],
        limits: Limits,
        stop: &Stop,
    ) -> Result<Q::Found, NoAnswer> {
        let request = Request { limits, ..Request::new(question, args) };
        match self.answer(&request, stop)? {
            Answer::Refused(why) => Err(NoAnswer::Refused(why)),
            answer => Q::found(answer).ok_or_else(|| NoAnswer::Failed {
                code: 0,
                words: "it answered another question".to_owned(),
            }),
        }
    }

    /// Sends a request through standard input; the answer comes through what is standard output at first.
    fn answer(&self, request: &Request, stop: &Stop) -> Result<Answer, NoAnswer> {
        let process = Process {
            executable: self.executable.clone(),
            args: Vec::new(),
            folder: self.folder.clone(),
            memory: Some(memory::EXPLORER),
            input: serde_json::to_vec(request).unwrap_or_default(),
        };
        let transcript = process.run(&Until::Ended, stop, &mut |_| {})?;
        let answer = transcript.texts(Stream::Stdout).join("\n");
        match (&transcript.ended, serde_json::from_str(&answer)) {
            (Ended::Interrupted, _) => Err(NoAnswer::Stopped),
            // Also where it gave up on the program.
            (Ended::Returned { .. }, Ok(answer)) => Ok(answer),
            (Ended::StackOverflow, _) => Err(NoAnswer::Crashed(ABORTED)),
            (Ended::OutOfMemory { limit }, _) => Err(NoAnswer::OutOfMemory(*limit)),
            (Ended::Signalled { signal }, _) => Err(NoAnswer::Crashed(*signal)),
            (_, Err(_)) if answer.is_empty() => Err(failed(&transcript)),
            (_, Err(error)) => Err(NoAnswer::Failed { code: 0, words: error.to_string() }),
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
