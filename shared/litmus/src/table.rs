//! Tables of programs with all of their outcomes, so that each can be read and judged by itself.
//!
//! A test is a line with `#`, its name and its source in parentheses, then the program, then its outcomes, indented, one a line.

use crate::program::Program;
use std::collections::BTreeSet;

/// A program with all of its outcomes, as they are written.
#[derive(Clone, Debug)]
pub struct Test {
    pub name: String,
    pub source: String,
    pub program: Program,
    pub outcomes: BTreeSet<String>,
}

/// The tests that are known by name, each with all of its outcomes.
pub fn table() -> Result<Vec<Test>, String> {
    let text = include_str!("../tests/table.txt");
    text.split("\n\n").filter(|block| !block.trim().is_empty()).map(test).collect()
}

fn test(block: &str) -> Result<Test, String> {
    let mut lines = block.trim_start().lines();
    let heading = lines.next().and_then(|line| line.strip_prefix("# ")?.strip_suffix(')')?.rsplit_once(" ("));
    let (name, source) = heading.ok_or_else(|| format!("`{block}` has no name and source"))?;
    Ok(Test {
        name: name.to_owned(),
        source: source.to_owned(),
        program: lines.next().unwrap_or_default().parse()?,
        outcomes: lines.map(|line| line.trim().to_owned()).collect(),
    })
}
