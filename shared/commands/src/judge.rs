//! `judge`, as far as it is told what to do. What reads books is not needed by who only explores, so it is in a room of its own.

use std::path::{Path, PathBuf};

use terminal::Failure;

/// Says of each output and error that a book prints whether its programs can give it
#[derive(clap::Args, Clone)]
pub struct Arguments {
    /// The folder of an mdBook, or any folder with pages in Markdown
    #[arg(value_name = "DIR")]
    folder: PathBuf,
    /// Print one JSON document
    #[arg(long)]
    pub json: bool,
    /// What an earlier `--json` printed: only what is not in it counts
    #[arg(long, value_name = "FILE")]
    pub baseline: Option<PathBuf>,
    /// Say which of the book's programs are our listings, and which have changed or are new
    #[arg(long, value_name = "listings", conflicts_with_all = ["baseline", "compile_only"], value_parser = ["listings"])]
    pub against: Option<String>,
    /// Only look at what rustc refuses: no program of the book is run
    #[arg(long)]
    pub compile_only: bool,
}

impl Arguments {
    /// The folder, if there is one.
    pub fn folder(&self) -> Result<&Path, Failure> {
        if self.folder.is_dir() {
            return Ok(&self.folder);
        }
        let name = self.folder.display();
        let is_there = if self.folder.exists() { "is not a folder" } else { "is not there" };
        Err(format!("{name} {is_there}; name the folder of a book, the one that has `book.toml` in it")
            .into())
    }
}
