//! Whether a line that somebody saw is one that the program prints.

use screen::Header;
use std::borrow::Cow;

/// Compares lines of a program that is in this file: two runs of it may be built at different places, and have different
/// numbers for their threads.
#[derive(Clone, Debug)]
pub(crate) struct Likeness {
    file: String,
}

impl Likeness {
    pub fn new(file: Option<&str>) -> Likeness {
        Likeness { file: file.unwrap_or_default().to_owned() }
    }

    /// Whether a line was seen as it was printed.
    pub fn is_like(&self, printed: &str, seen: &str) -> bool {
        printed == seen || self.is_like_header(printed, seen) || self.is_like_elsewhere(printed, seen)
    }

    /// Whether what was seen is the beginning of a line that was printed.
    pub fn starts_like(&self, printed: &str, seen: &str) -> bool {
        let is_header = |header: Header<'_>| {
            let beginning = format!("thread '{}' panicked at ", header.thread);
            let seen = without_number(seen);
            beginning.starts_with(&*seen) || seen.starts_with(&beginning)
        };
        printed.starts_with(seen) || Header::read(printed).is_some_and(is_header)
    }

    /// Whether a line may come of what was printed of it so far.
    pub fn may_become(&self, so_far: &str, seen: &str) -> bool {
        let is_plain = !so_far.contains(char::is_control) && !so_far.starts_with("thread '");
        let has_file = !self.file.is_empty() && so_far.contains(&self.file);
        !is_plain || has_file || seen.starts_with(so_far.trim_end_matches(' '))
    }

    fn is_like_header(&self, printed: &str, seen: &str) -> bool {
        let headers = Header::read(printed).zip(Header::read(seen));
        headers.is_some_and(|(printed, seen)| printed.is_like(&seen, &self.file))
    }

    /// Whether the lines are the same but for where the program's file is, as in what `dbg!` prints.
    fn is_like_elsewhere(&self, printed: &str, seen: &str) -> bool {
        if self.file.is_empty() {
            return false;
        }
        let mut parts = printed.split(&self.file);
        let Some(mut rest) = parts.next().and_then(|start| seen.strip_prefix(start)) else { return false };
        for part in parts {
            let Some(end) = rest.find(".rs") else { return false };
            let Some(after) = rest[end + 3..].strip_prefix(part) else { return false };
            rest = after;
        }
        rest.is_empty() && printed.contains(&self.file)
    }
}

/// `thread 'main' panicked`, of `thread 'main' (4711) panicked`; what is cut off within the number goes with it.
fn without_number(seen: &str) -> Cow<'_, str> {
    match seen.split_once("' (") {
        Some((thread, rest)) => {
            let (_, after) = rest.split_once(')').unwrap_or_default();
            Cow::Owned(format!("{thread}'{after}"))
        }
        None => Cow::Borrowed(seen),
    }
}

#[cfg(test)]
mod tests {
    use super::Likeness;

    fn likeness() -> Likeness {
        Likeness::new(Some("/home/x/my.rs"))
    }

    #[test]
    fn where_the_programs_file_is_does_not_matter() {
        let is_like = |seen| likeness().is_like("[/home/x/my.rs:3:5] n = 1", seen);
        assert!(is_like("[src/main.rs:3:5] n = 1") && is_like(r"[C:\a b\main.rs:3:5] n = 1"));
        assert!(!is_like("[src/main.rs:3:6] n = 1") && !is_like("[src/main.rs:3:5] n = 2") && !is_like("[]"));
        assert!(likeness().is_like("/home/x/my.rs /home/x/my.rs", "a.rs b.rs"));
        assert!(!likeness().is_like("hi", "ho") && likeness().is_like("hi", "hi"));
    }

    #[test]
    fn a_line_may_begin_like_another() {
        let header = "thread 'main' (1) panicked at /home/x/my.rs:6:5:";
        for seen in [
            "thread 'ma",
            "thread 'main' (47",
            "thread 'main' (4711) panicked at src/ma",
            "thread 'main' pan",
        ] {
            assert!(likeness().starts_like(header, seen), "{seen}");
        }
        assert!(!likeness().starts_like(header, "thread 'b") && !likeness().starts_like("hi", "ho"));
    }

    #[test]
    fn what_is_under_way_may_become_some_lines_and_not_others() {
        assert!(likeness().may_become("hi ", "hi you") && likeness().may_become("hi ", "hi"));
        assert!(!likeness().may_become("hi ", "ho"));
        assert!(likeness().may_become("10 %\r", "20 %"));
    }
}
