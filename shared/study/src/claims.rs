//! `cargo xtask claims`: what the chapters claim, each with a verdict.

mod checked;

use std::fs;
use std::path::Path;
use std::process::ExitCode;
use std::time::Instant;

use claims::{Bench, Claim, Facts, Finding, Lab, Missing, Needs};
use runner::side_by_side;
use worlds::VirtualWorld;

use self::checked::{Checked, summary};
use crate::meter::Meter;
use terminal::Workspace;
use terminal::output::{complain_of, note, say, say_json};
use terminal::{BROKEN, Failure, INTERRUPTED, WRONG_USE};

/// How many claims are checked at the same time: most of them wait for a program that sleeps.
const WORKERS: usize = 16;

/// Checks what the chapters claim about how programs behave, and gives each claim a verdict
#[derive(clap::Args)]
pub struct Arguments {
    /// Ids of claims such as `T3`, words, or ids of listings; all claims if there are none
    patterns: Vec<String>,
    /// Write what comes out into shared/FACTS.md
    #[arg(long, conflicts_with = "patterns")]
    record: bool,
    /// Print one JSON document
    #[arg(long)]
    json: bool,
}

pub fn run(arguments: &Arguments) -> Result<ExitCode, Failure> {
    let selected = claims::select(claims::claims(), &arguments.patterns)?;
    let workspace = Workspace::open()?;
    let file = workspace.cargo.folder().join("shared/FACTS.md");
    let recorded = Facts::parse(&fs::read_to_string(&file).unwrap_or_default());
    let start = Instant::now();
    let found = find(&workspace, &selected)?;
    if workspace.stop.is_asked() {
        return Ok(ExitCode::from(INTERRUPTED));
    }
    let checked: Vec<Checked> = selected
        .iter()
        .zip(found.findings)
        .map(|(claim, finding)| Checked { claim, finding, recorded: recorded.row(claim.id) })
        .collect();
    if arguments.json {
        say_json(&checked.iter().map(Checked::entry).collect::<Vec<_>>())?;
    } else {
        let shown: Vec<String> = checked.iter().map(Checked::shown).collect();
        say(&format!("{}\n\n{}", shown.join("\n\n"), summary(&checked, start.elapsed())))?;
    }
    let code = exit_code(&checked);
    if !arguments.record || code == WRONG_USE {
        return Ok(ExitCode::from(code));
    }
    record(&file, &checked, found.machine.unwrap_or(recorded.machine.clone()))?;
    Ok(ExitCode::SUCCESS)
}

/// What the checks found, in the order of the claims, and the machine on which was measured.
struct Found {
    findings: Vec<Result<Finding, Missing>>,
    machine: Option<String>,
}

/// Checks claims. What is measured comes last, when nothing else runs.
fn find(workspace: &Workspace, selected: &[Claim]) -> Result<Found, Failure> {
    let mut needs = Needs::default();
    selected.iter().for_each(|claim| needs.extend(claim.check.needs()));
    let mut lab = open(workspace, &needs)?;
    let numbered = selected.iter().enumerate();
    let (measured, others): (Vec<_>, Vec<_>) = numbered.partition(|(_, claim)| claim.is_measured());
    let mut findings = check_all(&lab, &others);
    if !measured.is_empty() && !workspace.stop.is_asked() {
        let ids: Vec<&str> = needs.measured.iter().copied().collect();
        lab = lab.with_figures(Meter::build(workspace)?.measure(&ids)?);
        findings.extend(check_all(&lab, &measured));
    }
    findings.sort_by_key(|(index, _)| *index);
    let findings = findings.into_iter().map(|(_, finding)| finding).collect();
    Ok(Found { findings, machine: lab.machine() })
}

fn open(workspace: &Workspace, needs: &Needs) -> Result<Lab, Failure> {
    let Workspace { cargo, catalogue, stop, target, .. } = workspace;
    if !needs.explored.is_empty() && !VirtualWorld::new(cargo.folder(), target).is_built() {
        note("what the claims look at is built once, which takes a minute or two");
    }
    let bench = Bench { cargo, catalogue, root: cargo.folder(), target, stop };
    Ok(workspace.ticker.building(|words| Lab::open(&bench, needs, words))?)
}

fn check_all(lab: &Lab, claims: &[(usize, &Claim)]) -> Vec<(usize, Result<Finding, Missing>)> {
    side_by_side(claims, WORKERS, |(index, claim)| Some((*index, claim.check.run(lab))))
}

/// Writes the table. What can't be looked at on this machine stays as it was.
fn record(file: &Path, checked: &[Checked], machine: String) -> Result<(), Failure> {
    let mut facts = Facts { machine, ..Facts::default() };
    for one in checked {
        match (&one.finding, one.recorded) {
            (Ok(finding), _) => facts.add(one.claim, finding),
            (Err(_), Some(row)) => facts.rows.push(row.clone()),
            (Err(_), None) => {}
        }
    }
    fs::write(file, facts.to_markdown())
        .map_err(|error| format!("cannot write {}: {error}", file.display()).into())
}

/// Says what could not be checked though it should have been.
fn exit_code(checked: &[Checked]) -> u8 {
    let mut code = 0;
    for one in checked {
        match &one.finding {
            Ok(_) if one.is_as_recorded() => {}
            Ok(_) => code = code.max(BROKEN),
            Err(Missing::LeftOut(_)) => {}
            Err(missing) => {
                complain_of(one.claim.id, &missing.to_string());
                code = WRONG_USE;
            }
        }
    }
    code
}
