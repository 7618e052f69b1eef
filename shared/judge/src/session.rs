//! What a printed text is: what a program printed, what rustc said, or something else.

use screen::Text;

use crate::complaint::{Complaint, complaints};

/// What a printed text is, or one of the sessions in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Session {
    /// What a program printed that was started with these arguments.
    Run { args: Vec<String>, seen: String },
    /// What rustc said; all of that, or a part.
    Error { complaints: Vec<Complaint>, is_whole: bool },
    /// Something else, and what.
    Other(String),
}

/// What somebody typed.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Typed {
    Runs(Vec<String>),
    Compiles,
    Other(String),
}

impl Session {
    /// The sessions of a text, of which each begins with a command, if there is any.
    pub fn all(text: &str) -> Vec<Session> {
        let mut parts: Vec<(Typed, String)> = Vec::new();
        let mut before = String::new();
        for line in text.lines() {
            match typed(line) {
                Some(command) => parts.push((command, format!("{line}\n"))),
                None => match parts.last_mut() {
                    Some((_, part)) => *part += &format!("{line}\n"),
                    None => before += &format!("{line}\n"),
                },
            }
        }
        if parts.is_empty() {
            return vec![Session::of(None, text)];
        }
        // What only leads to another command, such as `cd`, is no session.
        let says_nothing = |(command, part): &(Typed, String)| {
            let is_bare = part.lines().skip(1).all(|line| line.trim().is_empty());
            is_bare && matches!(command, Typed::Other(_) | Typed::Compiles)
        };
        let last = parts.len() - 1;
        let mut index = 0..;
        parts.retain(|part| !says_nothing(part) || index.next() == Some(last) && last == 0);
        if !before.trim().is_empty() {
            parts.insert(0, (Typed::Runs(Vec::new()), before));
        }
        if parts.is_empty() {
            return vec![Session::Other("commands".to_owned())];
        }
        parts.iter().map(|(command, part)| Session::of(Some(command), part)).collect()
    }

    fn of(command: Option<&Typed>, text: &str) -> Session {
        if text.contains("clippy::") {
            return Session::Other("what clippy says".to_owned());
        }
        let complaints = complaints(text);
        let is_refused = text.lines().any(is_refusal);
        if let Some(Typed::Other(what)) = command {
            return Session::Other(what.clone());
        }
        if !complaints.is_empty() {
            return Session::Error {
                complaints,
                is_whole: command.is_some() && is_refused && !has_gap(text),
            };
        }
        if is_refused {
            return Session::Other("errors of rustc's without their places".to_owned());
        }
        if is_excerpt(text) {
            return Session::Other("a part of what rustc says, without an error's place".to_owned());
        }
        match command {
            Some(Typed::Compiles) => {
                Session::Other("a build, which prints nothing of a program's".to_owned())
            }
            _ if text.lines().all(|line| ["", "$"].contains(&line.trim())) => {
                Session::Other("nothing printed".to_owned())
            }
            // Only cargo's words.
            Some(Typed::Runs(_)) if Text::read(text).own().next().is_none() => {
                Session::Other("a command that prints nothing".to_owned())
            }
            Some(Typed::Runs(args)) => Session::Run { args: args.clone(), seen: text.to_owned() },
            _ => Session::Run { args: Vec::new(), seen: text.to_owned() },
        }
    }
}

/// Whether a text shows what was typed to run a program.
pub fn has_command(text: &str) -> bool {
    text.lines().any(|line| typed(line).is_some())
}

/// Whether a line says that there is no program to run.
pub fn is_refusal(line: &str) -> bool {
    ["error: could not compile `", "error: Could not compile `", "error: aborting due to "]
        .iter()
        .any(|beginning| line.starts_with(beginning))
}

fn has_gap(text: &str) -> bool {
    text.lines().any(screen::is_gap)
}

/// Whether it shows lines of a program as rustc does, below `  |`.
fn is_excerpt(text: &str) -> bool {
    let first = text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
    let speaks =
        ["help: ", "note: ", "warning: ", "  = ", "   = "].iter().any(|word| first.starts_with(word));
    let has_bar = text.lines().any(|line| line.trim_start().starts_with('|'));
    speaks && has_bar && !text.lines().any(|line| line.trim_start().starts_with("Running `"))
}

/// What is typed in a line that begins with a prompt.
fn typed(line: &str) -> Option<Typed> {
    let rest =
        line.strip_prefix("$ ").or_else(|| line.strip_prefix("> ")).or_else(|| line.strip_prefix("PS> "))?;
    let words = words(rest)?;
    let is_setting = |word: &&String| {
        word.split_once('=').is_some_and(|(name, _)| {
            !name.is_empty() && name.chars().all(|c| c.is_ascii_uppercase() || c == '_' || c.is_ascii_digit())
        })
    };
    let settings: Vec<&String> = words.iter().take_while(is_setting).collect();
    let command: Vec<&str> = words.iter().skip(settings.len()).map(String::as_str).collect();
    let harmless = ["RUST_BACKTRACE", "RUSTFLAGS"];
    let set = settings.iter().find(|word| !harmless.iter().any(|name| word.starts_with(name)));
    let is_shells = |word: &&str| ["|", ">", ">>", "<", "2>", "&&", ";", "&"].contains(word);
    let known = match &command[..] {
        ["cargo", rest @ ..] => of_cargo(rest),
        ["rustc", ..] => Typed::Compiles,
        [program, args @ ..] if program.starts_with("./") || program.starts_with(".\\") => {
            Typed::Runs(args.iter().map(ToString::to_string).collect())
        }
        [program, ..] if program.starts_with("target/") => {
            Typed::Runs(command[1..].iter().map(ToString::to_string).collect())
        }
        // A program that prints `> 5` is none of a shell's.
        [first, ..] if line.starts_with("$ ") && first.starts_with(|c: char| c.is_ascii_lowercase()) => {
            Typed::Other("commands".to_owned())
        }
        _ => return None,
    };
    Some(match (known, set) {
        (Typed::Runs(_), Some(set)) => {
            Typed::Other(format!("a run with `{set}`, and the environment is not modelled"))
        }
        (Typed::Runs(_), None) if command.iter().any(is_shells) => {
            Typed::Other("a run whose input or output goes elsewhere".to_owned())
        }
        (other, _) => other,
    })
}

