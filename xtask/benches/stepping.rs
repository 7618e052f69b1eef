//! How long a step takes in a page: from the click until what it changes is painted, in Chromium, for every listing that runs and
//! both clocks; on random walks, and on the longest way. Jumps to an output are told apart.
//!
//! `cargo bench -p xtask --bench stepping` shows the table; `-- 17-13` measures one listing.

use std::path::Path;
use std::process::ExitCode;

use catalogue::Catalogue;
use runner::Cargo;
use serde_json::{Value, json};

use book::Book;
use browser::Browser;

/// Pages as the command writes them.
#[path = "../tests/browser/book.rs"]
#[expect(dead_code, reason = "tests use more of it")]
mod book;
/// A browser without a window.
#[path = "../tests/browser/browser.rs"]
#[expect(dead_code, reason = "tests use more of it")]
mod browser;

/// How many random walks there are, and how long each may be.
const WALKS: usize = 2;
const STEPS: usize = 120;
/// Sixty of them are a second.
const FRAME: f64 = 1000.0 / 60.0;

fn main() -> ExitCode {
    if !Browser::is_installed() {
        return ExitCode::SUCCESS;
    }
    let workspace = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let metadata = Cargo::new(env!("CARGO"), workspace).metadata().expect("cargo knows the workspace");
    let catalogue = Catalogue::from_metadata(&metadata).expect("the catalogue");
    let (browser, pages) = (Browser::start(), Book::new());
    let wanted: Vec<String> = std::env::args().skip(1).filter(|word| !word.starts_with('-')).collect();
    let runs = catalogue.listings().iter().filter(|listing| !listing.promise.ends.is_refused());
    println!("{:24} clock  states  steps     median     of 100    longest       jump", "listing");
    let mut all = Vec::new();
    for id in runs.map(|listing| listing.id.as_str()) {
        if !wanted.is_empty() && !wanted.iter().any(|wanted| wanted == id) {
            continue;
        }
        browser.open(&pages.address(id), 1000);
        let clocks = browser.run("return document.querySelector('figure').stepper.packed.length", Vec::new());
        for (clock, name) in ["exact", "late"].iter().enumerate() {
            if clocks.as_u64() <= u64::try_from(clock).ok() {
                continue;
            }
            let arguments = vec![json!(clock), json!(WALKS), json!(STEPS)];
            let measured = browser.run_later(include_str!("stepping.js"), arguments);
            let (times, jumps) = (sorted(&measured["times"]), sorted(&measured["jumps"]));
            let (states, steps) = (measured["states"].to_string(), times.len());
            println!("{id:24} {name:5}  {states:>6} {steps:>6}  {}  {}", figures(&times), shown(&jumps, 1.0));
            all.extend(times);
        }
    }
    all.sort_by(f64::total_cmp);
    let over = all.iter().filter(|time| **time > FRAME).count();
    println!("\n{} steps{:27}  {}", all.len(), "", figures(&all));
    println!("{over} of them took longer than a frame");
    ExitCode::SUCCESS
}

fn sorted(times: &Value) -> Vec<f64> {
    let mut times: Vec<f64> = times.as_array().into_iter().flatten().filter_map(Value::as_f64).collect();
    times.sort_by(f64::total_cmp);
    times
}

/// The median, what one of a hundred exceeds, and the longest.
fn figures(times: &[f64]) -> String {
    [0.5, 0.99, 1.0].map(|part| shown(times, part)).join("  ")
}

/// Which time so much of all does not exceed.
fn shown(times: &[f64], part: f64) -> String {
    let place = (times.len().saturating_sub(1) as f64 * part).round() as usize;
    times.get(place).map_or("        –".to_owned(), |time| format!("{time:>6.1} ms"))
}
