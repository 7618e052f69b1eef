//! What is wrong with a program's outputs, where in its text that shows, and what could be changed.

mod facts;
mod left;
mod lost;
mod marks;
mod panics;

use crate::error::Error;
use crate::exploration::Exploration;
use crate::outcome::{Outcome, Output};
use crate::replay::Replay;
use crate::source::{Source, Sources};
use crate::timeline::Lanes;
use answers::{Ending, Kind, Mark, Trouble};
use cures::{Facts, cures};

/// So many outputs are looked at, in their order.
const MOST: usize = 16;

/// What is wrong with the outputs of a program. What comes of one cause is told once.
///
/// # Errors
/// As of [`Exploration::replay`].
pub(crate) fn troubles(
    found: &Exploration,
    outcome: &Outcome,
    sources: &Sources,
) -> Result<Vec<Trouble>, Error> {
    let Some(source) = sources.first() else { return Ok(Vec::new()) };
    let mut troubles: Vec<Trouble> = Vec::new();
    // To run once more what does not come to an end would take as long, and as much memory, as the first time.
    let ended = |(_, output): &(usize, &Output)| output.end != Ending::StillRunning;
    for (index, output) in outcome.outputs.iter().enumerate().filter(ended).take(MOST) {
        let run = found.replay(&output.schedule)?;
        let case = Case { run: &run, lanes: Lanes::new(&run, sources), source };
        for (kind, marks, facts) in case.all(output, outcome) {
            // Who it is does not matter where several run the same lines.
            let same = |other: &&mut Trouble| other.kind == kind && places(&other.marks) == places(&marks);
            match troubles.iter_mut().find(same) {
                Some(trouble) => trouble.outputs.push(index),
                None => {
                    let cures = cures(source.text, &facts);
                    troubles.push(Trouble { outputs: vec![index], kind, marks, cures });
                }
            }
        }
    }
    if let Some((places, cure)) = cures::never_polled(source.text) {
        let outputs = (0..outcome.outputs.len()).collect();
        let label = "this makes a future, and nobody polls it";
        let mark =
            |place: cures::Place| Mark { line: place.line, column: place.column, label: label.to_owned() };
        let marks = places.into_iter().map(mark).collect();
        troubles.push(Trouble { outputs, kind: Kind::NeverPolled, marks, cures: vec![cure] });
    }
    troubles.retain(|trouble| !trouble.kind.may_be_meant() || !trouble.cures.is_empty());
    Ok(troubles)
}

fn places(marks: &[Mark]) -> Vec<(u32, u32)> {
    marks.iter().map(|mark| (mark.line, mark.column)).collect()
}

/// A run in which something may be wrong.
struct Case<'a> {
    run: &'a Replay,
    lanes: Lanes<'a>,
    source: Source,
}

impl Case<'_> {
    /// All that is wrong: what, where, and what is known of it.
    fn all(&self, output: &Output, outcome: &Outcome) -> Vec<(Kind, Vec<Mark>, Facts)> {
        let mut all = Vec::new();
        let rewrites = self.rewrites();
        match output.end {
            Ending::Hangs => all.push((Kind::Hang, self.waits_marked(), self.waits())),
            Ending::Panics => {
                let facts = Facts { rewrites: rewrites.rewrites.clone(), ..self.panics() };
                all.push((Kind::Panic, self.panics_marked(&facts), facts));
            }
            Ending::Returns if left::is_cut(output, outcome) => {
                let facts = self.left();
                all.push((Kind::LeftBehind, self.left_marked(&facts), facts));
            }
            _ => {}
        }
        let blocks = self.blocks();
        let kind = if blocks.are_needed { Kind::Blocks } else { Kind::BlocksItself };
        all.push((kind, self.blocks_marked(&blocks.facts), blocks.facts));
        if outcome.count > 1 {
            all.push((Kind::Outdated, marks::of_rewrites(&rewrites), rewrites));
        }
        let lost = self.lost();
        all.push((Kind::LostMessage, self.lost_marked(&lost), lost));
        all.retain(|(_, marks, _)| !marks.is_empty());
        all
    }
}
