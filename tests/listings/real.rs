use std::collections::HashMap;
use std::path::Path;
use std::sync::{Arc, LazyLock, Mutex, OnceLock};

use catalogue::{Ends, Id, LateLine, Listing, Output, Stream};
use libtest_mimic::Failed;
use runner::{Batch, Build, Builds, Ended, Outcome, Record, Report, Site, Stop, Words};

use crate::{CARGO, explored, record};

/// All listings, built in one call by the first test that needs one.
static BUILDS: LazyLock<Result<Builds, String>> = LazyLock::new(|| {
    let catalogue = crate::read_catalogue().map_err(|error| error.to_string())?;
    let listings: Vec<&Listing> = catalogue.listings().iter().collect();
    CARGO.build(&listings, Words::Kept, &Stop::new()).map_err(|error| error.to_string())
});

static SITE: LazyLock<Site> = LazyLock::new(|| Site::open().expect("a port on the loopback address"));

/// A real run. It is made once, whichever test asks first.
pub fn run(listing: &'static Listing) -> Result<&'static Report<'static>, Failed> {
    static REPORTS: LazyLock<Mutex<HashMap<Id, Arc<Slot>>>> = LazyLock::new(Mutex::default);
    type Slot = OnceLock<&'static Report<'static>>;
    let builds = BUILDS.as_ref()?;
    let slot = REPORTS.lock().expect("no test panics here").entry(listing.id.clone()).or_default().clone();
    Ok(slot.get_or_init(|| {
        let batch = Batch { cargo: &CARGO, site: &SITE, stop: &Stop::new(), jobs: 1 };
        Box::leak(Box::new(batch.check(listing, builds, &|_| {})))
    }))
}

/// Its executable.
pub fn executable(listing: &Listing) -> Result<&'static Path, Failed> {
    match BUILDS.as_ref()?.of(listing) {
        Some(Build::Executable(path)) => Ok(path),
        _ => Err("it could not be built".into()),
    }
}

pub fn keeps_its_promise(listing: &'static Listing) -> Result<(), Failed> {
    let report = run(listing)?;
    if let Some(lines) = recorded_lines(report) {
        record::compare(listing, "output", &lines.join("\n"));
    }
    report.verdict.as_ref().map_err(|why| why.to_string().into()).copied()
}

pub fn is_explained(listing: &'static Listing) -> Result<(), Failed> {
    match &run(listing)?.outcome {
        Outcome::Ran(transcript) => explored::is_explained(listing, transcript),
        _ => Err("it did not run".into()),
    }
}

/// The lines that must be those of the snapshot; `None` where the order or the end of this run was
/// up to the schedule or to a wake-up that came late.
fn recorded_lines(report: &Report) -> Option<Vec<String>> {
    match &report.outcome {
        Outcome::Refused(errors) => Some(errors.iter().map(ToString::to_string).collect()),
        Outcome::Ran(transcript) => {
            let Output::Fixed { at_ms, late } = &report.listing.promise.stdout else { return None };
            let lines: Vec<String> =
                transcript.texts(Stream::Stdout).into_iter().map(str::to_owned).collect();
            let may_hang = report.listing.promise.ends == Ends::MayHang;
            let cut_short = may_hang && !matches!(transcript.ended, Ended::Returned { .. });
            let record = Record::read(&report.listing.record()).ok();
            let is_late = |late: &Vec<LateLine>| {
                let other = record.as_ref().and_then(|record| record.late(late, at_ms));
                other.is_some_and(|other| other.iter().map(|(line, _)| line).eq(&lines))
            };
            (!cut_short && !late.iter().any(is_late)).then_some(lines)
        }
        Outcome::NotBuilt | Outcome::NotRun => None,
    }
}
