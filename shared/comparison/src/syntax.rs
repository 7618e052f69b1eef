//! What the words of a line of Rust are, for their colours.

use crate::words::words;

const KEYWORDS: [&str; 36] = [
    "as", "async", "await", "break", "const", "continue", "crate", "dyn", "else", "enum", "extern", "false",
    "fn", "for", "if", "impl", "in", "let", "loop", "match", "mod", "move", "mut", "pub", "ref", "return",
    "self", "Self", "static", "struct", "trait", "true", "type", "use", "where", "while",
];

/// What a word is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Class {
    Plain,
    Keyword,
    Type,
    Macro,
    Number,
    Text,
    Comment,
}

impl Class {
    /// Its name in a page.
    pub fn name(self) -> &'static str {
        match self {
            Class::Plain => "",
            Class::Keyword => "k",
            Class::Type => "t",
            Class::Macro => "m",
            Class::Number => "n",
            Class::Text => "s",
            Class::Comment => "c",
        }
    }
}

/// Each byte of a line belongs to such a word.
pub(crate) fn classes(line: &str) -> Vec<Class> {
    let words = words(line);
    let mut classes = Vec::new();
    let (mut in_text, mut in_comment, mut is_escaped) = (false, false, false);
    for (index, word) in words.iter().enumerate() {
        in_comment |= *word == "//" && !in_text;
        let begins_or_ends = *word == "\"" && !in_comment && !is_escaped;
        let class = match *word {
            _ if in_comment => Class::Comment,
            _ if in_text || begins_or_ends => Class::Text,
            _ => of_code(word, words.get(index + 1).copied().unwrap_or_default()),
        };
        in_text ^= begins_or_ends;
        is_escaped = in_text && *word == "\\" && !is_escaped;
        classes.extend(std::iter::repeat_n(class, word.len()));
    }
    classes
}

fn of_code(word: &str, next: &str) -> Class {
    match word.chars().next() {
        _ if KEYWORDS.contains(&word) => Class::Keyword,
        Some(c) if c.is_ascii_digit() => Class::Number,
        Some(c) if c.is_alphabetic() && next == "!" => Class::Macro,
        Some(c) if c.is_uppercase() => Class::Type,
        _ => Class::Plain,
    }
}

#[cfg(test)]
mod tests {
    use super::{Class, classes};

    fn of(line: &str, word: &str) -> Class {
        classes(line)[line.find(word).unwrap()]
    }

    #[test]
    fn words_within_texts_and_comments_are_no_code() {
        let line = r#"let x: Vec<u8> = f("let \" in", 12); println!("{x}"); // for you"#;
        assert_eq!(of(line, "let"), Class::Keyword);
        assert_eq!(of(line, "Vec"), Class::Type);
        assert_eq!(of(line, "in\""), Class::Text);
        assert_eq!(of(line, "12"), Class::Number);
        assert_eq!(of(line, "println"), Class::Macro);
        assert_eq!(of(line, "for"), Class::Comment);
        assert_eq!(of(line, "x:"), Class::Plain);
    }
}
