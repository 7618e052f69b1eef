use std::sync::LazyLock;

use catalogue::{Ends, LateLine, Listing, Output, Stream};
use insta::Settings;
use libtest_mimic::Failed;
use runner::{Batch, Builds, Ended, Outcome, Record, Report, Site, Stop, Words};

use crate::CARGO;

/// All listings, built in one call by the first test that needs one.
static BUILDS: LazyLock<Result<Builds, String>> = LazyLock::new(|| {
    let catalogue = crate::read_catalogue().map_err(|error| error.to_string())?;
    let listings: Vec<&Listing> = catalogue.listings().iter().collect();
    CARGO.build(&listings, Words::Kept, &Stop::new()).map_err(|error| error.to_string())
});

static SITE: LazyLock<Site> = LazyLock::new(|| Site::open().expect("a port on the loopback address"));

pub fn keeps_its_promise(listing: &Listing) -> Result<(), Failed> {
    let builds = BUILDS.as_ref()?;
    let batch = Batch { cargo: &CARGO, site: &SITE, stop: &Stop::new(), jobs: 1 };
    let report = batch.check(listing, builds, &|_| {});
    if let Some(lines) = recorded_lines(&report) {
        // `insta` shows what differs, and keeps it for `cargo insta review`.
        compare(listing, &lines.join("\n"));
    }
    report.verdict.map_err(|why| why.to_string().into())
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

fn compare(listing: &Listing, text: &str) {
    let mut settings = Settings::clone_current();
    settings.set_snapshot_path(&listing.folder);
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!("output", text));
}
