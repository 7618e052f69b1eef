//! The program that was shown last in a section.

use crate::source::Source;

/// The program that was shown last in a section; those of the sections around it stay in sight.
#[derive(Debug, Default)]
pub struct Nearest {
    level: u8,
    /// With the level of the heading below which each stands. Of a block that is no whole program, why.
    shown: Vec<(u8, Result<Source, String>)>,
}

impl Nearest {
    /// A section begins, and others end.
    pub fn heading(&mut self, level: u8) {
        self.shown.retain(|(other, _)| *other < level);
        self.level = level;
    }

    pub fn show(&mut self, source: Result<Source, String>) {
        self.shown.push((self.level, source));
    }

    /// The program; why there is none.
    pub fn source(&self) -> Result<Source, String> {
        match self.shown.last() {
            Some((_, source)) => source.clone(),
            None => Err("no program stands before it in its section".to_owned()),
        }
    }

    /// Whether a piece of code is a part of the program.
    pub fn is_of(&self, excerpt: &str) -> bool {
        let Some((_, Ok(source))) = self.shown.last() else { return false };
        let says = |line: &&str| !line.is_empty() && !line.starts_with("//") && *line != "...";
        let mut lines = source.text.lines().map(str::trim);
        let mut pieces = excerpt.lines().map(str::trim).filter(says);
        pieces.all(|piece| lines.any(|line| line == piece))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn source(name: &str, text: &str) -> Result<Source, String> {
        Ok(Source::in_page(name.to_owned(), text.to_owned(), None))
    }

    #[test]
    fn a_program_is_near_until_its_section_ends() {
        let mut nearest = Nearest::default();
        nearest.heading(2);
        nearest.show(source("a", ""));
        nearest.heading(3);
        assert_eq!(nearest.source().unwrap().name, "a");
        nearest.show(source("b", ""));
        assert_eq!(nearest.source().unwrap().name, "b");
        nearest.heading(3);
        assert_eq!(nearest.source().unwrap().name, "a");
        nearest.heading(2);
        assert!(nearest.source().is_err());
    }

    #[test]
    fn only_lines_of_a_program_in_their_order_are_a_part_of_it() {
        let mut nearest = Nearest::default();
        nearest.show(source("a", "fn main() {\n    let a = 1;\n    let b = 2;\n}\n"));
        assert!(nearest.is_of("let a = 1;\n// --snip--\nlet b = 2;\n"));
        assert!(!nearest.is_of("let b = 2;\nlet a = 1;\n") && !nearest.is_of("let c = 1;\n"));
    }
}
