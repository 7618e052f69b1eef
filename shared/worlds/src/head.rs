//! The lines at the top of a program that are about the whole file.

use std::ops::Range;

/// The lines at the top of a program that are about the whole file (`#!`, `//!`, `#![…]`): a file that is included in another
/// can't have them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Head {
    /// Where they are, in bytes, and whether the compiler has to know them.
    parts: Vec<(Range<usize>, Matters)>,
}

/// Whether the compiler has to know something to give the same program.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Matters {
    Yes,
    /// Comments, and what could make errors of warnings.
    No,
}

/// What only decides about warnings, and could make errors of them.
const LINTS: [&str; 3] = ["expect", "deny", "forbid"];

impl Head {
    pub fn of(text: &str) -> Head {
        let mut head = Head::default();
        let mut at = 0;
        while let Some((end, matters)) = part(text, at) {
            if let Some(matters) = matters {
                head.parts.push((at..end, matters));
            }
            at = end;
        }
        head
    }

    /// Whether there is nothing of it.
    pub fn is_empty(&self) -> bool {
        self.parts.is_empty()
    }

    /// The text with blanks in its place.
    pub fn cut_from(&self, text: &str) -> String {
        blank(text, |at| self.parts.iter().any(|(part, _)| part.contains(&at)))
    }

    /// What the compiler has to know of it, where it stands in the text.
    pub fn alone(&self, text: &str) -> String {
        let end = self.parts.last().map_or(0, |(part, _)| part.end);
        let matters =
            |at| self.parts.iter().any(|(part, matters)| *matters == Matters::Yes && part.contains(&at));
        blank(&text[..end], |at| !matters(at))
    }
}

/// The text with blanks instead of some characters; lines and columns stay as they are.
fn blank(text: &str, is_blank: impl Fn(usize) -> bool) -> String {
    let keep = |(at, c)| if c != '\n' && is_blank(at) { ' ' } else { c };
    text.char_indices().map(keep).collect()
}

/// Where the blank, the comment or the part of the head ends that begins here; `None` at the first item.
fn part(text: &str, at: usize) -> Option<(usize, Option<Matters>)> {
    let rest = &text[at..];
    let first = rest.chars().next()?;
    if first.is_whitespace() || first == '\u{feff}' {
        return Some((at + first.len_utf8(), None));
    }
    let line = at + rest.find('\n').unwrap_or(rest.len());
    let is_attribute = rest.strip_prefix("#!").is_some_and(|rest| rest.trim_start().starts_with('['));
    if is_attribute {
        return Some((at + attribute(rest)?, Some(matters(rest))));
    }
    if at == 0 && rest.starts_with("#!") {
        return Some((line, Some(Matters::No)));
    }
    if rest.starts_with("//") {
        let is_of_an_item = rest.starts_with("///") && !rest.starts_with("////");
        let is_of_the_file = rest.starts_with("//!");
        return (!is_of_an_item).then_some((line, is_of_the_file.then_some(Matters::No)));
    }
    if rest.starts_with("/*") {
        let is_of_an_item = rest.starts_with("/**") && !rest.starts_with("/***") && !rest.starts_with("/**/");
        let is_of_the_file = rest.starts_with("/*!");
        return (!is_of_an_item).then_some((at + comment(rest)?, is_of_the_file.then_some(Matters::No)));
    }
    None
}

fn matters(attribute: &str) -> Matters {
    let inside = attribute.trim_start_matches(|c: char| "#![".contains(c) || c.is_whitespace());
    let name = inside.split(|c: char| !c.is_alphanumeric() && c != '_').next().unwrap_or_default();
    if LINTS.contains(&name) || name == "doc" { Matters::No } else { Matters::Yes }
}

/// Where the comment ends with which a text begins; comments can stand in each other.
fn comment(text: &str) -> Option<usize> {
    let mut depth = 0;
    let mut at = 0;
    loop {
        let rest = &text[at..];
        at += match (rest.starts_with("/*"), rest.starts_with("*/")) {
            (true, _) => {
                depth += 1;
                2
            }
            (_, true) => {
                depth -= 1;
                2
            }
            _ => rest.chars().next()?.len_utf8(),
        };
        if depth == 0 {
            return Some(at);
        }
    }
}

/// Where the attribute ends with which a text begins.
fn attribute(text: &str) -> Option<usize> {
    let mut depth = 0;
    let mut chars = text.char_indices();
    while let Some((at, c)) = chars.next() {
        match c {
            '[' => depth += 1,
            ']' if depth == 1 => return Some(at + 1),
            ']' => depth -= 1,
            '"' => loop {
                match chars.next()?.1 {
                    '\\' => drop(chars.next()),
                    '"' => break,
                    _ => {}
                }
            },
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::Head;

    #[test]
    fn what_is_about_the_whole_file_is_cut_out_and_lines_and_columns_stay() {
        let text = "//! What it does.\n// A note.\n#![deny(unused)] #![feature(x)]\n\nfn main() {\n    #![allow(dead_code)]\n}\n";
        let head = Head::of(text);
        let plain = "                 \n// A note.\n                               \n\nfn main() {\n    #![allow(dead_code)]\n}\n";
        assert_eq!(head.cut_from(text), plain);
        assert_eq!(head.alone(text), "                 \n          \n                 #![feature(x)]");
    }

    #[test]
    fn a_file_without_it_stays_as_it_is() {
        for text in
            ["// A note.\nfn main() {}\n//! late\n", "/// main\nfn main() {}", "/* a /* b */ c */ use a;", ""]
        {
            assert!(Head::of(text).is_empty(), "{text:?}");
        }
    }

    #[test]
    fn an_attribute_ends_where_its_bracket_does() {
        for text in [
            "#![doc = \"]\"]",
            "#![cfg_attr(all(), allow(unused))]",
            "#! [\n feature(a,\n b)]",
            "#!/usr/bin/env run",
        ] {
            assert_eq!(Head::of(&format!("{text}\nfn main() {{}}")).parts[0].0, 0..text.len(), "{text}");
        }
    }
}
