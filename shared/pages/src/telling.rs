//! The run of a program that is drawn.

use answers::{Drawn, Ending, Limits, Outcome, Output, Timeline};
use commands::explored::{self, Explored};
use commands::outcome;
use comparison::{Listed, Run};
use terminal::{Failure, Workspace};
use worlds::Explorable;

/// So many outputs are looked at to tell how they end.
const LISTED: usize = 1000;

/// The run of a program that is drawn, and what else it does.
pub struct Telling {
    /// Which output it leads to, from 1.
    pub output: usize,
    pub drawn: Drawn,
}

impl Telling {
    /// A run with this output, or with one that hangs, or the first; a sentence where the explorer does not answer.
    ///
    /// # Errors
    /// Asking failed for a reason that lies not in the program.
    pub fn ask(
        workspace: &Workspace,
        explored: &Explored,
        explorable: &Explorable,
        (output, limits): (Option<usize>, Limits),
    ) -> Result<Result<Telling, String>, Failure> {
        let telling = |output: usize| -> Result<Result<Telling, String>, Failure> {
            let question = Timeline { output, most: LISTED };
            let drawn = explored::ask(workspace, explored, explorable, question, limits)?;
            Ok(drawn.map(|drawn| Telling { output, drawn }))
        };
        let first = match telling(output.unwrap_or(1))? {
            Ok(first) => first,
            Err(why) => return Ok(Err(why)),
        };
        let hangs = first.drawn.outcome.outputs.iter().position(|output| output.end == Ending::Hangs);
        match (output, hangs) {
            (None, Some(hang @ 1..)) => telling(hang + 1),
            _ => Ok(Ok(first)),
        }
    }

    /// Which output it leads to: "output 1 of 2".
    pub fn which(&self) -> String {
        outcome::which(&self.drawn.outcome, self.output)
    }

    /// As it is compared with another; `None` if no run came to its end.
    pub fn compared(&self) -> Option<Run> {
        let outcome = &self.drawn.outcome;
        Some(Run {
            outputs: outcome::extent(outcome),
            listed: listed(outcome),
            ends: outcome::ends(outcome),
            which: self.which(),
            ties: outcome::ties(outcome),
            timeline: self.drawn.timeline.clone()?,
        })
    }
}

fn listed(outcome: &Outcome) -> Vec<Listed> {
    let listed = |output: &Output| Listed {
        ending: output.ending(),
        lines: output.lines.iter().map(|line| line.text.clone()).collect(),
    };
    outcome.outputs.iter().take(outcome::SHOWN).map(listed).collect()
}
