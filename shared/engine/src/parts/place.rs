//! Where in the program something is.

use crate::parts::site::Site;
use std::cell::Cell;
use std::fmt;
use std::panic::Location;

thread_local! {
    /// The files of the program that this OS thread runs.
    static FILES: Cell<&'static [&'static str]> = const { Cell::new(&[]) };
}

/// A line of the program: "22", or "22 of src/shop.rs" where that is not its first file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Place {
    /// `None` for the first file.
    pub file: Option<&'static str>,
    /// 0 if it is none of the program's.
    pub line: u32,
}

impl Place {
    /// No line of the program's.
    pub const NONE: Place = Place { file: None, line: 0 };

    /// Where something is, as sentences tell it.
    pub fn of(site: &Location<'_>) -> Place {
        let files = FILES.get();
        let file = files.iter().skip(1).copied().find(|file| *file == site.file());
        Place { file, line: site.line() }
    }

    /// The same, but 0 for a line that is none of the program's.
    pub(crate) fn of_ours(site: &Location<'_>) -> Place {
        let files = FILES.get();
        let is_ours = files.is_empty() || files.contains(&site.file());
        if is_ours { Place::of(site) } else { Place { file: None, line: 0 } }
    }
}

/// A site, or another one where that is none of the program's: what a library calls for the program.
pub fn of_program(site: Site, otherwise: Site) -> Site {
    if Place::of_ours(site).line == 0 { otherwise } else { site }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.line)?;
        self.file.map_or(Ok(()), |file| write!(f, " of {file}"))
    }
}

/// Says which files a program is made of that this OS thread is about to run.
pub(crate) fn runs(files: &'static [&'static str]) {
    FILES.set(files);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_of_another_file_than_the_first_is_told_with_its_file() {
        let here = Location::caller();
        let told = |files| {
            runs(files);
            (Place::of(here).to_string(), Place::of_ours(here).line)
        };
        let line = here.line();
        assert_eq!(told(&[]), (line.to_string(), line));
        assert_eq!(told(&[file!()]), (line.to_string(), line));
        assert_eq!(told(&["a.rs", file!()]), (format!("{line} of {}", file!()), line));
        assert_eq!(told(&["a.rs"]).1, 0);
        runs(&[]);
    }
}
