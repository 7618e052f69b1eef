//! Asking a program that was built for the explorer.

use std::path::PathBuf;
use std::time::Instant;

use answers::{Answer, Asks, Crash, Limits, Program, Progress, Request};
use catalogue::Stream;
use runner::{EXPLORER, Ended, Line, Memory, Process, RunError, Stop, Transcript, Until, Warning};

/// The signal by which a program ends that aborts itself.
const ABORTED: i32 = 6;

/// A program that answers the explorer's requests.
#[derive(Clone, Debug)]
pub struct Explorable {
    executable: PathBuf,
    folder: PathBuf,
    /// What there is to say about it beside its arguments.
    program: Program,
    /// What rustc warned of.
    pub warnings: Vec<Warning>,
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
    /// `folder` is where its process runs.
    pub fn new(executable: impl Into<PathBuf>, folder: impl Into<PathBuf>) -> Explorable {
        let (executable, folder) = (executable.into(), folder.into());
        Explorable { executable, folder, program: Program::default(), warnings: Vec::new() }
    }

    /// The same, with what there is to say about it; its arguments do not count.
    pub fn with(self, program: Program) -> Explorable {
        Explorable { program, ..self }
    }

    /// The text of its first file, if that was said.
    pub fn first_file(&self) -> Option<&str> {
        self.program.files.first().map(|file| &*file.text)
    }

    /// The same, with what rustc warned of.
    pub fn warned(self, warnings: &[Warning]) -> Explorable {
        Explorable { warnings: warnings.to_owned(), ..self }
    }

    /// The same, called so by who starts it.
    pub fn called(&self, name: &str) -> Explorable {
        let program = Program { called: Some(name.to_owned()), ..self.program.clone() };
        Explorable { program, ..self.clone() }
    }

    /// The same, with this coming through its standard input.
    pub fn reading(self, input: Vec<u8>) -> Explorable {
        Explorable { program: Program { input, ..self.program }, ..self }
    }

    /// The same, where atomics promise this.
    pub fn remembering(self, memory: answers::Memory) -> Explorable {
        Explorable { program: Program { memory, ..self.program }, ..self }
    }

    /// Asks something about the program as it is with these arguments.
    pub fn ask<Q: Asks>(
        &self,
        question: Q,
        args: &[String],
        limits: Limits,
        stop: &Stop,
    ) -> Result<Q::Found, NoAnswer> {
        self.ask_heard(question, args, limits, stop, &mut |_| {})
    }

    /// The same, and how far the search is goes to `hear` now and then.
    pub fn ask_heard<Q: Asks>(
        &self,
        question: Q,
        args: &[String],
        limits: Limits,
        stop: &Stop,
        hear: &mut dyn FnMut(Progress),
    ) -> Result<Q::Found, NoAnswer> {
        let start = Instant::now();
        let program = Program { args: args.to_owned(), ..self.program.clone() };
        let mut request = Request { limits, ..Request::new(question, program) };
        loop {
            let left = |seconds: f64| (seconds - start.elapsed().as_secs_f64()).max(0.0);
            request.limits.seconds = limits.seconds.map(left);
            match self.answer(&request, stop, hear)? {
                Answer::Refused(why) => return Err(NoAnswer::Refused(why)),
                Answer::Died { crash, schedules } => add(&mut request, crash, schedules)?,
                answer => return Q::found(answer).ok_or_else(another_question),
            }
        }
    }

    /// Sends a request through standard input; the answer comes through what is standard output at first.
    fn answer(
        &self,
        request: &Request,
        stop: &Stop,
        hear: &mut dyn FnMut(Progress),
    ) -> Result<Answer, NoAnswer> {
        let process = Process {
            executable: self.executable.clone(),
            args: Vec::new(),
            folder: self.folder.clone(),
            memory: Some(EXPLORER),
            input: serde_json::to_vec(request).unwrap_or_default(),
        };
        let mut on_line = |line: &Line| {
            if line.stream == Stream::Stderr
                && let Ok(progress) = line.text.parse()
            {
                hear(progress);
            }
        };
        let transcript = process.run(&Until::Ended, stop, &mut on_line)?;
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

/// Has what brought the process down be one of the program's ends from now on. After many of them, only what had been found until
/// then is asked for.
fn add(request: &mut Request, crash: Crash, schedules: u64) -> Result<(), NoAnswer> {
    let is_known = request.crashes.iter().any(|known| known.history == crash.history);
    if is_known || request.has_enough_crashes() || crash.history == 0 {
        return Err(NoAnswer::Refused(crash.to_string()));
    }
    request.crashes.push(crash);
    if request.has_enough_crashes() {
        request.limits.max_schedules = Some(schedules);
    }
    Ok(())
}

fn another_question() -> NoAnswer {
    NoAnswer::Failed { code: 0, words: "it answered another question".to_owned() }
}

fn failed(transcript: &Transcript) -> NoAnswer {
    let code = match transcript.ended {
        Ended::Returned { code } => code,
        _ => 101,
    };
    let words = transcript.texts(Stream::Stderr).into_iter().filter(|line| line.parse::<Progress>().is_err());
    NoAnswer::Failed { code, words: words.collect::<Vec<_>>().join("\n") }
}
