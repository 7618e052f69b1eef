//! The words of a line of Rust.

/// Signs of two characters that are one word.
const PAIRS: [&str; 6] = ["::", "||", "//", "=>", "..", "()"];

/// Splits a line into names and numbers, spaces, and signs. Nothing is left out.
pub(crate) fn words(line: &str) -> Vec<&str> {
    let mut rest = line;
    let mut words = Vec::new();
    while let Some(first) = rest.chars().next() {
        let run = |is_part: fn(char) -> bool| rest.find(|c| !is_part(c)).unwrap_or(rest.len());
        let length = match first {
            c if is_name(c) => run(is_name),
            c if c.is_whitespace() => run(char::is_whitespace),
            _ if PAIRS.iter().any(|pair| rest.starts_with(pair)) => 2,
            c => c.len_utf8(),
        };
        let (word, after) = rest.split_at(length);
        words.push(word);
        rest = after;
    }
    words
}

pub(crate) fn is_space(word: &str) -> bool {
    word.starts_with(char::is_whitespace)
}

/// Whether a line that can't be parted at spaces may be parted between these words: before a method, and before what
/// stands in brackets.
pub(crate) fn may_part(before: &str, after: &str) -> bool {
    let begins = matches!(before, "(" | "[" | "|" | "||") && after.starts_with(is_name);
    begins || after == "." && !before.is_empty()
}

fn is_name(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

#[cfg(test)]
mod tests {
    use super::words;

    #[test]
    fn names_spaces_and_signs_are_words_and_nothing_is_lost() {
        let line = "  thread::spawn(move || tx_1.send(\"µ…\"));";
        let expected = [
            "  ", "thread", "::", "spawn", "(", "move", " ", "||", " ", "tx_1", ".", "send", "(", "\"", "µ",
            "…", "\"", ")", ")", ";",
        ];
        assert_eq!(words(line), expected);
        assert_eq!(words(line).concat(), line);
    }
}
