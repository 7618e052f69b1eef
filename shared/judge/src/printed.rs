//! What is printed in a book, and by which program it says that is.

use std::fmt;

use crate::source::Source;

/// A text that a page shows as a program's, or that lies beside one as `output.txt`.
#[derive(Clone, Debug)]
pub struct Printed {
    pub at: At,
    /// With the files in it that it includes.
    pub text: String,
    /// The program whose text it is; why none can be told.
    pub program: Result<Source, String>,
}

/// A place in a book; as text, `src/chapter.md:12`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct At {
    /// The path of the file from the book's folder.
    pub file: String,
    /// From 1.
    pub line: usize,
}

impl fmt::Display for At {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.file, self.line)
    }
}
