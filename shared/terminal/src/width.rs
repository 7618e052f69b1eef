//! How wide the user's terminal is.

use std::env;

use console::Term;

/// Where there is no terminal to ask, this many columns fit anywhere.
const COLUMNS: u16 = 80;
/// Nothing can be drawn in fewer.
const LEAST: u16 = 20;

/// How many columns there are; where stdout is no terminal, what the variable `COLUMNS` says.
pub fn width() -> usize {
    width_of(&Term::stdout())
}

/// The same for stderr, whose terminal may be another one.
pub fn width_of_stderr() -> usize {
    width_of(&Term::stderr())
}

fn width_of(terminal: &Term) -> usize {
    let size = terminal.size_checked();
    let said = || env::var("COLUMNS").ok()?.parse().ok();
    let columns = size.map(|(_, columns)| columns).or_else(said);
    columns.filter(|columns| *columns >= LEAST).unwrap_or(COLUMNS).into()
}
