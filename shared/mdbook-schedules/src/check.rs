//! What the book prints, judged.

use judge::{Baseline, Book, Depth, Found, Kind, Row, Verdict, judge_found};
use terminal::{Failure, Workspace};

/// What was found out.
#[derive(Debug, Default)]
pub struct Checked {
    /// What no program can print, each with where it is.
    pub impossible: Vec<(String, String)>,
    /// What rustc says otherwise than printed.
    pub differing: Vec<(String, String)>,
    /// How many outputs could not be judged, of how many.
    pub open: Option<(usize, usize)>,
}

/// Judges what pages print.
///
/// # Errors
/// Nothing can be built at all, or the user has stopped it.
pub fn check(
    workspace: &Workspace,
    book: &Book,
    found: &Found,
    baseline: Option<&Baseline>,
) -> Result<Checked, Failure> {
    if found.printed.is_empty() {
        return Ok(Checked::default());
    }
    let rows = judge_found(workspace, book, found, Depth::All)?;
    let all: Vec<&Row> = rows.iter().collect();
    let new = baseline.map_or(all.clone(), |baseline| baseline.lacks(&all));
    let said = |verdict: Verdict| {
        let rows = new.iter().filter(|row| row.verdict == verdict);
        rows.map(|row| (row.at.clone(), why(row))).collect::<Vec<_>>()
    };
    let runs: Vec<&Row> = rows.iter().filter(|row| row.kind == Kind::Run).collect();
    let is_open = |row: &&&Row| matches!(row.verdict, Verdict::Unknown | Verdict::NotModelled);
    let open = runs.iter().filter(is_open).count();
    Ok(Checked {
        impossible: said(Verdict::Impossible),
        differing: said(Verdict::Differs),
        open: (open > 0).then_some((open, runs.len())),
    })
}

/// What is wrong, and with which program.
fn why(row: &Row) -> String {
    let what = match row.verdict {
        Verdict::Impossible => "this can't be printed",
        _ => "rustc says otherwise today",
    };
    let program = row.program.iter().map(|program| format!(" ({program})")).collect::<String>();
    format!("{what}: {}{program}", row.why)
}
