//! A session on a terminal that somebody copied.

use crate::ended::Ended;
use crate::shown::shown;
use crate::{aside, cargo, prompt, shell, times};

/// A session on a terminal that somebody copied, or a part of it. What of it a program printed is not always certain: a
/// program can print `$ cargo run` too. So each line has several [`Reading`]s, and whoever knows what the program prints
/// decides.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Text {
    /// Each line as it is numbered in the text, from 1.
    pub lines: Vec<Line>,
    /// What the program printed may begin at any line up to this one; what stands before it are a prompt, cargo's words and
    /// the like.
    pub starts: usize,
    /// It may end before this line or any further one.
    pub ends: usize,
}

/// A line of a session.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// What it may be.
    pub readings: Vec<Reading>,
    /// What it says of the program's end if it is none of the program's.
    pub ended: Option<Ended>,
}

/// What a line of a session may be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reading {
    /// A line that the program printed.
    Whole(String),
    /// The beginning of a line, the last thing to be seen of the program.
    Start(String),
    /// Nothing that the program printed, though it may go on after it.
    Aside,
    /// Any lines that the program printed, also none.
    Gap,
}

impl Text {
    /// Reads a text as it was copied from a terminal, or written into a file.
    pub fn read(text: &str) -> Text {
        let has_lines = text.contains('\n');
        let raw: Vec<&str> = match text {
            "" => Vec::new(),
            // Lines ended so, once.
            _ if !has_lines => text.split_terminator('\r').collect(),
            _ => text.split_terminator('\n').collect(),
        };
        let lines: Vec<_> = raw.into_iter().map(shown).collect();
        let is_open = !text.ends_with(['\n', '\r']);
        let starts = head(&lines);
        let ends = lines.iter().rposition(|line| !is_tail(line)).map_or(0, |last| last + 1);
        let has_times = (starts.min(ends)..ends).all(|index| times::without_time(&lines[index]).is_some());
        let backtraces = aside::backtraces(&lines);
        let read = |(index, line): (usize, &std::borrow::Cow<'_, str>)| {
            let mut readings = vec![Reading::Whole(line.to_string())];
            let is_last = index + 1 >= ends;
            if is_open && index + 1 == lines.len() {
                readings.push(Reading::Start(line.to_string()));
            }
            if has_times && let Some(text) = times::without_time(line) {
                readings.push(Reading::Whole(text.to_owned()));
            }
            if backtraces[index] {
                readings.push(Reading::Aside);
            }
            if aside::is_gap(line) {
                readings.push(Reading::Gap);
            }
            readings.extend(without_echo(line, is_last));
            if is_last {
                let before = prompt::before(line).into_iter();
                readings.extend(before.map(|start| Reading::Start(start.trim_end().to_owned())));
            }
            Line { readings, ended: Ended::read(line) }
        };
        let lines = lines.iter().enumerate().map(read).collect();
        Text { lines, starts, ends }
    }

    /// Whether what the program printed may end before this line; if so, what the text says of how it ended.
    pub fn ended(&self, index: usize) -> Option<Option<Ended>> {
        let rest = self.lines.get(index..)?;
        (index >= self.ends).then(|| rest.iter().find_map(|line| line.ended))
    }

    /// The lines that hardly anybody but the program can have printed.
    pub fn own(&self) -> impl Iterator<Item = &str> {
        let own = self.starts.min(self.ends)..self.ends;
        self.lines[own].iter().filter_map(|line| match line.readings.first() {
            Some(Reading::Whole(text)) => Some(text.as_str()),
            _ => None,
        })
    }

    /// Why there may be nothing of a program's in a text, where that is plain: a sentence.
    pub fn is_none(&self) -> Option<&'static str> {
        if self.own().any(times::is_row) {
            return Some(
                "it holds lines as `cargo xtask` shows them, with times and names before them; give what the program itself \
                 printed",
            );
        }
        let refused = self.own().any(cargo::is_refusal);
        refused.then_some("it holds rustc's errors: the program was not compiled, so it printed nothing")
    }
}

/// How many lines at the beginning need not be the program's.
fn head(lines: &[impl AsRef<str>]) -> usize {
    let mut index = 0;
    while let Some(line) = lines.get(index).map(AsRef::as_ref) {
        let next = lines.get(index + 1).and_then(|next| prompt::command(next.as_ref()));
        // The first line of a prompt that has two.
        let is_above_a_prompt = index == 0 && next.is_some_and(prompt::is_command);
        let is_shells = line.is_empty()
            || aside::is_gap(line)
            || prompt::command(line).is_some()
            || prompt::is_bare_command(line);
        index += match cargo::lines(&lines[index..]) {
            0 if is_shells || shell::is_greeting(line) || is_above_a_prompt => 1,
            0 => return index,
            count => count,
        };
    }
    index
}

