//! What is printed into the middle of a program's output by nobody that the program's text knows of: backtraces, and the
//! echo of Ctrl-C.

use crate::panic::is_note;

/// What a terminal shows when somebody presses Ctrl-C.
const CTRL_C: &str = "^C";

/// Which lines may belong to a backtrace or to what is said of one.
pub fn backtraces(lines: &[impl AsRef<str>]) -> Vec<bool> {
    let mut within = false;
    let mut aside = Vec::with_capacity(lines.len());
    for line in lines {
        let line = line.as_ref();
        let ends = line.starts_with("note: Some details are omitted, run with `RUST_BACKTRACE=full`");
        let is_part = line == "stack backtrace:" || within && (is_frame(line) || ends);
        within = is_part && !ends;
        aside.push(is_part || is_note(line));
    }
    aside
}

/// Whether a line stands for others that were left out: `--snip--`.
pub fn is_gap(line: &str) -> bool {
    let line = line.trim();
    let line = line.strip_prefix("//").unwrap_or(line).trim();
    let word = line.strip_prefix("--").and_then(|rest| rest.strip_suffix("--"));
    let is_snip = word.is_some_and(|word| {
        let word = word.trim_matches(['-', ' ']);
        word == "snip" || word == "snipped" || !word.is_empty() && word.chars().all(is_a_letter_of_others)
    });
    is_snip || ["...", "[...]", "…", "[…]", "⋮"].contains(&line)
}

/// A word for it in another language: a program rather prints `-- end --`.
fn is_a_letter_of_others(c: char) -> bool {
    c.is_alphabetic() && !c.is_ascii()
}

/// A line without the echo of Ctrl-C; `None` if there is none in it.
pub fn without_ctrl_c(line: &str) -> Option<String> {
    line.contains(CTRL_C).then(|| line.replace(CTRL_C, "").trim_end().to_owned())
}

/// `   0: std::panicking::begin_panic` or `             at /rustc/…`.
fn is_frame(line: &str) -> bool {
    let frame = line.trim_start();
    let number = frame.split_once(':').is_some_and(|(number, _)| number.parse::<u32>().is_ok());
    line.starts_with(' ') && (number || frame.starts_with("at "))
}

#[cfg(test)]
mod tests {
    use super::{backtraces, is_gap, without_ctrl_c};

    #[test]
    fn a_backtrace_goes_as_far_as_its_frames() {
        let text = "thread 'main' panicked at src/main.rs:6:5:\noh\nstack backtrace:\n   0: std::panic\n             at \
                    /rustc/x.rs:1:2\n  12: main\nnote: Some details are omitted, run with `RUST_BACKTRACE=full` for a verbose \
                    backtrace.\n   1: the program's\n";
        let lines: Vec<&str> = text.lines().collect();
        assert_eq!(backtraces(&lines), [false, false, true, true, true, true, true, false]);
    }

    #[test]
    fn what_stands_for_lines_that_were_left_out_is_a_gap() {
        for line in ["--snip--", "// --snip--", "-- snip --", "--省略--", "...", "[…]"] {
            assert!(is_gap(line), "{line}");
        }
        for line in ["", "--", "----", "-- end --", "--verbose--", "a --snip--", "....", "hi..."] {
            assert!(!is_gap(line), "{line}");
        }
    }

    #[test]
    fn the_echo_of_ctrl_c_is_taken_out_wherever_it_stands() {
        assert_eq!(without_ctrl_c("hi number 3^C").as_deref(), Some("hi number 3"));
        assert_eq!(without_ctrl_c("^Chi").as_deref(), Some("hi"));
        assert_eq!(without_ctrl_c("^C^C").as_deref(), Some(""));
        assert_eq!(without_ctrl_c("hi"), None);
    }
}
