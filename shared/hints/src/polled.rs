//! Futures that nobody polls.

use answers::{Cure, Edit, Kind, Mark, Trouble};
use runner::{Position, Warning};

/// The futures of a program with so many outputs that nobody polls, as rustc warns of them.
pub fn never_polled(warnings: &[Warning], outputs: usize) -> Option<Trouble> {
    let futures = warnings.iter().filter(|warning| warning.is_about_a_future());
    let places: Vec<(Position, Position)> = futures.filter_map(|warning| warning.place).collect();
    let (_, first) = places.first()?;
    let mark = |(start, _): &(Position, Position)| Mark {
        line: start.line,
        column: start.column,
        label: "this makes a future, and nobody polls it".to_owned(),
    };
    let edit = |(_, end): &(Position, Position)| Edit {
        line: end.line,
        column: end.column,
        replace: String::new(),
        insert: ".await".to_owned(),
    };
    let help = format!("`.await` it, in line {}", first.line);
    let cure = Cure { help, edits: places.iter().map(edit).collect() };
    Some(Trouble {
        outputs: (0..outputs).collect(),
        kind: Kind::NeverPolled,
        marks: places.iter().map(mark).collect(),
        cures: vec![cure],
    })
}
