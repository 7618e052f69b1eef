//! A listing that is asked about.

use std::cell::OnceCell;

use answers::{Clock, Explain, Explanation, Explore, Extent, Limits, Outcome};
use catalogue::Listing;
use commands::explored::{self, Explored};
use commands::{Failure, Workspace};
use quiz::{Complaint, Program};
use runner::{Build, CompileError, Explorable, Words, read_text};

/// Within these bounds an answer comes soon, and is the same on every machine.
const LIMITS: Limits = Limits { max_schedules: Some(2_000), max_steps: Some(40_000), seconds: None };
/// So many outputs are enough to choose from.
const MOST: usize = 1_000;

/// A listing, built for the explorer if rustc is not meant to refuse it.
pub struct Subject<'a> {
    workspace: &'a Workspace,
    pub listing: &'a Listing,
    source: String,
    explorable: Option<Explorable>,
    outcomes: [OnceCell<Option<Outcome>>; 2],
}

impl Subject<'_> {
    pub fn new<'a>(workspace: &'a Workspace, listing: &'a Listing) -> Result<Subject<'a>, Failure> {
        let source = read_text(&listing.main())
            .map_err(|error| format!("cannot read {}: {error}", listing.main().display()))?;
        let explorable = if listing.promise.ends.is_refused() {
            None
        } else {
            // Its warnings might give an answer away.
            explored::compile(workspace, &[Explored::listing(listing)])?
                .explorables
                .pop()
                .and_then(Result::ok)
        };
        Ok(Subject { workspace, listing, source, explorable, outcomes: [const { OnceCell::new() }; 2] })
    }

    fn explore(&self, clock: Clock) -> Option<Outcome> {
        let question = Explore { clock, most: MOST, ..Explore::default() };
        self.explorable.as_ref()?.ask(question, &self.listing.args, LIMITS, &self.workspace.stop).ok()
    }
}

impl Program for Subject<'_> {
    fn id(&self) -> &str {
        self.listing.id.as_str()
    }

    fn source(&self) -> &str {
        &self.source
    }

    fn outcome(&self, clock: Clock) -> Option<Outcome> {
        self.outcomes[usize::from(clock == Clock::Late)].get_or_init(|| self.explore(clock)).clone()
    }

    fn explain(&self, seen: &str, extent: Extent) -> Option<Explanation> {
        let question = Explain { seen: seen.to_owned(), extent };
        self.explorable.as_ref()?.ask(question, &self.listing.args, LIMITS, &self.workspace.stop).ok()
    }

    fn complaints(&self) -> Option<Vec<Complaint>> {
        let Workspace { cargo, stop, .. } = self.workspace;
        let builds = cargo.build(&[self.listing], Words::Kept, stop).ok()?;
        match builds.named(&self.listing.id.package())? {
            Build::Executable(_) => Some(Vec::new()),
            Build::Refused(errors) => errors.iter().map(complaint).collect(),
            Build::Stopped(_) => None,
        }
    }
}

fn complaint(error: &CompileError) -> Option<Complaint> {
    let code = error.code.iter().map(|code| format!("{code}: ")).collect::<String>();
    let (line, lines) = (error.place.as_ref()?.line, error.lines.clone());
    Some(Complaint { line, lines, message: code + &error.message })
}