/// Whether a line at the end need not be the program's.
fn is_tail(line: &str) -> bool {
    let is_echo = aside::without_ctrl_c(line).is_some_and(|rest| is_tail(&rest));
    let is_cargos = line.contains("process didn't exit successfully: ") || line == "Caused by:";
    line.is_empty()
        || is_echo
        || aside::is_gap(line)
        || is_cargos
        || prompt::command(line).is_some()
        || shell::is_farewell(line)
}

/// What a line may be if Ctrl-C was pressed while it was shown.
fn without_echo(line: &str, is_last: bool) -> Vec<Reading> {
    match aside::without_ctrl_c(line) {
        None => Vec::new(),
        Some(rest) if rest.is_empty() => vec![Reading::Aside],
        Some(rest) if is_last => vec![Reading::Whole(rest.clone()), Reading::Start(rest)],
        Some(rest) => vec![Reading::Whole(rest)],
    }
}

#[cfg(test)]
mod tests {
    use super::{Reading, Text};
    use crate::Ended;

    fn own(text: &str) -> Vec<String> {
        Text::read(text).own().map(str::to_owned).collect()
    }

    #[test]
    fn what_stands_around_a_programs_lines_need_not_be_its_own() {
        let text = "user@host:~/x$ cargo run -p x\n   Compiling x v0.1.0 (/x)\nwarning: unused variable: `a`\n --> \
                    src/main.rs:2:9\n  |\n2 |     let a = 1;\n  |         ^\n\nwarning: `x` (bin \"x\") generated 1 warning\n    \
                    Finished `dev` profile [unoptimized + debuginfo] target(s) in 0.5s\n     Running `target/debug/x`\nhi\n\nho\n\
                    user@host:~/x$ ";
        assert_eq!(own(text), ["hi", "", "ho"]);
        assert_eq!(own("\n\nhi\n\n\n"), ["hi"]);
        assert_eq!(own("~/x via 🦀\n❯ cargo run\nhi\n"), ["hi"]);
        assert_eq!(own("$ cargo run\n"), [""; 0]);
    }

    #[test]
    fn a_line_that_looks_like_a_shells_may_still_be_the_programs() {
        let text = Text::read("$ x\nhi\nFinished it\n");
        assert_eq!((text.starts, text.ends), (1, 3));
        assert_eq!(text.lines[0].readings[0], Reading::Whole("$ x".to_owned()));
    }

    #[test]
    fn only_a_line_without_an_end_may_be_the_beginning_of_one() {
        let starts = |text: &str| {
            let last = Text::read(text).lines.pop().unwrap();
            last.readings.contains(&Reading::Start("hi nu".to_owned()))
        };
        assert!(starts("hi nu") && starts("hi nu^C\n") && starts("hi nu$ ") && starts("hi nuuser@host:~$ "));
        assert!(!starts("hi nu\n"));
    }

    #[test]
    fn a_session_says_how_the_program_ended() {
        let text = Text::read("hi\nerror: process didn't exit successfully: `x` (exit status: 101)\n$ \n");
        assert_eq!(text.ended(0), None);
        assert_eq!(text.ended(1), Some(Some(Ended::Code(101))));
        assert_eq!(text.ended(2), Some(None));
        assert_eq!(text.ended(4), None);
    }

    #[test]
    fn line_ends_of_all_systems_are_line_ends() {
        for text in ["a\nb\n", "a\r\nb\r\n", "a\rb\r", "a\nb"] {
            assert_eq!(own(text), ["a", "b"], "{text:?}");
        }
    }

    #[test]
    fn times_are_taken_away_where_each_line_has_one() {
        let has = |text: &str| Text::read(text).lines[0].readings.contains(&Reading::Whole("hi".to_owned()));
        assert!(has("  0.001 s  hi\n  0.002 s  ho\n"));
        assert!(!has("  0.001 s  hi\nho\n"));
    }

    #[test]
    fn what_is_no_output_of_a_program_is_said_to_be_none() {
        let none = |text: &str| Text::read(text).is_none();
        assert!(none("17-12  A title\n1 output\n\n      0 ms  main  received 'hi'\n").is_some());
        assert!(
            none("error[E0382]: x\nerror: could not compile `x` (bin \"x\") due to 1 previous error\n")
                .is_some()
        );
        assert_eq!(none("received 'hi'\n"), None);
    }
}
