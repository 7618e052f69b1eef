//! `cargo xtask run-all`: every listing, judged.

use std::env::consts::EXE_SUFFIX;
use std::num::NonZeroUsize;
use std::process::ExitCode;
use std::sync::{Mutex, OnceLock};
use std::time::Instant;

use catalogue::{Listing, Stream};
use runner::{Batch, Builds, Event, Report, Site, jobs_at_once};
use screen::escaped;
use serde::Serialize;

use crate::progress::Progress;
use terminal::Workspace;
use terminal::output::{complain_of, note, say, say_json, warn};
use terminal::style::{self, DIM, ID, KEPT, paint};
use terminal::{BROKEN, Failure, INTERRUPTED};

/// Builds the listings, runs them all at the same time, and judges each against its promise
#[derive(clap::Args)]
pub struct Arguments {
    /// Ids, their beginnings, or words of titles; `hangs`, `E0382`; all listings if there are none
    patterns: Vec<String>,
    /// How many may run at the same time [default: as many as the system lets us]
    #[arg(long, value_name = "N")]
    jobs: Option<NonZeroUsize>,
    /// Show what each listing prints
    #[arg(long)]
    output: bool,
    /// Print one JSON document
    #[arg(long)]
    json: bool,
}

/// When building began, and when it was done.
struct Times {
    start: Instant,
    built: OnceLock<Instant>,
}

/// One listing in the JSON document.
#[derive(Serialize)]
struct Row {
    id: String,
    promise: String,
    ended: &'static str,
    kept: bool,
    seconds: f64,
    stdout: Vec<String>,
    stderr: Vec<String>,
    why: Option<String>,
}

pub fn run(arguments: &Arguments) -> Result<ExitCode, Failure> {
    let workspace = Workspace::open()?;
    let listings = workspace.catalogue.select(&arguments.patterns)?;
    note_repeated(&arguments.patterns);
    let site = Site::open().map_err(|error| format!("cannot serve pages on 127.0.0.1: {error}"))?;
    let jobs = arguments.jobs.map_or(usize::MAX, NonZeroUsize::get).min(jobs_at_once());
    let batch = Batch { cargo: &workspace.cargo, site: &site, stop: &workspace.stop, jobs };

    if is_first(&workspace, &listings) {
        note("what the listings need is built once, which takes about a minute");
    }
    let times = Times { start: Instant::now(), built: OnceLock::new() };
    let progress = Progress::new(listings.len());
    let written = Mutex::new(Ok(()));
    let reports = batch.run(&listings, &|event| {
        progress.see(&event);
        if let Event::Built(builds) = event {
            times.built.get_or_init(Instant::now);
            if listings.iter().any(|listing| is_missing(listing, builds)) {
                progress.suspended(|| complain_of("cargo", builds.said().trim_end()));
            }
        }
        if let Event::Ended(report) = event
            && !arguments.json
        {
            let result = progress.suspended(|| {
                warn(report.warnings.iter().map(|warning| warning.rendered.as_str()));
                say(&shown(report, arguments.output))
            });
            if result.is_err() {
                workspace.stop.ask();
                *lock(&written) = result;
            }
        }
    })?;
    progress.end();
    std::mem::replace(&mut *lock(&written), Ok(()))?;
    if arguments.json {
        say_json(&reports.iter().map(row).collect::<Vec<_>>())?;
    } else {
        say(&summary(&reports, listings.len(), &times))?;
    }
    Ok(exit_code(&reports, listings.len(), workspace.stop.is_asked()))
}

/// Whether cargo did not come to a listing that it was to build.
fn is_missing(listing: &Listing, builds: &Builds) -> bool {
    !listing.promise.ends.is_refused() && builds.of(listing).is_none()
}

/// Whether none of the listings was ever built.
fn is_first(workspace: &Workspace, listings: &[&Listing]) -> bool {
    let folder = workspace.target.join("debug");
    let name = |listing: &Listing| format!("{}{EXE_SUFFIX}", listing.id.package());
    !listings.iter().any(|listing| folder.join(name(listing)).exists())
}

fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(|poison| poison.into_inner())
}

fn note_repeated(patterns: &[String]) {
    let mut seen = Vec::new();
    for pattern in patterns {
        if seen.contains(&pattern) {
            note(&format!("`{pattern}` is given twice; what it names runs once"));
        }
        seen.push(pattern);
    }
}

/// The verdict on one listing, with the reason where its promise is broken.
fn shown(report: &Report, output: bool) -> String {
    let listing = report.listing;
    let verdict = match report.verdict {
        Ok(()) => paint(KEPT, "kept  "),
        Err(_) => paint(style::BROKEN, "BROKEN"),
    };
    let id = paint(ID, format_args!("{:20}", listing.id));
    let seconds = format!("{:5.1} s", report.elapsed().as_secs_f64());
    let mut text =
        format!("{verdict}  {id}  {:8}  {seconds}  {}", report.ended(), paint(DIM, &listing.title));
    if let Err(why) = &report.verdict {
        push_indented(&mut text, &why.to_string());
    }
    if output {
        for stream in [Stream::Stdout, Stream::Stderr] {
            let lines: Vec<_> = report.texts(stream).into_iter().map(escaped).collect();
            push_indented(&mut text, &lines.join("\n"));
        }
    }
    text
}

fn push_indented(text: &mut String, lines: &str) {
    for line in lines.lines() {
        text.push_str("\n        ");
        text.push_str(line);
    }
}

fn summary(reports: &[Report], wanted: usize, times: &Times) -> String {
    let broken: Vec<String> =
        reports.iter().filter(|report| report.verdict.is_err()).map(|r| r.listing.id.to_string()).collect();
    let listings = |n: usize| if n == 1 { "1 listing".to_owned() } else { format!("{n} listings") };
    let built = times.built.get().copied().unwrap_or_else(Instant::now);
    let mut text = format!(
        "\n{} in {:.1} s, built in {:.1} s: ",
        listings(reports.len()),
        built.elapsed().as_secs_f64(),
        (built - times.start).as_secs_f64()
    );
    text += &match &broken[..] {
        [] => paint(KEPT, "every promise kept"),
        ids => paint(style::BROKEN, format_args!("{} broken: {}", ids.len(), ids.join(", "))),
    };
    if reports.len() < wanted {
        text += &format!("; stopped before the end, {} without a verdict", listings(wanted - reports.len()));
    }
    text
}

fn row(report: &Report) -> Row {
    let plain = |text: &str| anstream::adapter::strip_str(text).to_string();
    let texts = |stream| report.texts(stream).into_iter().map(plain).collect();
    Row {
        id: report.listing.id.to_string(),
        promise: report.listing.promise.ends.to_string(),
        ended: report.ended(),
        kept: report.verdict.is_ok(),
        seconds: (report.elapsed().as_secs_f64() * 1000.0).round() / 1000.0,
        stdout: texts(Stream::Stdout),
        stderr: texts(Stream::Stderr),
        why: report.verdict.as_ref().err().map(|why| plain(&why.to_string())),
    }
}

fn exit_code(reports: &[Report], wanted: usize, stopped: bool) -> ExitCode {
    if stopped && reports.len() < wanted {
        ExitCode::from(INTERRUPTED)
    } else if reports.len() < wanted || reports.iter().any(|report| report.verdict.is_err()) {
        ExitCode::from(BROKEN)
    } else {
        ExitCode::SUCCESS
    }
}
