//! Texts that stand in Markdown as they are.

/// A block of lines in which nothing has a meaning of its own.
pub fn block(language: &str, text: &str) -> String {
    let fence = "`".repeat(longest_run(text).max(2) + 1);
    format!("{fence}{language}\n{}\n{fence}", text.trim_end_matches('\n'))
}

/// The same within a sentence.
pub fn inline(text: &str) -> String {
    let fence = "`".repeat(longest_run(text) + 1);
    let blank = if text.starts_with(['`', ' ']) || text.ends_with(['`', ' ']) { " " } else { "" };
    format!("{fence}{blank}{text}{blank}{fence}")
}

/// How many backticks follow each other.
fn longest_run(text: &str) -> usize {
    text.split(|c| c != '`').map(str::len).max().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::{block, inline};

    #[test]
    fn backticks_end_nothing_that_they_stand_in() {
        assert_eq!(block("", "a ``` b\n"), "````\na ``` b\n````");
        assert_eq!((inline("a"), inline("`a`")), ("`a`".to_owned(), "`` `a` ``".to_owned()));
    }
}
