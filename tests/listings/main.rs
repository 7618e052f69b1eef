//! Every listing keeps its promise. The tests are made from the catalogue, so `cargo test -p tests 17_12` and
//! `cargo test -- listing-17-12` find the ones of that listing.

/// What is drawn of a run.
mod drawn;
/// What the explorer says of a listing.
mod explored;
/// The folders below `listings/` and the catalogue are the same set.
mod folders;
/// A run that keeps a promise, made up from the promise itself.
mod model;
/// What a quiz asks.
mod quizzed;
/// A real run keeps the promise, and prints what is recorded.
mod real;
/// Snapshots in the listings' folders.
mod record;
/// Who decides what goes next, step by step.
mod stepped;
/// A run that stands still for a while prints what the late clock explains.
#[cfg(unix)]
mod stopped;
/// Who may compute.
mod turns;
/// Each small break of a promise is found.
mod twins;

use std::panic;
use std::process::ExitCode;
use std::sync::LazyLock;

use catalogue::{Catalogue, Listing};
use libtest_mimic::{Arguments, Completion, Failed, Trial};
use runner::Cargo;

/// The workspace is the folder above this package.
static CARGO: LazyLock<Cargo> =
    LazyLock::new(|| Cargo::new(env!("CARGO"), concat!(env!("CARGO_MANIFEST_DIR"), "/..")));

fn main() -> ExitCode {
    let mut arguments = Arguments::from_args();
    let catalogue = match read_catalogue() {
        Ok(catalogue) => Box::leak(Box::new(catalogue)),
        Err(error) => {
            eprintln!("{error}");
            return ExitCode::FAILURE;
        }
    };
    let mut trials = folders::trials(catalogue);
    #[cfg(unix)]
    trials.extend(stopped::trials(catalogue));
    trials.extend(catalogue.listings().iter().flat_map(trials_of));
    // The listings mostly sleep: together they take as long as the slowest, not their sum.
    arguments.test_threads.get_or_insert(trials.len());
    libtest_mimic::run(&arguments, trials).exit_code()
}

fn read_catalogue() -> Result<Catalogue, Box<dyn std::error::Error>> {
    Ok(Catalogue::from_metadata(&CARGO.metadata()?)?)
}

/// What a test finds out about a listing.
type Check = fn(&'static Listing) -> Result<(), Failed>;

/// The claim on which the others rest.
const PROMISE: &str = "keeps_its_promise";

/// What is claimed of every listing.
const ANY: [(&str, Check); 2] =
    [(PROMISE, real::keeps_its_promise), ("each_break_of_its_promise_is_found", twins::are_found)];

/// What is claimed of those that compile, too.
const RUNNABLE: [(&str, Check); 11] = [
    ("has_its_recorded_outputs_under_every_schedule", explored::has_its_recorded_outputs),
    ("has_the_same_outputs_in_plain_search_where_that_ends", explored::is_pruned_soundly),
    ("prints_what_the_explorer_calls_possible", real::is_explained),
    (
        "is_asked_about_with_right_choices_that_it_can_print_and_wrong_ones_that_it_cannot",
        quizzed::is_asked_fairly,
    ),
    ("has_a_graph_that_leads_to_its_outputs", stepped::leads_to_its_outputs),
    ("prints_what_its_graph_says", stepped::prints_what_its_graph_says),
    ("has_its_recorded_timelines", drawn::has_its_recorded_timelines),
    ("has_timelines_that_fit_the_terminal", drawn::fits_the_terminal),
    ("draws_events_after_their_causes", drawn::draws_events_after_their_causes),
    ("draws_events_at_lines_of_code", drawn::draws_events_at_lines_of_code),
    ("has_pictures_that_can_be_read", drawn::has_pictures_that_can_be_read),
];

fn trials_of(listing: &'static Listing) -> impl Iterator<Item = Trial> {
    let runnable: &[_] = if listing.promise.ends.is_refused() { &[] } else { &RUNNABLE };
    let module = listing.id.as_str().replace('-', "_");
    ANY.iter().chain(runnable).map(move |&(claim, check)| {
        let name = format!("{module}::{}::{claim}", listing.id.package());
        Trial::ignorable_test(name, move || checked(listing, claim, check))
    })
}

/// Where a listing breaks its promise, that is one failure: what else is otherwise then is looked at, and recorded, but told as
/// what comes of it.
fn checked(listing: &'static Listing, claim: &str, check: Check) -> Result<Completion, Failed> {
    let found = panic::catch_unwind(|| check(listing));
    if !matches!(found, Ok(Ok(()))) && claim != PROMISE && is_broken(listing) {
        return Ok(Completion::ignored_with(format!("{PROMISE} fails, and says why")));
    }
    found.unwrap_or_else(|panic| panic::resume_unwind(panic)).map(|()| Completion::Completed)
}

fn is_broken(listing: &'static Listing) -> bool {
    real::run(listing).is_ok_and(|report| report.verdict.is_err())
}
