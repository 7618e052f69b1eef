//! What `cargo xtask` puts before a program's lines.

/// A line without the time that `cargo xtask run --times` puts before it: `  0.508 s  received 'from'`.
pub fn without_time(line: &str) -> Option<&str> {
    let (seconds, rest) = line.trim_start().split_once(" s")?;
    let (whole, part) = seconds.split_once('.')?;
    let digits = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
    let is_time = !whole.is_empty() && digits(whole) && part.len() == 3 && digits(part);
    if !is_time {
        return None;
    }
    if rest.is_empty() { Some(rest) } else { rest.strip_prefix("  ") }
}

/// Whether a line is one of `explore`, `explain` or `timeline`: `    500 ms  main  received 'from'`.
pub fn is_row(line: &str) -> bool {
    let time = line.trim_start().split_once(" ms ");
    line.starts_with("  ")
        && time.is_some_and(|(ms, _)| !ms.is_empty() && ms.bytes().all(|b| b.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::{is_row, without_time};

    #[test]
    fn a_time_is_taken_away() {
        assert_eq!(without_time("  0.508 s  received 'from'"), Some("received 'from'"));
        assert_eq!(without_time("123.004 s    indented"), Some("  indented"));
        assert_eq!(without_time("  0.508 s"), Some(""));
        for line in ["0.5 s  x", "it took 0.508 s  x", "0.508 seconds", ""] {
            assert_eq!(without_time(line), None, "{line}");
        }
    }

    #[test]
    fn rows_of_explore_are_told_from_a_programs_lines() {
        assert!(is_row("      500 ms  main  received 'from'") && is_row("   2000 ms  │   ● sends"));
        assert!(!is_row("500 ms passed") && !is_row("  slept 500 ms twice"));
    }
}
