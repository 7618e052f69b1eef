//! `watch`, as far as it is told what to do. What notices saves is not needed by who only explores, so it is in a room of its own.

use crate::explored::Explored;
use crate::which::Which;
use terminal::Failure;
use terminal::Workspace;

/// Explores a program again whenever it is saved, and says what has changed
#[derive(clap::Args, Clone)]
pub struct Arguments {
    /// An id, or the path of a Rust file
    #[arg(value_name = "ID|FILE.rs|DIR")]
    pub program: String,
    #[command(flatten)]
    which: Which,
    /// Arguments that the program is started with, in place of a listing's usual ones
    #[arg(last = true)]
    args: Vec<String>,
}

impl Arguments {
    /// The program as it is now.
    pub fn find(&self, workspace: &Workspace) -> Result<Explored, Failure> {
        Ok(Explored::find(workspace, &self.program, &self.which)?.started_with(&self.args))
    }

    /// The file that it reads, if that is said.
    pub fn stdin(&self) -> Option<&std::path::Path> {
        self.which.stdin.as_deref()
    }
}
