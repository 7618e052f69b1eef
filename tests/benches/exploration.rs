//! What pruning gains: each listing explored twice in this run, once as the command does and once by plain depth-first
//! search, which tries every schedule. And what virtual time gains: the whole set of 17-07 against one real run of it.
//!
//! `cargo bench` shows the table.

use std::process::{Command, Stdio};
use std::time::Instant;

use answers::{Explore, Limits, Reduction};
use catalogue::{Catalogue, Listing};
use runner::{Build, Cargo, Stop, Words};
use worlds::{Explorable, Program, VirtualWorld};

/// After how many runs plain search is given up.
const PLAIN: u64 = 10_000;

type Failure = Box<dyn std::error::Error>;

fn main() -> Result<(), Failure> {
    let cargo = Cargo::new(env!("CARGO"), env!("CARGO_MANIFEST_DIR"));
    let metadata = cargo.metadata()?;
    let catalogue = Catalogue::from_metadata(&metadata)?;
    let listings: Vec<&Listing> =
        catalogue.listings().iter().filter(|listing| !listing.promise.ends.is_refused()).collect();
    let world =
        VirtualWorld::new(metadata.workspace_root.as_std_path(), metadata.target_directory.as_std_path());
    let program = |listing: &&Listing| Program { name: listing.id.package(), source: listing.main() };
    let programs: Vec<Program> = listings.iter().map(program).collect();
    let builds = world.build(&cargo, &programs, Words::Shown, &Stop::new())?;

    println!(
        "{:20}  {:>9}  {:>7}  {:>9}    {:>14}  {:>9}",
        "listing", "outputs", "runs", "time", "plain: outputs", "runs"
    );
    for listing in &listings {
        let Some(Build::Executable(executable)) = builds.named(&listing.id.package()) else { continue };
        let explorable = Explorable::new(executable, &metadata.workspace_root);
        let pruned = explore(&explorable, listing, Reduction::Pruned, None)?;
        let plain = explore(&explorable, listing, Reduction::Plain, Some(PLAIN))?;
        println!(
            "{:20}  {:>9}  {:>7}  {:>6.1} ms    {:>14}  {:>9}",
            listing.id,
            pruned.count(),
            pruned.runs,
            pruned.seconds * 1e3,
            plain.count(),
            plain.runs
        );
    }
    virtual_against_real(&cargo, &catalogue, &builds)
}

struct Found {
    outputs: u128,
    exhaustive: bool,
    runs: u64,
    seconds: f64,
}

impl Found {
    fn count(&self) -> String {
        format!("{}{}", self.outputs, if self.exhaustive { "" } else { "+" })
    }
}

fn explore(
    explorable: &Explorable,
    listing: &Listing,
    reduction: Reduction,
    max_schedules: Option<u64>,
) -> Result<Found, Failure> {
    let question = Explore { reduction, ..Explore::default() };
    let limits = Limits { max_schedules, ..Limits::default() };
    let start = Instant::now();
    let outcome = explorable.ask(question, &listing.args, limits, &Stop::new())?;
    let seconds = start.elapsed().as_secs_f64();
    Ok(Found { outputs: outcome.count, exhaustive: outcome.exhaustive, runs: outcome.schedules, seconds })
}

fn virtual_against_real(
    cargo: &Cargo,
    catalogue: &Catalogue,
    builds: &runner::Builds,
) -> Result<(), Failure> {
    let listing = catalogue.find("17-07")?;
    let real = cargo.build(&[listing], Words::Shown, &Stop::new())?;
    let (Some(Build::Executable(real)), Some(Build::Executable(explored))) =
        (real.of(listing), builds.named(&listing.id.package()))
    else {
        return Err("17-07 could not be built".into());
    };
    let start = Instant::now();
    Command::new(real).stdout(Stdio::null()).status()?;
    let one_run = start.elapsed().as_secs_f64();
    let explorable = Explorable::new(explored, cargo.folder());
    let found = explore(&explorable, listing, Reduction::Pruned, None)?;
    let all_runs = one_run * found.outputs as f64;
    println!(
        "\n17-07: {} outputs take {:.1} s in real runs, one each, and {:.1} ms here: {:.0} times as fast",
        found.outputs,
        all_runs,
        found.seconds * 1e3,
        all_runs / found.seconds
    );
    Ok(())
}
