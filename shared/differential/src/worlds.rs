//! The two executables that evaluate programs: one under the explorer, one for real.

use crate::language::Program;
use crate::seen::Seen;
use crate::walked;
use answers::{Choose, Clock, Explore, Graph, Limits, Output, Reduction, Walk};
use runner::{Build, Builds, Cargo, Ended, Process, Stop, Until, Words};
use std::collections::BTreeSet;
use std::path::PathBuf;
use worlds::{Explorable, NoAnswer, RealWorld, Text, VirtualWorld};

const NAME: &str = "evaluator";

/// The two executables.
#[derive(Debug)]
pub struct Worlds {
    explored: Explorable,
    /// Without it nothing is run for real.
    real: Option<PathBuf>,
    folder: PathBuf,
}

/// What a search is asked for.
#[derive(Clone, Copy, Debug)]
pub struct Search {
    pub clock: Clock,
    pub reduction: Reduction,
    /// After how many runs to give up.
    pub most: u64,
}

/// What a search found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Found {
    All(BTreeSet<Seen>),
    /// Only some, as there are too many.
    Some(BTreeSet<Seen>),
    /// Nothing, for this reason.
    Refused(String),
}

/// They can't be built or do not run.
pub type Failure = Box<dyn std::error::Error + Send + Sync>;

impl Worlds {
    /// Builds the one under the explorer.
    pub fn build(cargo: &Cargo, words: Words) -> Result<Worlds, Failure> {
        let metadata = cargo.metadata()?;
        let (root, target) = (metadata.workspace_root.as_std_path(), metadata.target_directory.as_std_path());
        let world = VirtualWorld::new(root, target);
        let builds = world.build(cargo, &[world.program(&text())?], words, &Stop::new())?;
        let explored = Explorable::new(executable(&builds)?, root);
        Ok(Worlds { explored, real: None, folder: root.to_owned() })
    }

    /// Builds the other one, too.
    pub fn with_real_runs(self, cargo: &Cargo, words: Words) -> Result<Worlds, Failure> {
        let metadata = cargo.metadata()?;
        let (root, target) = (metadata.workspace_root.as_std_path(), metadata.target_directory.as_std_path());
        let builds = RealWorld::new(root, target).build(cargo, &[text()], words, &Stop::new())?;
        Ok(Worlds { real: Some(executable(&builds)?), ..self })
    }

    /// What the explorer finds.
    pub fn explore(&self, program: &Program, search: Search) -> Result<Found, Failure> {
        let Search { clock, reduction, most } = search;
        // Only what prunes makes use of that the evaluator can't count how often a future is polled.
        let polls = reduction != Reduction::Pruned;
        let explored = self.explored.clone().with(answers::Program { polls, ..answers::Program::default() });
        let explore = Explore { clock, reduction, most: 100_000 };
        let limits = Limits { max_schedules: Some(most), ..Limits::default() };
        let outcome = match explored.ask(explore, &[program.to_string()], limits, &Stop::new()) {
            Ok(outcome) => outcome,
            Err(NoAnswer::NotRun(error)) => return Err(error.into()),
            Err(other) => return Ok(Found::Refused(other.to_string())),
        };
        if let Some(why) = outcome.why_not.as_ref().filter(|why| why.contains(answers::MISTAKE)) {
            return Ok(Found::Refused(why.clone()));
        }
        let outputs = outcome.outputs.iter().filter_map(walked::seen).collect();
        Ok(if outcome.exhaustive { Found::All(outputs) } else { Found::Some(outputs) })
    }

    /// Its graph of choices; `None` if that has too many states, or the explorer does not follow.
    pub fn graph(&self, program: &Program, choose: Choose) -> Result<Option<Graph>, Failure> {
        let graph = match self.explored.ask(choose, &[program.to_string()], Limits::default(), &Stop::new()) {
            Ok(graph) => graph,
            Err(NoAnswer::NotRun(error)) => return Err(error.into()),
            Err(_) => return Ok(None),
        };
        Ok(graph.runs.is_empty().then_some(graph))
    }

    /// What the program prints when it is run on these ways through its graph.
    pub fn walk(
        &self,
        program: &Program,
        graph: Choose,
        walks: Vec<Vec<usize>>,
    ) -> Result<Vec<Output>, Failure> {
        let walk = Walk { graph, walks };
        Ok(self.explored.ask(walk, &[program.to_string()], Limits::default(), &Stop::new())?)
    }

    /// What one real run does; `None` if there is none, or it was ended from outside.
    pub fn run(&self, program: &Program) -> Result<Option<Seen>, Failure> {
        let Some(executable) = self.real.clone() else { return Ok(None) };
        let process = Process {
            executable,
            args: vec![program.to_string()],
            folder: self.folder.clone(),
            memory: None,
            input: Vec::new(),
        };
        let transcript = process.run(&Until::Settled(&|_| true), &Stop::new(), &mut |_| {})?;
        let end = match transcript.ended {
            Ended::Returned { code: 0 } => "returns",
            Ended::Panicked => "panics",
            Ended::Hung { .. } => "hangs",
            _ => return Ok(None),
        };
        let lines = transcript
            .lines
            .iter()
            .map(|line| (line.stream == catalogue::Stream::Stderr, line.text.as_str()));
        Ok(Seen::new(lines, end))
    }
}

/// The evaluator's modules.
const PARTS: [(&str, &str); 9] = [
    ("finish", include_str!("../program/finish.rs")),
    ("tasks", include_str!("../program/tasks.rs")),
    ("guards", include_str!("../program/guards.rs")),
    ("language", include_str!("../program/language.rs")),
    ("local", include_str!("../program/local.rs")),
    ("perform", include_str!("../program/perform.rs")),
    ("threads", include_str!("../program/threads.rs")),
    ("verb", include_str!("../program/verb.rs")),
    ("world", include_str!("../program/world.rs")),
];

/// The evaluator as one text.
fn text() -> Text {
    let whole = include_str!("../program/evaluator.rs").to_owned();
    let text = PARTS.iter().fold(whole, |whole, (name, text)| {
        whole.replace(&format!("mod {name};"), &format!("mod {name} {{\n{text}}}"))
    });
    Text { name: NAME.to_owned(), text }
}

fn executable(builds: &Builds) -> Result<PathBuf, Failure> {
    match builds.named(NAME) {
        Some(Build::Executable(executable)) => Ok(executable.clone()),
        Some(Build::Refused(errors)) => {
            let words: Vec<&str> = errors.iter().map(|error| &*error.rendered).collect();
            Err(format!("rustc refuses the evaluator\n{}", words.join("\n")).into())
        }
        Some(Build::Stopped(_)) | None => Err("the evaluator could not be built".into()),
    }
}
