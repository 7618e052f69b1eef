//! What is wrong with a program's outputs, where in its text that shows, and what could be changed.

mod facts;
mod marks;

use crate::error::Error;
use crate::exploration::Exploration;
use crate::outcome::{Outcome, Output};
use crate::replay::Replay;
use crate::source::{Source, Sources};
use crate::timeline::Lanes;
use answers::{Ending, Mark, NEVER_POLLED, Trouble};
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
        for (title, marks, facts) in case.all(output, outcome.count > 1) {
            let same = |other: &&mut Trouble| other.title == title && other.marks == marks;
            match troubles.iter_mut().find(same) {
                Some(trouble) => trouble.outputs.push(index),
                None => {
                    let cures = cures(source.text, &facts);
                    troubles.push(Trouble { outputs: vec![index], title, marks, cures });
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
        troubles.push(Trouble { outputs, title: NEVER_POLLED.to_owned(), marks, cures: vec![cure] });
    }
    // Without an idea what to do instead, nobody can say that it is not as it is meant.
    troubles.retain(|trouble| trouble.title != OVERWRITES || !trouble.cures.is_empty());
    Ok(troubles)
}

/// What is said where a write follows from what was read before somebody else wrote.
const OVERWRITES: &str = "what another wrote in between is lost";

/// A run in which something may be wrong.
struct Case<'a> {
    run: &'a Replay,
    lanes: Lanes<'a>,
    source: Source,
}

impl Case<'_> {
    /// All that is wrong: what, where, and what is known of it.
    fn all(&self, output: &Output, is_one_of_several: bool) -> Vec<(String, Vec<Mark>, Facts)> {
        let mut all = Vec::new();
        match output.end {
            Ending::Hangs => {
                let title = "nobody can ever go on".to_owned();
                all.push((title, self.waits_marked(), self.waits()));
            }
            Ending::Panics => {
                let title = "a panic ends the program".to_owned();
                all.push((title, self.panic_marked(), Facts::default()));
            }
            _ => {}
        }
        let blocks = self.blocks();
        if !blocks.blocks.is_empty() {
            let title = "a task blocks the thread on which it runs".to_owned();
            all.push((title, self.blocks_marked(&blocks), blocks));
        }
        let rewrites = self.rewrites();
        if is_one_of_several && !rewrites.rewrites.is_empty() {
            all.push((OVERWRITES.to_owned(), marks::of_rewrites(&rewrites), rewrites));
        }
        all.retain(|(_, marks, _)| !marks.is_empty());
        all
    }
}
