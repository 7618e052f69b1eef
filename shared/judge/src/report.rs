//! What was found out, for people.

use terminal::style::{self, KEPT, paint};

use crate::drift::{Drift, Fate};
use crate::finding::ALONE;
use crate::row::{Kind, Row, Verdict};

/// All that is printed in a book with what there is to say about it, and a summary; `new` is what counts, if not all does.
pub fn report(rows: &[Row], new: Option<&Vec<&Row>>) -> String {
    let told = |row: &&Row| row.verdict != Verdict::Skipped;
    let mut parts: Vec<String> = rows.iter().filter(told).map(shown).collect();
    let skipped: Vec<&Row> = rows.iter().filter(|row| !told(row)).collect();
    let (alone, skipped): (Vec<&Row>, Vec<&Row>) = skipped.into_iter().partition(|row| row.is_alone());
    if !skipped.is_empty() {
        parts.push("\nnot judged:".to_owned());
        parts.extend(skipped.iter().map(|row| format!("{}  {}", row.at, row.why)));
    }
    if !alone.is_empty() {
        parts.push("\nof which nothing is printed:".to_owned());
        parts.extend(alone.iter().map(|row| {
            let why = row.why.strip_prefix(ALONE).unwrap_or(&row.why);
            format!("{}  {why}", row.program.as_deref().unwrap_or(&row.at))
        }));
    }
    parts.push(format!("\n{}", summary(rows, new)));
    parts.join("\n").trim_start().to_owned()
}

fn shown(row: &Row) -> String {
    let color = match row.verdict {
        verdict if verdict.is_wrong() => style::BROKEN,
        Verdict::Possible | Verdict::Same => KEPT,
        _ => style::DIM,
    };
    let why = if row.why.is_empty() { String::new() } else { format!(": {}", row.why) };
    let program = row.program.as_deref().filter(|program| *program != row.at).unwrap_or_default();
    let program = if program.is_empty() { String::new() } else { format!("  ({program})") };
    format!("{}  {}{why}{program}", row.at, paint(color, row.verdict.name()))
}

fn summary(rows: &[Row], new: Option<&Vec<&Row>>) -> String {
    let count =
        |verdict: Verdict| rows.iter().filter(|row| row.verdict == verdict && !row.is_alone()).count();
    let counted = Verdict::ALL.into_iter().map(|verdict| (count(verdict), verdict.name()));
    let counted: Vec<String> =
        counted.filter(|(count, _)| *count > 0).map(|(count, name)| format!("{count} {name}")).collect();
    let are_asked = rows.iter().filter(|row| row.kind != Kind::Other || row.is_alone());
    let mut programs: Vec<&str> = are_asked.filter_map(|row| row.program.as_deref()).collect();
    programs.sort_unstable();
    programs.dedup();
    let texts = rows.iter().filter(|row| !row.is_alone() && row.kind != Kind::Other).count();
    let plural =
        |count: usize, word: &str| if count == 1 { format!("1 {word}") } else { format!("{count} {word}s") };
    let all = format!(
        "{}, {}: {}",
        plural(texts, "printed text"),
        plural(programs.len(), "program"),
        counted.join(", ")
    );
    match new {
        Some(new) if new.is_empty() => format!("{all}; nothing that the baseline does not have"),
        Some(new) => {
            let places: Vec<&str> = new.iter().map(|row| row.at.as_str()).collect();
            format!("{all}; not in the baseline: {}", places.join(", "))
        }
        None => all,
    }
}

/// Which programs of a book are our listings, with a summary.
pub fn drifts(drifts: &[Drift]) -> String {
    let of = |fate: Fate| drifts.iter().filter(move |drift| drift.verdict == fate);
    let name = |drift: &Drift| drift.listing.clone().unwrap_or_default();
    let told = drifts.iter().filter(|drift| drift.verdict != Fate::OnlyHere).map(|drift| {
        let program = drift.program.as_deref().unwrap_or_default();
        match drift.verdict {
            Fate::Same => format!("{program}  {}: {}", paint(KEPT, "same"), name(drift)),
            Fate::Changed => {
                format!("{program}  {}: {}; {}", paint(style::BROKEN, "changed"), name(drift), drift.why)
            }
            _ => format!("{program}  {}: it {}", paint(style::BROKEN, "new"), drift.why),
        }
    });
    let only: Vec<String> = of(Fate::OnlyHere).map(name).collect();
    let only = if only.is_empty() { String::new() } else { format!("\n\nonly here: {}", only.join(", ")) };
    let count = |fate| of(fate).count();
    let (same, changed, new) = (count(Fate::Same), count(Fate::Changed), count(Fate::New));
    format!(
        "{}{only}\n\n{same} the same, {changed} changed, {new} new, {} only here",
        told.collect::<Vec<_>>().join("\n"),
        count(Fate::OnlyHere)
    )
}
