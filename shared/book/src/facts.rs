//! The fact-check as a page.

use std::fs;

use terminal::{Failure, Workspace};

/// Where the programs are that claims look at, as the table links to them.
const PROGRAMS: &str = "](claims/programs/";

/// The recorded table of claims; what it links to are files of the repository, which are named instead, or listings, which have pages.
pub fn facts(workspace: &Workspace) -> Result<String, Failure> {
    let file = workspace.cargo.folder().join("shared/FACTS.md");
    let text =
        fs::read_to_string(&file).map_err(|error| format!("cannot read {}: {error}", file.display()))?;
    Ok(text.lines().map(|line| linked(line, workspace) + "\n").collect())
}

fn linked(line: &str, workspace: &Workspace) -> String {
    let Some((before, look)) = line.strip_suffix(" |").and_then(|row| row.rsplit_once(" | ")) else {
        return line.to_owned();
    };
    if let Some((_, file)) = look.split_once(PROGRAMS) {
        return format!("{before} | `shared/claims/programs/{}` |", file.trim_end_matches(')'));
    }
    let words = look.trim_matches('`').split(' ');
    let is_listing =
        |word: &&str| workspace.catalogue.listings().iter().any(|listing| listing.id.as_str() == *word);
    match words.clone().find(is_listing) {
        Some(id) => format!("{before} | [{look}]({id}.html) |"),
        None => line.to_owned(),
    }
}
