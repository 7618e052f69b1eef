//! A line of output as the facts write it: text with placeholders.

use std::fmt;

/// A line of text in which `{2|1}` stands for one of the words and `{..}` for any text; a literal
/// brace is doubled. Before that, [`Pattern::expand`] makes several patterns of a line that holds
/// `{1..9}` or `{a..j}`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pattern(Vec<Piece>);

#[derive(Clone, Debug, PartialEq, Eq)]
enum Piece {
    Text(String),
    OneOf(Vec<String>),
    Any,
}

/// A placeholder that this crate does not know, or a brace that stands alone.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "unknown placeholder `{0}`; allowed are `{{1..9}}`, `{{a..j}}`, `{{one|other}}`, `{{..}}`, and `{{{{` for a brace"
)]
pub struct UnknownPlaceholder(String);

impl Pattern {
    /// The patterns that one line of the facts stands for: several where it holds a range.
    pub fn expand(line: &str) -> Result<Vec<Pattern>, UnknownPlaceholder> {
        let mut patterns = vec![Pattern(Vec::new())];
        let mut rest = line;
        while let Some(at) = rest.find(['{', '}']) {
            push_text(&mut patterns, &rest[..at]);
            let brace = &rest[at..at + 1];
            rest = &rest[at + 1..];
            if let Some(after) = rest.strip_prefix(brace) {
                push_text(&mut patterns, brace);
                rest = after;
                continue;
            }
            let end = rest
                .find('}')
                .filter(|_| brace == "{")
                .ok_or_else(|| UnknownPlaceholder(brace.to_owned()))?;
            patterns = push_placeholder(patterns, &rest[..end])?;
            rest = &rest[end + 1..];
        }
        push_text(&mut patterns, rest);
        Ok(patterns)
    }

    /// One of the lines that this pattern stands for.
    pub fn example(&self) -> String {
        let piece = |piece: &Piece| match piece {
            Piece::Text(text) => text.clone(),
            Piece::OneOf(words) => words.first().cloned().unwrap_or_default(),
            Piece::Any => "anything".to_owned(),
        };
        self.0.iter().map(piece).collect()
    }

    /// Whether `line` is one that this pattern stands for.
    pub fn matches(&self, line: &str) -> bool {
        matches(&self.0, line, Whole::Line)
    }

    /// Whether `start` is the beginning, or all, of a line that this pattern stands for.
    pub fn can_start_with(&self, start: &str) -> bool {
        matches(&self.0, start, Whole::OrStart)
    }
}

fn push_text(patterns: &mut [Pattern], text: &str) {
    if text.is_empty() {
        return;
    }
    for Pattern(pieces) in patterns {
        match pieces.last_mut() {
            Some(Piece::Text(before)) => before.push_str(text),
            _ => pieces.push(Piece::Text(text.to_owned())),
        }
    }
}

fn push_placeholder(mut patterns: Vec<Pattern>, inside: &str) -> Result<Vec<Pattern>, UnknownPlaceholder> {
    if let Some(values) = range(inside) {
        let with = |value: &String| {
            let mut copies = patterns.clone();
            push_text(&mut copies, value);
            copies
        };
        return Ok(values.iter().flat_map(with).collect());
    }
    let piece = match inside {
        ".." => Piece::Any,
        words if words.contains('|') => Piece::OneOf(words.split('|').map(str::to_owned).collect()),
        _ => return Err(UnknownPlaceholder(format!("{{{inside}}}"))),
    };
    for Pattern(pieces) in &mut patterns {
        pieces.push(piece.clone());
    }
    Ok(patterns)
}

/// `1..9` and `a..j`, both ends included.
fn range(inside: &str) -> Option<Vec<String>> {
    let (first, last) = inside.split_once("..")?;
    if let (Ok(first), Ok(last)) = (first.parse::<u32>(), last.parse::<u32>()) {
        return Some((first..=last).map(|n| n.to_string()).collect());
    }
    let letter = |text: &str| text.chars().next().filter(|c| c.is_ascii_lowercase() && text.len() == 1);
    Some((letter(first)?..=letter(last)?).map(String::from).collect())
}

/// How much of a line a text has to be.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Whole {
    Line,
    OrStart,
}

fn matches(pieces: &[Piece], text: &str, whole: Whole) -> bool {
    let Some((piece, rest)) = pieces.split_first() else { return text.is_empty() };
    let literal = |literal: &str| match text.strip_prefix(literal) {
        Some(after) => matches(rest, after, whole),
        None => whole == Whole::OrStart && literal.starts_with(text),
    };
    match piece {
        Piece::Text(text) => literal(text),
        Piece::OneOf(words) => words.iter().any(|word| literal(word)),
        Piece::Any => {
            let mut ends = text.char_indices().map(|(at, _)| at).chain([text.len()]);
            ends.any(|at| matches(rest, &text[at..], whole))
        }
    }
}

/// As it is shown to people: a literal brace stands single.
impl fmt::Display for Pattern {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for piece in &self.0 {
            match piece {
                Piece::Text(text) => f.write_str(text)?,
                Piece::OneOf(words) => write!(f, "{{{}}}", words.join("|"))?,
                Piece::Any => f.write_str("{..}")?,
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn one(line: &str) -> Pattern {
        let [pattern] = Pattern::expand(line).unwrap().try_into().unwrap();
        pattern
    }

    #[test]
    fn a_range_stands_for_one_line_each() {
        let lines = Pattern::expand("hi number {1..3} from {a..b}").unwrap();
        let lines: Vec<_> = lines.iter().map(Pattern::to_string).collect();
        assert_eq!(lines.len(), 6);
        assert_eq!(lines[0], "hi number 1 from a");
    }

    #[test]
    fn alternatives_match_each_of_their_words_and_no_other() {
        let line = one("Result: {2|1}");
        assert!(line.matches("Result: 2") && line.matches("Result: 1"));
        assert!(!line.matches("Result: 3") && !line.matches("Result: 21") && !line.matches("Result: "));
    }

    #[test]
    fn any_text_matches_also_none_and_also_in_the_middle() {
        let line = one("thread '{..}' panicked at {..}");
        assert!(line.matches("thread '' panicked at src/main.rs:4:9:"));
        assert!(line.matches("thread 'ä' panicked at "));
        assert!(!line.matches("thread 'x' returned"));
    }

    #[test]
    fn a_line_can_start_with_each_of_its_beginnings() {
        let line = one("Result: {2|1} of {..}!");
        for start in ["", "Res", "Result: 1", "Result: 2 of", "Result: 2 of many!"] {
            assert!(line.can_start_with(start), "{start}");
        }
        assert!(!line.can_start_with("Result: 3") && !line.can_start_with("esult"));
    }

    #[test]
    fn a_doubled_brace_is_a_brace() {
        assert!(one("m = {{ {..} }}").matches("m = { 6 }"));
    }

    #[test]
    fn an_unknown_placeholder_is_named() {
        for line in ["{name}", "a {", "b }", "{}", "{a..Z}"] {
            let error = Pattern::expand(line).unwrap_err().to_string();
            assert!(error.contains("unknown placeholder"), "{line}: {error}");
        }
    }
}
