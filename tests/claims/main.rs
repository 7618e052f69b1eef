//! What the chapters claim gets the verdict that is recorded in `FACTS.md`. The tests are made from the claims, so
//! `cargo test t03` finds the ones of that claim.

/// Figures that stand in for what is measured.
mod figures;
/// The recorded table.
mod table;

use std::process::ExitCode;
use std::sync::{LazyLock, OnceLock};

use catalogue::Catalogue;
use claims::{Bench, Claim, Facts, Finding, Lab, Missing, Needs};
use libtest_mimic::{Arguments, Completion, Failed, Trial};
use runner::{Cargo, Stop, Words};

/// Most of them wait for a program that sleeps; those that don't, take a processor and memory each.
const AT_ONCE: usize = 16;

/// The workspace is the folder above this package.
static CARGO: LazyLock<Cargo> =
    LazyLock::new(|| Cargo::new(env!("CARGO"), concat!(env!("CARGO_MANIFEST_DIR"), "/..")));

static CLAIMS: LazyLock<Vec<Claim>> = LazyLock::new(claims::claims);

/// What is found out about each claim; two tests ask, and it takes a while.
static FOUND: LazyLock<Vec<OnceLock<Found>>> =
    LazyLock::new(|| CLAIMS.iter().map(|_| OnceLock::new()).collect());

/// `None` where this machine does not let us look.
type Found = Result<Option<Finding>, String>;

/// Everything that the claims and their twins look at, built by the first test that needs it.
static LAB: LazyLock<Result<Lab, String>> = LazyLock::new(|| open().map_err(|error| error.to_string()));

fn main() -> ExitCode {
    let mut arguments = Arguments::from_args();
    let mut trials = table::trials();
    trials.extend(CLAIMS.iter().zip(FOUND.iter()).flat_map(|(claim, found)| trials_of(claim, found)));
    arguments.test_threads.get_or_insert(AT_ONCE);
    libtest_mimic::run(&arguments, trials).exit_code()
}

fn open() -> Result<Lab, Box<dyn std::error::Error>> {
    let metadata = CARGO.metadata()?;
    let catalogue = Catalogue::from_metadata(&metadata)?;
    let (root, target) = (metadata.workspace_root.as_std_path(), metadata.target_directory.as_std_path());
    let mut needs = Needs::default();
    for claim in CLAIMS.iter() {
        needs.extend(claim.check.needs());
        needs.extend(claim.check.needs_of_twin());
    }
    let stop = Stop::new();
    let bench = Bench { cargo: &CARGO, catalogue: &catalogue, root, target, stop: &stop };
    Ok(Lab::open(&bench, &needs, Words::Kept)?.with_figures(figures::report()))
}

fn trials_of(claim: &'static Claim, found: &'static OnceLock<Found>) -> Vec<Trial> {
    let name = |what: &str| format!("{}::{what}", claim.name());
    vec![
        Trial::ignorable_test(name("gets_the_recorded_verdict"), || {
            let finding = found.get_or_init(|| seen(claim.check.run(LAB.as_ref()?)));
            finding.clone()?.map_or_else(not_here, |finding| is_recorded(claim, &finding))
        }),
        Trial::ignorable_test(name("its_twin_gets_another_verdict"), || {
            let finding = found.get_or_init(|| seen(claim.check.run(LAB.as_ref()?)));
            finding.clone()?.map_or_else(not_here, |finding| its_twin_differs(claim, &finding))
        }),
    ]
}

fn is_recorded(claim: &Claim, finding: &Finding) -> Result<Completion, Failed> {
    let facts = Facts::parse(&table::recorded()?);
    let Some(row) = facts.row(claim.id) else {
        return Err(
            format!("nothing is recorded; `cargo xtask claims --record` does it:\n{finding:#?}").into()
        );
    };
    let same_evidence = claim.is_measured() || row.evidence == finding.evidence;
    if row.agrees(claim, &finding.verdict) && same_evidence {
        return Ok(Completion::Completed);
    }
    Err(format!("recorded: {row:#?}\nfound: {finding:#?}").into())
}

fn its_twin_differs(claim: &Claim, finding: &Finding) -> Result<Completion, Failed> {
    let Some(twin) = seen(claim.check.run_twin(LAB.as_ref()?))? else { return not_here() };
    if twin.verdict.words() != finding.verdict.words() {
        return Ok(Completion::Completed);
    }
    Err(format!("the same verdict for both: {finding:#?}\nand of the twin: {twin:#?}").into())
}

fn seen(found: Result<Finding, Missing>) -> Found {
    match found {
        Ok(finding) => Ok(Some(finding)),
        Err(Missing::LeftOut(_)) => Ok(None),
        Err(missing) => Err(missing.to_string()),
    }
}

fn not_here() -> Result<Completion, Failed> {
    Ok(Completion::ignored_with("it can't be looked at on this machine"))
}
