//! `cargo xtask claims`: what the chapters claim, each with a verdict.

mod checked;

use std::fs;
use std::path::Path;
use std::process::ExitCode;
use std::time::Instant;

use claims::{Bench, Claim, Facts, Finding, Lab, Missing, Needs, Report};
use runner::{VirtualWorld, Words, side_by_side};

use self::checked::{Checked, summary};
use crate::output::{complain_of, note, say, say_json};
use crate::workspace::Workspace;
use crate::{BROKEN, Failure, INTERRUPTED, WRONG_USE};

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
    let findings = find(&workspace, &selected)?;
    if workspace.stop.is_asked() {
        return Ok(ExitCode::from(INTERRUPTED));
    }
    let checked: Vec<Checked> = selected
        .iter()
        .zip(findings)
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
    record(&file, &checked)?;
    Ok(ExitCode::SUCCESS)
}

/// What the checks find, in the order of the claims. What is measured comes last, when nothing else runs.
fn find(workspace: &Workspace, selected: &[Claim]) -> Result<Vec<Result<Finding, Missing>>, Failure> {
    let mut needs = Needs::default();
    selected.iter().for_each(|claim| needs.extend(claim.check.needs()));
    let Workspace { cargo, catalogue, stop, target } = workspace;
    let words = if needs.explored.is_empty() || VirtualWorld::new(cargo.folder(), target).is_built() {
        Words::Kept
    } else {
        note("what the claims look at is built once, which takes a minute or two");
        Words::Shown
    };
    let bench = Bench { cargo, catalogue, root: cargo.folder(), target, stop };
    let mut lab = Lab::open(&bench, &needs, words)?;
    let numbered: Vec<(usize, &Claim)> = selected.iter().enumerate().collect();
    let check = |lab: &Lab, these: &[(usize, &Claim)]| {
        side_by_side(these, WORKERS, |(index, claim)| Some((*index, claim.check.run(lab))))
    };
    let (measured, others): (Vec<_>, Vec<_>) =
        numbered.into_iter().partition(|(_, claim)| claim.is_measured());
    let mut found = check(&lab, &others);
    if !measured.is_empty() && !stop.is_asked() {
        lab = lab.with_figures(measure(workspace, &needs)?);
        found.extend(check(&lab, &measured));
    }
    found.sort_by_key(|(index, _)| *index);
    Ok(found.into_iter().map(|(_, finding)| finding).collect())
}

fn measure(_workspace: &Workspace, _needs: &Needs) -> Result<Report, Failure> {
    Ok(Report { pairs: Vec::new(), left_out: Vec::new() })
}

/// Writes the table. What can't be looked at on this machine stays as it was.
fn record(file: &Path, checked: &[Checked]) -> Result<(), Failure> {
    let mut facts = Facts::default();
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
