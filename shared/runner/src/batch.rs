//! Many listings: built together, run at the same time, judged one by one.

use std::thread;
use std::time::Duration;

use catalogue::{Listing, Stream};

use crate::broken::Broken;
use crate::build::{Build, Builds, Words};
use crate::cargo::{Cargo, CargoError};
use crate::compile_error::CompileError;
use crate::judge::{judge, judge_refusal, may_stop};
use crate::memory;
use crate::process::{Process, RunError, Until};
use crate::side_by_side::side_by_side;
use crate::site::Site;
use crate::stage::Stage;
use crate::stop::Stop;
use crate::transcript::{Ended, Line, Transcript};
use crate::warning::Warning;

/// What a batch works with.
pub struct Batch<'a> {
    pub cargo: &'a Cargo,
    pub site: &'a Site,
    pub stop: &'a Stop,
    /// How many listings may run at the same time.
    pub jobs: usize,
}

/// What a batch tells while it goes on.
#[derive(Debug)]
pub enum Event<'a> {
    /// So far is the build of the listings that run.
    Building(&'a Stage),
    /// They are built.
    Built(&'a Builds),
    Started(&'a Listing),
    Printed(&'a Listing, &'a Line),
    Ended(&'a Report<'a>),
}

/// What became of one listing, and whether that is what it promised.
#[derive(Debug)]
pub struct Report<'a> {
    pub listing: &'a Listing,
    pub outcome: Outcome,
    pub verdict: Result<(), Broken>,
    /// What rustc warned of.
    pub warnings: Vec<Warning>,
}

/// What became of one listing.
#[derive(Debug)]
pub enum Outcome {
    Ran(Transcript),
    Refused(Vec<CompileError>),
    /// Cargo did not come to it.
    NotBuilt,
    /// The system would not run it.
    NotRun,
}

/// Sees the events of a batch, from several threads.
pub type Observer<'a> = dyn Fn(Event) + Sync + 'a;

impl Batch<'_> {
    /// Builds the listings that run, then runs them all while rustc looks at those that it has to
    /// refuse. Reports come in the order of `listings`; those of which nothing became because the
    /// batch was stopped are left out.
    pub fn run<'a>(
        &self,
        listings: &[&'a Listing],
        observe: &Observer,
    ) -> Result<Vec<Report<'a>>, CargoError> {
        let (refused, runnable): (Vec<_>, Vec<_>) =
            listings.iter().copied().partition(|listing| listing.promise.ends.is_refused());
        let told = |stage: &Stage| observe(Event::Building(stage));
        let builds = self.cargo.build(&runnable, Words::Told(&told), self.stop)?;
        observe(Event::Built(&builds));
        let mut reports = thread::scope(|scope| {
            let refusals = scope.spawn(|| {
                let builds = self.cargo.build(&refused, Words::Kept, self.stop)?;
                Ok(self.check_all(&refused, &builds, observe))
            });
            let mut reports = self.check_all(&runnable, &builds, observe);
            reports.extend(refusals.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))?);
            Ok(reports)
        })?;
        reports.sort_by(|a, b| a.listing.id.cmp(&b.listing.id));
        Ok(reports)
    }

    /// Runs and judges listings that are built, [`Batch::jobs`] at the same time.
    pub fn check_all<'a>(
        &self,
        listings: &[&'a Listing],
        builds: &Builds,
        observe: &Observer,
    ) -> Vec<Report<'a>> {
        side_by_side(listings, self.jobs, |listing| {
            if self.stop.is_asked() {
                return None;
            }
            let report = self.check(listing, builds, observe);
            if report.was_interrupted() {
                return None;
            }
            observe(Event::Ended(&report));
            Some(report)
        })
    }

    /// Runs and judges one listing that is built.
    pub fn check<'a>(&self, listing: &'a Listing, builds: &Builds, observe: &Observer) -> Report<'a> {
        let (outcome, verdict) = match builds.of(listing) {
            Some(Build::Executable(path)) => {
                observe(Event::Started(listing));
                match self.run_one(listing, path.clone(), observe) {
                    Ok(transcript) => {
                        let verdict = judge(listing, &transcript);
                        (Outcome::Ran(transcript), verdict)
                    }
                    Err(error) => (Outcome::NotRun, Err(Broken::NotRun(error))),
                }
            }
            Some(Build::Refused(errors)) => {
                (Outcome::Refused(errors.clone()), judge_refusal(listing, errors))
            }
            Some(Build::Stopped(excess)) => (Outcome::NotBuilt, Err(Broken::Excess(*excess))),
            None => (Outcome::NotBuilt, Err(Broken::NotBuilt)),
        };
        let warnings = builds.warnings(&listing.id.package()).to_vec();
        Report { listing, outcome, verdict, warnings }
    }

    fn run_one(
        &self,
        listing: &Listing,
        executable: std::path::PathBuf,
        observe: &Observer,
    ) -> Result<Transcript, RunError> {
        let args = listing.args.iter().map(|argument| self.site.real(argument)).collect();
        let memory = Some(memory::LISTING);
        let process = Process { executable, args, folder: listing.folder.clone(), memory, input: Vec::new() };
        let until = Until::Settled(&|lines| may_stop(listing, lines));
        let mut transcript =
            process.run(&until, self.stop, &mut |line| observe(Event::Printed(listing, line)))?;
        for line in &mut transcript.lines {
            line.text = self.site.named(&line.text);
        }
        Ok(transcript)
    }
}

impl Report<'_> {
    /// One word for how it ended: `returned`, `hung`, `refused`, `panicked` or `killed`.
    pub fn ended(&self) -> &'static str {
        match &self.outcome {
            Outcome::Ran(transcript) => transcript.ended.word(),
            Outcome::Refused(_) | Outcome::NotBuilt => "refused",
            Outcome::NotRun => "killed",
        }
    }

    /// How long it ran; nothing if it did not.
    pub fn elapsed(&self) -> Duration {
        match &self.outcome {
            Outcome::Ran(transcript) => transcript.elapsed,
            Outcome::Refused(_) | Outcome::NotBuilt | Outcome::NotRun => Duration::ZERO,
        }
    }

    /// The lines of one of its streams; what rustc said stands on stderr.
    pub fn texts(&self, stream: Stream) -> Vec<&str> {
        match (&self.outcome, stream) {
            (Outcome::Ran(transcript), stream) => transcript.texts(stream),
            (Outcome::Refused(errors), Stream::Stderr) => {
                errors.iter().flat_map(|error| error.rendered.lines()).collect()
            }
            _ => Vec::new(),
        }
    }

    fn was_interrupted(&self) -> bool {
        matches!(&self.outcome, Outcome::Ran(Transcript { ended: Ended::Interrupted, .. }))
    }
}
