//! A source file as its reader sees it.

use crate::words::words;

/// A line of a source file.
#[derive(Clone, Copy, Debug)]
pub(crate) struct SourceLine<'a> {
    /// Counted from 1, as editors and error messages do.
    pub number: usize,
    pub text: &'a str,
    /// If it begins by closing a bracket: which of the lines opened that.
    pub closes: Option<usize>,
    /// Which of the lines opened the bracket that it stands in.
    pub within: Option<usize>,
}

/// The lines of a source file without mdBook's anchors, and without blank lines at the ends.
pub(crate) fn lines(source: &str) -> Vec<SourceLine<'_>> {
    let all = source.lines().enumerate().filter(|(_, text)| !is_anchor(text));
    let all: Vec<(usize, &str)> = all.map(|(index, text)| (index + 1, text.trim_end())).collect();
    let is_blank = |(_, text): &&(usize, &str)| text.is_empty();
    let first = all.iter().take_while(is_blank).count();
    let last = all.len() - all[first..].iter().rev().take_while(is_blank).count();
    let mut open = Vec::new();
    let shown = all[first..last].iter().enumerate();
    shown
        .map(|(index, (number, text))| {
            let within = open.last().copied();
            let closes = follow_brackets(text, index, &mut open);
            SourceLine { number: *number, text, closes, within }
        })
        .collect()
}

fn is_anchor(line: &str) -> bool {
    let comment = line.trim_start().strip_prefix("//").unwrap_or_default().trim_start();
    comment.starts_with("ANCHOR:") || comment.starts_with("ANCHOR_END:")
}

/// Keeps track of the lines in which brackets were opened that are not closed yet. Gives the one whose bracket this
/// line begins by closing.
fn follow_brackets(line: &str, index: usize, open: &mut Vec<usize>) -> Option<usize> {
    let mut closes = None;
    let mut in_text = false;
    for (position, word) in words(line.trim_start()).into_iter().enumerate() {
        match word {
            "\"" => in_text = !in_text,
            "//" if !in_text => break,
            "{" | "(" | "[" if !in_text => open.push(index),
            "}" | ")" | "]" if !in_text => {
                let opened = open.pop();
                if position == 0 {
                    closes = opened;
                }
            }
            _ => {}
        }
    }
    closes
}

#[cfg(test)]
mod tests {
    use super::lines;

    #[test]
    fn anchors_are_left_out_and_the_other_lines_keep_their_numbers() {
        let source = "// ANCHOR: all\n\nfn main() {\n    // ANCHOR: here\n    // A note.\n    //ANCHOR_END: here\n}\n\n// ANCHOR_END: all\n";
        let shown: Vec<(usize, &str)> = lines(source).iter().map(|line| (line.number, line.text)).collect();
        assert_eq!(shown, [(3, "fn main() {"), (5, "    // A note."), (7, "}")]);
    }

    #[test]
    fn a_line_that_closes_knows_the_line_that_opened() {
        let source = "fn main() {\n    run(async {\n        say(\"{i} })\"); // {\n    });\n}\n";
        let closes: Vec<Option<usize>> = lines(source).iter().map(|line| line.closes).collect();
        assert_eq!(closes, [None, None, None, Some(1), Some(0)]);
    }
}
