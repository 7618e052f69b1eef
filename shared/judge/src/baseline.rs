//! What is known to be wrong in a book.

use std::path::Path;

use terminal::Failure;

use crate::row::Row;

/// What an earlier judgement said.
pub struct Baseline(Vec<Row>);

impl Baseline {
    /// What `--json` printed into a file.
    ///
    /// # Errors
    /// It is not there, or something else.
    pub fn read(file: &Path) -> Result<Baseline, Failure> {
        let name = file.display();
        let how = "make it with `judge DIR --json > FILE`";
        let text = runner::read_text(file).map_err(|error| format!("cannot read {name}: {error}; {how}"))?;
        let rows = serde_json::from_str(&text)
            .map_err(|error| format!("{name} is not what `judge --json` prints ({error}); {how}"))?;
        Ok(Baseline(rows))
    }

    /// Those that it does not have. Lines of pages may move; of several that are alike, as many are known as it has.
    pub fn lacks<'a>(&self, rows: &[&'a Row]) -> Vec<&'a Row> {
        let mut known: Vec<&Row> = self.0.iter().collect();
        let mut is_new = |row: &&&Row| match known.iter().position(|other| is_same(other, row)) {
            Some(index) => {
                known.swap_remove(index);
                false
            }
            None => true,
        };
        rows.iter().filter(|row| is_new(row)).copied().collect()
    }
}

fn is_same(one: &Row, other: &Row) -> bool {
    let what = |row: &Row| (page(&row.at).to_owned(), row.kind, row.verdict, row.why.clone());
    let program = |row: &Row| row.program.as_deref().map(page).map(str::to_owned);
    what(one) == what(other) && program(one) == program(other)
}

/// A place without its line.
fn page(at: &str) -> &str {
    at.rsplit_once(':').filter(|(_, line)| line.parse::<usize>().is_ok()).map_or(at, |(page, _)| page)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::row::{Kind, Verdict};

    fn row(at: &str, why: &str) -> Row {
        let program = Some("a/src/main.rs".to_owned());
        Row { at: at.to_owned(), program, kind: Kind::Run, verdict: Verdict::Impossible, why: why.to_owned() }
    }

    #[test]
    fn what_has_only_moved_is_known() {
        let baseline = Baseline(vec![row("a.md:3", "x")]);
        let (moved, other, twin) = (row("a.md:9", "x"), row("a.md:9", "y"), row("a.md:12", "x"));
        assert!(baseline.lacks(&[&moved]).is_empty());
        assert_eq!(baseline.lacks(&[&moved, &other, &twin]), [&other, &twin]);
        assert_eq!(baseline.lacks(&[&row("b.md:3", "x")]).len(), 1);
    }
}
