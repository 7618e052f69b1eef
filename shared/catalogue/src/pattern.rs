//! A line of output as the facts write it: text with placeholders.

use std::collections::BTreeSet;
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

/// How many lines one with ranges may stand for.
pub const MOST: usize = 1000;

/// A line of the facts that stands for no lines of output.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotAPattern {
    /// A placeholder that this crate does not know, or a brace that stands alone.
    #[error(
        "unknown placeholder `{0}`; allowed are `{{1..9}}`, `{{a..j}}`, `{{one|other}}`, `{{..}}`, and `{{{{` for a brace"
    )]
    Unknown(String),
    #[error("`{{{first}..{last}}}` counts down, so it stands for no line; write `{{{last}..{first}}}`")]
    CountsDown { first: String, last: String },
    #[error("`{{{0}}}` makes more than {MOST} lines of one; promise fewer, or say `{{..}}` with `repeats`")]
    TooMany(String),
}

impl Pattern {
    /// The patterns that one line of the facts stands for: several where it holds a range, but no more than `MOST`.
    pub fn expand(line: &str) -> Result<Vec<Pattern>, NotAPattern> {
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
                .ok_or_else(|| NotAPattern::Unknown(brace.to_owned()))?;
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

fn push_placeholder(mut patterns: Vec<Pattern>, inside: &str) -> Result<Vec<Pattern>, NotAPattern> {
    if let Some(range) = Range::read(inside) {
        let values = range.values(MOST / patterns.len())?;
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
        _ => return Err(NotAPattern::Unknown(format!("{{{inside}}}"))),
    };
    for Pattern(pieces) in &mut patterns {
        pieces.push(piece.clone());
    }
    Ok(patterns)
}

/// `1..9` and `a..j`, both ends included.
struct Range<'a> {
    first: (u32, &'a str),
    last: (u32, &'a str),
    write: fn(u32) -> String,
}

impl Range<'_> {
    fn read(inside: &str) -> Option<Range<'_>> {
        let (first, last) = inside.split_once("..")?;
        if let (Ok(one), Ok(other)) = (first.parse(), last.parse()) {
            return Some(Range { first: (one, first), last: (other, last), write: |n| n.to_string() });
        }
        let letter = |text: &str| match *text.as_bytes() {
            [letter @ b'a'..=b'z'] => Some(u32::from(letter)),
            _ => None,
        };
        let write = |n| char::from_u32(n).map(String::from).unwrap_or_default();
        Some(Range { first: (letter(first)?, first), last: (letter(last)?, last), write })
    }

    fn values(&self, most: usize) -> Result<Vec<String>, NotAPattern> {
        let Range { first: (one, first), last: (other, last), write } = *self;
        let steps = other
            .checked_sub(one)
            .ok_or_else(|| NotAPattern::CountsDown { first: first.to_owned(), last: last.to_owned() })?;
        if steps as usize >= most {
            return Err(NotAPattern::TooMany(format!("{first}..{last}")));
        }
        Ok((one..=other).map(write).collect())
    }
}

/// How much of a line a text has to be.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Whole {
    Line,
    OrStart,
}

/// Goes through the pieces with all places in the text that they can have reached, so that many `{..}` cost no more than one.
fn matches(pieces: &[Piece], text: &str, whole: Whole) -> bool {
    let mut places = BTreeSet::from([0]);
    for piece in pieces {
        let cut_off = |word: &str| places.iter().any(|&at| word.starts_with(&text[at..]));
        let behind = |word: &str| -> BTreeSet<usize> {
            places.iter().filter(|&&at| text[at..].starts_with(word)).map(|at| at + word.len()).collect()
        };
        let words = match piece {
            Piece::Text(text) => std::slice::from_ref(text),
            Piece::OneOf(words) => words,
            Piece::Any => {
                let Some(&first) = places.first() else { return false };
                places = text[first..].char_indices().map(|(at, _)| first + at).chain([text.len()]).collect();
                continue;
            }
        };
        if whole == Whole::OrStart && words.iter().any(|word| cut_off(word)) {
            return true;
        }
        places = words.iter().flat_map(|word| behind(word)).collect();
    }
    places.contains(&text.len())
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
    fn many_placeholders_for_any_text_cost_no_more_than_one() {
        let line = one(&"{..}a".repeat(40));
        assert!(line.matches(&"ba".repeat(60)) && !line.matches(&"ba".repeat(30)));
        assert!(line.can_start_with(&"ba".repeat(30)));
    }

    #[test]
    fn a_range_that_counts_down_is_refused() {
        let said = |line| Pattern::expand(line).unwrap_err().to_string();
        assert!(said("n {9..1}").contains("`{9..1}` counts down") && said("n {9..1}").contains("`{1..9}`"));
        assert!(said("n {j..a}").contains("`{a..j}`"));
        assert_eq!(one("n {7..7}").to_string(), "n 7");
    }

    #[test]
    fn ranges_make_no_more_lines_than_there_is_room_for() {
        assert_eq!(Pattern::expand("{1..1000}").unwrap().len(), MOST);
        assert_eq!(Pattern::expand("{1..100}{a..j}").unwrap().len(), MOST);
        for line in ["{1..1001}", "{1..101}{a..j}", "{0..4294967295}", "{1..1000}{1..1000}{1..1000}"] {
            let said = Pattern::expand(line).unwrap_err().to_string();
            assert!(said.contains("more than 1000 lines"), "{line}: {said}");
        }
    }

    #[test]
    fn an_unknown_placeholder_is_named() {
        for line in ["{name}", "a {", "b }", "{}", "{a..Z}"] {
            let error = Pattern::expand(line).unwrap_err().to_string();
            assert!(error.contains("unknown placeholder"), "{line}: {error}");
        }
    }
}
