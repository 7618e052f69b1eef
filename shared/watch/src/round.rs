//! One look at a program as it is now.

use std::time::Instant;

use answers::{Explore, Limits, Outcome};
use commands::explored::{self, Compiled, Explored};
use commands::outcome::SHOWN;
use commands::watch::Arguments;
use commands::{explore, helped};
use terminal::{Failure, Workspace};
use worlds::Explorable;

/// What was found of a program that could be explored.
pub struct Round {
    pub explored: Explored,
    pub explorable: Explorable,
    pub outcome: Outcome,
    /// What rustc warned of.
    pub warnings: Vec<String>,
    seconds: f64,
}

impl Round {
    /// Builds and explores the program as it is now.
    ///
    /// # Errors
    /// It can't be explored; rustc's words, or what else there is to say.
    pub fn look(workspace: &Workspace, arguments: &Arguments) -> Result<Round, String> {
        Round::try_to_look(workspace, arguments).map_err(|failure| failure.to_string())
    }

    fn try_to_look(workspace: &Workspace, arguments: &Arguments) -> Result<Round, Failure> {
        let explored = arguments.find(workspace)?;
        let Compiled { mut explorables, warnings } =
            explored::compile(workspace, std::slice::from_ref(&explored))?;
        let explorable = explorables.pop().ok_or("cargo built nothing")??;
        let start = Instant::now();
        let question = Explore { most: SHOWN, ..Explore::default() };
        let outcome = explored::ask(workspace, &explored, &explorable, question, Limits::default())??;
        let seconds = start.elapsed().as_secs_f64();
        Ok(Round { explored, explorable, outcome, warnings, seconds })
    }

    /// The outputs.
    pub fn text(&self, workspace: &Workspace) -> String {
        explore::told(workspace, &self.explored, &self.outcome, self.seconds)
    }

    /// What is wrong and what helps; to try that takes a while.
    pub fn hints(&self, workspace: &Workspace) -> String {
        let Round { explored, explorable, outcome, .. } = self;
        let hints = helped::hints(workspace, explored, explorable, outcome, Limits::default());
        helped::shown(explored, &hints).trim_start().to_owned()
    }
}
