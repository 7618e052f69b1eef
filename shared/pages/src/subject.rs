//! A program that is asked about.

use std::cell::OnceCell;

use answers::{Asks, Clock, Explain, Explanation, Explore, Extent, Limits, Outcome};
use catalogue::Listing;
use commands::explored::{self, Explored};
use quiz::{Complaint, Program};
use runner::{Build, Builds, CompileError, Words};
use terminal::{Failure, Workspace};
use worlds::Explorable;

/// Within these bounds an answer comes soon, and is the same on every machine.
const LIMITS: Limits = Limits { max_schedules: Some(2_000), max_steps: Some(40_000), seconds: None };
/// So many outputs are enough to choose from.
const MOST: usize = 1_000;

/// A program, built for the explorer if rustc is not meant to refuse it.
pub struct Subject<'a> {
    workspace: &'a Workspace,
    explored: Explored,
    source: String,
    explorable: Option<Explorable>,
    outcomes: [OnceCell<Option<Outcome>>; 2],
    complaints: OnceCell<Option<Vec<Complaint>>>,
}

impl Subject<'_> {
    /// A listing, without a word about what rustc warns of: that might give an answer away.
    ///
    /// # Errors
    /// It can't be read, or nothing can be built.
    pub fn new<'a>(workspace: &'a Workspace, listing: &Listing) -> Result<Subject<'a>, Failure> {
        let explored = Explored::listing(listing);
        let explorable = if explored.refused().is_some() {
            None
        } else {
            explored::compile(workspace, &[&explored])?.explorables.pop().and_then(Result::ok)
        };
        Subject::of(workspace, explored, explorable)
    }

    /// A program that is built already, if it can be.
    ///
    /// # Errors
    /// It can't be read.
    pub fn of(
        workspace: &Workspace,
        explored: Explored,
        explorable: Option<Explorable>,
    ) -> Result<Subject<'_>, Failure> {
        let source = explored.text(explorable.as_ref())?;
        let (outcomes, complaints) = ([const { OnceCell::new() }; 2], OnceCell::new());
        Ok(Subject { workspace, explored, source, explorable, outcomes, complaints })
    }

    /// The same, where it is known what rustc says against it.
    pub fn with_complaints(self, complaints: Option<Vec<Complaint>>) -> Self {
        Subject { complaints: OnceCell::from(complaints), ..self }
    }

    /// What a reader sees in it; empty for a file.
    pub fn title(&self) -> &str {
        &self.explored.title
    }

    fn ask<Q: Asks>(&self, question: Q) -> Option<Q::Found> {
        let args = &self.explored.args;
        self.explorable.as_ref()?.ask(question, args, LIMITS, &self.workspace.stop).ok()
    }

    fn built(&self) -> Option<Vec<Complaint>> {
        let Workspace { cargo, catalogue, stop, .. } = self.workspace;
        let listing = catalogue.one(&self.explored.name).ok()?;
        complaints(&cargo.build(&[listing], Words::Kept, stop).ok()?, listing)
    }
}

impl Program for Subject<'_> {
    fn id(&self) -> &str {
        &self.explored.name
    }

    fn source(&self) -> &str {
        &self.source
    }

    fn outcome(&self, clock: Clock) -> Option<Outcome> {
        let explore = || self.ask(Explore { clock, most: MOST, ..Explore::default() });
        self.outcomes[usize::from(clock == Clock::Late)].get_or_init(explore).clone()
    }

    fn explain(&self, seen: &str, extent: Extent) -> Option<Explanation> {
        self.ask(Explain { seen: seen.to_owned(), extent })
    }

    fn complaints(&self) -> Option<Vec<Complaint>> {
        self.complaints.get_or_init(|| self.built()).clone()
    }
}

/// What rustc says against a listing that was built as it is; nothing if that is not known.
pub fn complaints(builds: &Builds, listing: &Listing) -> Option<Vec<Complaint>> {
    match builds.of(listing)? {
        Build::Executable(_) => Some(Vec::new()),
        Build::Refused(errors) => errors.iter().map(complaint).collect(),
        Build::Stopped(_) => None,
    }
}

fn complaint(error: &CompileError) -> Option<Complaint> {
    let code = error.code.iter().map(|code| format!("{code}: ")).collect::<String>();
    let (line, lines) = (error.place.as_ref()?.line, error.lines.clone());
    Some(Complaint { line, lines, message: code + &error.message })
}
