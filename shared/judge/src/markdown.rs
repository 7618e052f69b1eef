//! What of a page of Markdown matters here, in order.

use pulldown_cmark::{CodeBlockKind, Event, HeadingLevel, Options, Parser, Tag, TagEnd};

/// Something in a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Item {
    /// A heading of this level, 1 for the uppermost.
    Heading(u8),
    Code(Code),
    /// What stands in an HTML comment.
    Comment(String),
    /// The name of the file that the next block shows.
    File(String),
    /// Words of the prose, which may be a directive of mdBook's.
    Prose {
        line: usize,
        text: String,
    },
}

/// A block of code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Code {
    /// The line of its opening fence, from 1.
    pub line: usize,
    /// What stands behind the fence.
    pub info: String,
    pub text: String,
    /// Whether its fence ends.
    pub is_closed: bool,
}

impl Code {
    /// The language: what stands first behind the fence.
    pub fn language(&self) -> &str {
        self.info.split([',', ' ', '{']).next().unwrap_or_default().trim()
    }

    /// Whether one of the words behind the fence is this one.
    pub fn has(&self, word: &str) -> bool {
        self.info.split([',', ' ']).any(|one| one == word)
    }
}

/// The items of a page, whose lines end as on Unix.
pub fn items(text: &str) -> Vec<Item> {
    let lines = Lines::of(text);
    let mut items = Vec::new();
    let mut code: Option<Code> = None;
    let mut html = String::new();
    for (event, range) in Parser::new_ext(text, Options::ENABLE_TABLES).into_offset_iter() {
        match event {
            Event::Start(Tag::Heading { level, .. }) => items.push(Item::Heading(number(level))),
            Event::Start(Tag::CodeBlock(kind)) => {
                let (info, is_closed) = match kind {
                    CodeBlockKind::Fenced(info) => (info.to_string(), is_closed(&text[range.clone()])),
                    // Nobody says what it is.
                    CodeBlockKind::Indented => ("indented".to_owned(), true),
                };
                code = Some(Code { line: lines.at(range.start), info, text: String::new(), is_closed });
            }
            Event::End(TagEnd::CodeBlock) => items.extend(code.take().map(Item::Code)),
            Event::Text(part) => {
                if let Some(code) = &mut code {
                    code.text += &part;
                }
            }
            Event::Start(Tag::Paragraph) => {
                let text = text[range.clone()].to_owned();
                let named =
                    text.split_once("class=\"filename\">").and_then(|(_, rest)| rest.split('<').next());
                let file = named.and_then(|named| named.split_whitespace().last()).map(str::to_owned);
                items.push(Item::Prose { line: lines.at(range.start), text });
                items.extend(file.map(Item::File));
            }
            Event::Html(part) => html += &part,
            Event::End(TagEnd::HtmlBlock) => {
                let html = std::mem::take(&mut html);
                items.extend(comments(&html));
                let named = html.split_once("file-name=\"").and_then(|(_, rest)| rest.split('"').next());
                items.extend(named.map(|name| Item::File(name.to_owned())));
            }
            Event::InlineHtml(part) => items.extend(comments(&part)),
            _ => {}
        }
    }
    items
}

/// What stands in the comments of a piece of HTML.
fn comments(html: &str) -> Vec<Item> {
    let parts = html.split("<!--").skip(1);
    parts.map(|part| Item::Comment(part.split("-->").next().unwrap_or(part).to_owned())).collect()
}

/// Whether a block that begins with a fence ends with one, too.
fn is_closed(block: &str) -> bool {
    let fence = |line: &str| {
        let line = line.trim_start_matches([' ', '>', '\t']);
        let first = line.chars().next().filter(|c| ['`', '~'].contains(c));
        first.map_or(0, |first| line.chars().take_while(|c| *c == first).count())
    };
    let mut lines = block.trim_end().lines();
    let opens = lines.next().map_or(0, fence);
    lines.next_back().is_some_and(|last| fence(last) >= opens.max(3))
}

fn number(level: HeadingLevel) -> u8 {
    level as u8
}

/// Where lines begin.
struct Lines(Vec<usize>);

impl Lines {
    fn of(text: &str) -> Lines {
        Lines(text.match_indices('\n').map(|(at, _)| at).collect())
    }

    /// The line of a place, from 1.
    fn at(&self, place: usize) -> usize {
        self.0.partition_point(|end| *end < place) + 1
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn codes(text: &str) -> Vec<(usize, String, bool)> {
        let codes = items(text).into_iter().filter_map(|item| match item {
            Item::Code(code) => Some((code.line, code.text, code.is_closed)),
            _ => None,
        });
        codes.collect()
    }

    #[test]
    fn blocks_have_the_lines_of_their_fences() {
        let text = "# T\n\n```text\na\n```\n\n- x\n\n  ~~~text\n  b\n  ~~~\n\n> ```text\n> c\n> ```\n";
        let found = codes(text);
        let found: Vec<_> =
            found.iter().map(|(line, text, closed)| (*line, text.as_str(), *closed)).collect();
        assert_eq!(found, [(3, "a\n", true), (9, "b\n", true), (13, "c\n", true)]);
    }

    #[test]
    fn what_stands_in_a_comment_is_no_prose() {
        let text = "<!--\n```text\na\n```\n-->\n\nx\n\n<!-- cd listings/a -->\n\n```text\nb\n```\n";
        assert_eq!(codes(text), [(11, "b\n".to_owned(), true)]);
        assert!(items(text).contains(&Item::Comment(" cd listings/a ".to_owned())));
    }

    #[test]
    fn a_fence_that_never_ends_is_noticed() {
        assert_eq!(codes("```text\na\n\n## b\n"), [(1, "a\n\n## b\n".to_owned(), false)]);
        assert_eq!(codes("````text\na\n```\n"), [(1, "a\n```\n".to_owned(), false)]);
    }
}