fn of_cargo(words: &[&str]) -> Typed {
    let mut words = words.iter().skip_while(|word| word.starts_with('+') || word.starts_with('-'));
    match words.next() {
        Some(&("run" | "r")) => {
            let rest: Vec<&str> = words.copied().collect();
            match rest.iter().position(|word| *word == "--") {
                Some(at) => Typed::Runs(rest[at + 1..].iter().map(ToString::to_string).collect()),
                None => Typed::Runs(free(&rest)),
            }
        }
        Some(&("build" | "b" | "check" | "c" | "rustc")) => Typed::Compiles,
        Some(&("test" | "t")) => Typed::Other("a run of tests".to_owned()),
        _ => Typed::Other("commands".to_owned()),
    }
}

/// The arguments of a program that stand behind cargo's own without `--`.
fn free(words: &[&str]) -> Vec<String> {
    let with_value = ["--bin", "--example", "-p", "--package", "--features", "--manifest-path", "--profile"];
    let mut free = Vec::new();
    let mut words = words.iter();
    while let Some(word) = words.next() {
        if with_value.contains(word) {
            words.next();
        } else if !word.starts_with('-') {
            free.push((*word).to_owned());
        }
    }
    free
}

/// The words of a command as a shell would part them; `None` if a quote does not end.
fn words(line: &str) -> Option<Vec<String>> {
    let mut words = Vec::new();
    let mut word: Option<String> = None;
    let mut quote = None;
    let mut chars = line.chars();
    while let Some(c) = chars.next() {
        match (quote, c) {
            (None, '#') if word.is_none() => break,
            (None, '\'' | '"') => {
                quote = Some(c);
                word.get_or_insert_default();
            }
            (Some(open), c) if c == open => quote = None,
            (None | Some('"'), '\\') => word.get_or_insert_default().extend(chars.next()),
            (None, c) if c.is_whitespace() => words.extend(word.take()),
            (_, c) => word.get_or_insert_default().push(c),
        }
    }
    words.extend(word);
    quote.is_none().then_some(words)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn run(text: &str) -> Option<Vec<String>> {
        match Session::all(text).remove(0) {
            Session::Run { args, .. } => Some(args),
            _ => None,
        }
    }

    fn other(text: &str) -> String {
        match Session::all(text).remove(0) {
            Session::Other(what) => what,
            session => panic!("{session:?}"),
        }
    }

    #[test]
    fn what_a_program_printed_may_have_a_command_above_it() {
        assert_eq!(run("hi\n"), Some(vec![]));
        assert_eq!(run("$ cargo run\nhi\n"), Some(vec![]));
        assert_eq!(run("$ cargo run -- 'a b' c\nhi\n"), Some(vec!["a b".into(), "c".into()]));
        assert_eq!(run("$ cargo run --bin x -q -- a\nhi\n"), Some(vec!["a".into()]));
        assert_eq!(run("$ cargo run a\nhi\n"), Some(vec!["a".into()]));
        assert_eq!(run("$ rustc main.rs\n$ ./main x\nhi\n"), Some(vec!["x".into()]));
        assert_eq!(run("> 5\n"), Some(vec![]));
    }

    #[test]
    fn two_runs_in_one_block_are_two() {
        let sessions = Session::all("$ cargo run -- a\nhi\n$ cargo run -- b\nho\n");
        assert_eq!(sessions.len(), 2);
        assert!(
            matches!(&sessions[1], Session::Run { args, seen } if args == &["b"] && seen.ends_with("ho\n"))
        );
    }

    #[test]
    fn what_is_none_is_said_to_be_something_else() {
        assert_eq!(other("$ cargo new x\n     Created x\n"), "commands");
        assert_eq!(other("$ cargo new x\n$ cd x\n"), "commands");
        assert_eq!(other("$ cargo test\nrunning 1 test\n"), "a run of tests");
        assert!(other("$ A=1 cargo run\nhi\n").contains("`A=1`"));
        assert!(other("$ cargo run > out.txt\n").contains("elsewhere"));
        assert!(other("$ cargo build\n    Finished dev\n").contains("a build"));
        assert!(other("help: use `move`\n  |\n6 |     move\n  |     ++++\n").contains("rustc"));
    }

    #[test]
    fn errors_are_whole_where_the_build_is_shown_to_its_end() {
        let text = "error[E0382]: borrow of moved value: `v`\n --> src/main.rs:10:5\n  |\n";
        let is_whole = |text: &str| match &Session::all(text)[0] {
            Session::Error { is_whole, complaints } => (*is_whole, complaints.len()),
            session => panic!("{session:?}"),
        };
        assert_eq!(is_whole(text), (false, 1));
        assert_eq!(is_whole(&format!("$ cargo build\n{text}\nerror: could not compile `x`\n")), (true, 1));
        assert_eq!(
            is_whole(&format!("$ cargo run\n--snip--\n{text}\nerror: could not compile `x`\n")),
            (false, 1)
        );
    }
}
