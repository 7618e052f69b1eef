//! The recorded output of a listing: the `insta` snapshot in its folder.

use std::io;
use std::path::{Path, PathBuf};

use catalogue::LateLine;

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
        let text = std::fs::read_to_string(path).map_err(|source| match source.kind() {
            io::ErrorKind::NotFound => RecordError::Missing(path.to_owned()),
            _ => RecordError::Unreadable { path: path.to_owned(), source },
        })?;
        let body = body(&text).ok_or_else(|| RecordError::NotASnapshot(path.to_owned()))?;
        Ok(Record(body.lines().map(str::to_owned).collect()))
    }

    /// Another output, told by the numbers of these lines; `None` if there is no line of a number.
    pub fn reordered(&self, late: &[LateLine]) -> Option<Vec<String>> {
        let line = |line: &LateLine| match line {
            LateLine::Recorded(number) => self.0.get(number.checked_sub(1)?).cloned(),
            LateLine::Text(text) => Some(text.clone()),
        };
        late.iter().map(line).collect()
    }
}

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
    fn a_late_output_names_recorded_lines_by_their_numbers() {
        let record = Record(vec!["one".to_owned(), "two".to_owned()]);
        let late = [LateLine::Recorded(2), LateLine::Text("new".to_owned())];
        assert_eq!(record.reordered(&late), Some(vec!["two".to_owned(), "new".to_owned()]));
        assert_eq!(record.reordered(&[LateLine::Recorded(3)]), None);
        assert_eq!(record.reordered(&[LateLine::Recorded(0)]), None);
    }

    #[test]
    fn a_missing_record_says_how_to_make_one() {
        let error = Record::read(Path::new("no/such/output.snap")).unwrap_err().to_string();
        assert!(error.contains("no/such/output.snap") && error.contains("cargo insta review"), "{error}");
    }
}
