//! Lines of a program as its book numbers them: comments that only mark parts of a listing are not counted.

/// Which lines of a program its book may leave out, and so how the others are numbered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Numbering {
    /// For each line, from the first, what it is called without markers, and without `--snip--` too.
    numbers: Vec<[usize; 2]>,
}

impl Numbering {
    pub fn of(text: &str) -> Numbering {
        let mut numbers = [0, 0];
        let number = |line: &str| {
            let is_marker = is_marker(line);
            numbers[0] += usize::from(!is_marker);
            numbers[1] += usize::from(!is_marker && !is_snip(line));
            numbers
        };
        Numbering { numbers: text.lines().map(number).collect() }
    }

    /// What a line may be called, from 1: as in the file, or as in the book. The last is the one that a reader counts.
    pub fn names(&self, line: usize) -> Vec<usize> {
        let others = self.numbers.get(line.wrapping_sub(1)).copied().unwrap_or([line, line]);
        let mut names = vec![line, others[1], others[0]];
        names.dedup();
        names
    }

    /// The same text with the lines of places in a `.rs` file, `main.rs:6:5`, as they are in the file; `None` if it has none
    /// that is called otherwise there.
    pub fn in_the_file(&self, seen: &str) -> Option<String> {
        let mut text = String::new();
        let mut rest = seen;
        while let Some(at) = rest.find(".rs:") {
            let (before, after) = rest.split_at(at + 4);
            let digits = after.len() - after.trim_start_matches(|c: char| c.is_ascii_digit()).len();
            text += before;
            match after[..digits].parse().ok().and_then(|line| self.line_called(line)) {
                Some(line) => text += &line.to_string(),
                None => text += &after[..digits],
            }
            rest = &after[digits..];
        }
        text += rest;
        (text != seen).then_some(text)
    }

    /// The line of the file that a reader calls so.
    fn line_called(&self, number: usize) -> Option<usize> {
        self.numbers.iter().position(|names| names[0] == number).map(|index| index + 1)
    }
}

/// `// ANCHOR: here`, or `// ANCHOR_END: here`.
fn is_marker(line: &str) -> bool {
    line.split_once("//").is_some_and(|(_, comment)| {
        let comment = comment.trim_start();
        comment.starts_with("ANCHOR:") || comment.starts_with("ANCHOR_END:")
    })
}

fn is_snip(line: &str) -> bool {
    line.trim().starts_with("//") && screen::is_gap(line)
}

#[cfg(test)]
mod tests {
    use super::Numbering;

    #[test]
    fn markers_are_not_counted() {
        let numbering =
            Numbering::of("// ANCHOR: all\na\n// --snip--\nb // ANCHOR: b\nc\n// ANCHOR_END: all\nd\n");
        assert_eq!(numbering.names(2), [2, 1]);
        assert_eq!(numbering.names(5), [5, 2, 3]);
        assert_eq!(numbering.names(99), [99]);
        let seen = "at src/main.rs:3:5:\n[src/main.rs:1:1] x\n";
        let expected = "at src/main.rs:5:5:\n[src/main.rs:2:1] x\n";
        assert_eq!(numbering.in_the_file(seen).as_deref(), Some(expected));
        assert_eq!(Numbering::of("a\nb\n").in_the_file(seen), None);
    }
}
