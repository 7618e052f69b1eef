//! The recorded output of a listing: the `insta` snapshot in its folder.

use std::io;
use std::path::{Path, PathBuf};

use catalogue::LateLine;

use crate::text_file::read_text;

/// The lines that a listing whose output is fixed has to print.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Record(pub Vec<String>);

#[derive(Debug, thiserror::Error)]
pub enum RecordError {
    #[error(
        "its output is not recorded in {}; run `cargo test`, look at what it printed, and accept it with `cargo insta review`",
        .0.display()
    )]
    Missing(PathBuf),
    #[error("cannot read {}: {source}", path.display())]
    Unreadable { path: PathBuf, source: io::Error },
    #[error("{} is not a snapshot: it has no header between two lines of `---`", .0.display())]
    NotASnapshot(PathBuf),
}

impl Record {
    pub fn read(path: &Path) -> Result<Record, RecordError> {
        let text = read_text(path).map_err(|source| match source.kind() {
            io::ErrorKind::NotFound => RecordError::Missing(path.to_owned()),
            _ => RecordError::Unreadable { path: path.to_owned(), source },
        })?;
        let body = body(&text).ok_or_else(|| RecordError::NotASnapshot(path.to_owned()))?;
        Ok(Record(body.lines().map(str::to_owned).collect()))
    }

    /// The recorded output, each line with its earliest time in milliseconds.
    pub fn timed(&self, at_ms: &[u64]) -> Vec<Timed> {
        let time = |index| at_ms.get(index).copied().unwrap_or_default();
        self.0.iter().enumerate().map(|(index, line)| (line.clone(), time(index))).collect()
    }

    /// Another output in the same form; `None` if it names a line that there is not.
    pub fn late(&self, late: &[LateLine], at_ms: &[u64]) -> Option<Vec<Timed>> {
        let recorded = self.timed(at_ms);
        let line = |line: &LateLine| match line {
            LateLine::Recorded(number) => recorded.get(number.checked_sub(1)?).cloned(),
            LateLine::New { line, at_ms } => Some((line.clone(), *at_ms)),
        };
        late.iter().map(line).collect()
    }
}

/// A line, and the earliest time in milliseconds at which it can come.
pub type Timed = (String, u64);

/// What follows the header. An empty snapshot is recorded as an empty line.
fn body(snapshot: &str) -> Option<&str> {
    let (_, body) = snapshot.strip_prefix("---\n")?.split_once("\n---\n")?;
    Some(if body == "\n" { "" } else { body })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lines_follow_the_header() {
        assert_eq!(body("---\nsource: a\n---\none\n---\ntwo\n"), Some("one\n---\ntwo\n"));
        assert_eq!(body("---\nsource: a\n---\n\n"), Some(""));
        assert_eq!(body("one\ntwo\n"), None);
    }

    #[test]
    fn a_late_output_names_recorded_lines_by_their_numbers_and_they_keep_their_times() {
        let record = Record(vec!["one".to_owned(), "two".to_owned()]);
        let late = [LateLine::Recorded(2), LateLine::New { line: "new".to_owned(), at_ms: 9 }];
        assert_eq!(record.late(&late, &[5, 7]), Some(vec![("two".to_owned(), 7), ("new".to_owned(), 9)]));
        assert_eq!(record.late(&[LateLine::Recorded(3)], &[]), None);
        assert_eq!(record.late(&[LateLine::Recorded(0)], &[]), None);
    }

    #[test]
    fn a_missing_record_says_how_to_make_one() {
        let error = Record::read(Path::new("no/such/output.snap")).unwrap_err().to_string();
        assert!(error.contains("no/such/output.snap") && error.contains("cargo insta review"), "{error}");
    }
}
