//! Comments in a page that ask for something: `<!-- schedules: outputs -->`.

use std::ops::Range;

use pulldown_cmark::{Event, Options, Parser, Tag};

/// How such a comment begins.
const WORD: &str = "schedules:";

/// A comment in a page that asks for something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    /// Where it stands in the text.
    pub place: Range<usize>,
    /// From 1.
    pub line: usize,
    /// What it asks for.
    pub words: String,
    /// Whether nothing else stands on its lines.
    pub is_alone: bool,
}

/// All of them in a page, in order; what stands in code is none.
pub fn marks(text: &str) -> Vec<Mark> {
    let events = Parser::new_ext(text, Options::ENABLE_TABLES).into_offset_iter();
    let places = events.filter_map(|(event, range)| match event {
        Event::Start(Tag::HtmlBlock) => Some((range, true)),
        Event::InlineHtml(_) => Some((range, false)),
        _ => None,
    });
    places.flat_map(|(range, is_block)| within(text, range, is_block)).collect()
}

/// What a comment asks for, if it asks for anything.
pub fn asked(comment: &str) -> Option<&str> {
    comment.trim().strip_prefix(WORD).map(str::trim)
}

fn within(text: &str, range: Range<usize>, is_block: bool) -> Vec<Mark> {
    let mut found = Vec::new();
    let mut from = range.start;
    while let Some(start) = text[from..range.end].find("<!--").map(|at| from + at) {
        let Some(length) = text[start..range.end].find("-->") else { break };
        let end = start + length + 3;
        if let Some(words) = asked(&text[start + 4..end - 3]) {
            let line = text[..start].matches('\n').count() + 1;
            let is_alone = is_block && is_alone(text, start, end);
            found.push(Mark { place: start..end, line, words: words.to_owned(), is_alone });
        }
        from = end;
    }
    found
}

fn is_alone(text: &str, start: usize, end: usize) -> bool {
    let before = text[..start].rsplit('\n').next().unwrap_or_default();
    let after = text[end..].split('\n').next().unwrap_or_default();
    // It may be in a quotation or a list.
    let stands = |c: char| c.is_whitespace() || c.is_ascii_digit() || ">-*+.)".contains(c);
    before.chars().all(stands) && after.trim().is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_comment_asks_where_it_is_one() {
        let text = "a\n\n<!-- schedules: outputs -->\n\n```\n<!-- schedules: quiz -->\n```\n\n> <!--schedules:  a b-->\n\n<!-- other -->\n\nx <!-- schedules: timeline --> y\n";
        let found: Vec<_> =
            marks(text).into_iter().map(|mark| (mark.line, mark.words, mark.is_alone)).collect();
        let expected = [(3, "outputs", true), (9, "a b", true), (13, "timeline", false)];
        assert_eq!(found, expected.map(|(line, words, alone)| (line, words.to_owned(), alone)));
        assert_eq!(&text[marks(text)[0].place.clone()], "<!-- schedules: outputs -->");
    }
}
