//! Shells' prompts, and the commands behind them.

/// What a prompt may begin with and consist of.
const SIGNS: [char; 9] = ['$', '%', '>', '#', '❯', '➜', 'λ', '»', '›'];
/// What may end a longer prompt.
const ENDS: [char; 5] = ['$', '%', '#', '>', '❯'];
/// What a longer prompt begins with: `[user@host folder]$`, `(venv) …`, `~/folder$`, `┌──(user)`, `└─$`.
const BEGINNINGS: [char; 8] = ['[', '(', '~', '/', '┌', '└', '╭', '╰'];
/// What is typed to run a program of Rust, and around that.
const COMMANDS: [&str; 14] = [
    "cargo", "rustc", "rustup", "cd", "ls", "clear", "export", "set", "git", "time", "timeout", "exit",
    "env", "cross",
];
/// What a path of a program begins with.
const PATHS: [&str; 5] = ["./", ".\\", "target/", "target\\", "../"];

/// The command behind a prompt, which may be empty; `None` if there is no prompt.
pub fn command(line: &str) -> Option<&str> {
    let line = line.trim_start();
    signed(line).or_else(|| windows(line)).or_else(|| long(line))
}

/// Whether somebody typed this to run something, be it without a prompt.
pub fn is_command(text: &str) -> bool {
    let mut words = text.split_whitespace().skip_while(|word| is_setting(word));
    let Some(first) = words.next() else { return false };
    COMMANDS.contains(&first) || PATHS.iter().any(|path| first.starts_with(path))
}

/// Whether a line is a command that runs a program, without a prompt: `cargo run`.
pub fn is_bare_command(line: &str) -> bool {
    let runs =
        ["cargo run", "cargo r ", "cargo xtask ", "cargo build", "rustc ", "./target/", "target/debug/"];
    line == "cargo r" || runs.iter().any(|command| line.trim_start().starts_with(command))
}

/// What may stand before a prompt that follows at the same line, as after a last line that has no end: `doneuser@host:~$`.
pub fn before(line: &str) -> Vec<&str> {
    let line = line.trim_end();
    if line.len() > 4096 {
        return Vec::new();
    }
    let mut befores: Vec<&str> = line.strip_suffix(['$', '%', '#', '>', '❯']).into_iter().collect();
    let at = line.find('@').filter(|_| line.ends_with(['$', '#', '%']));
    if let Some(at) = at {
        let name = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.' | '[');
        let glued = line[..at].char_indices().rev().take_while(|(_, c)| name(*c));
        befores.extend(glued.map(|(start, _)| &line[..start]));
    }
    befores.extend(line.find("PS C:\\").map(|start| &line[..start]));
    befores.retain(|before| !before.trim_end().is_empty());
    befores
}

/// A variable that is set for one command.
fn is_setting(word: &str) -> bool {
    word.split_once('=').is_some_and(|(name, _)| {
        !name.is_empty() && name.chars().all(|c| c.is_ascii_uppercase() || c.is_ascii_digit() || c == '_')
    })
}

/// `$ cargo run`.
fn signed(line: &str) -> Option<&str> {
    behind(line.strip_prefix(SIGNS)?)
}

/// `PS C:\x> cargo run`, `C:\x>cargo run`.
fn windows(line: &str) -> Option<&str> {
    let drive = |path: &str| {
        path.as_bytes().first().is_some_and(u8::is_ascii_alphabetic) && path[1..].starts_with(":\\")
    };
    let (path, command) = line.split_once('>')?;
    let is_prompt = path.strip_prefix("PS ").is_some_and(|path| path.starts_with(['/', '~']) || drive(path))
        || drive(path);
    is_prompt.then(|| command.trim())
}

/// `user@host:~/x$ cargo run`, `bash-5.2$ cargo run`.
fn long(line: &str) -> Option<&str> {
    let signs = line.char_indices().filter(|(_, c)| ENDS.contains(c));
    let mut commands = signs.filter_map(|(place, sign)| {
        let command = behind(&line[place + sign.len_utf8()..])?;
        let before = &line[..place];
        let is_shell = ["bash-", "sh-", "zsh-"].iter().any(|shell| before.starts_with(shell));
        let is_place = before.starts_with(BEGINNINGS) || before.split(' ').any(|word| word.contains('@'));
        (is_place || is_command(command) || is_shell).then_some(command)
    });
    commands.next()
}

/// What stands behind a prompt's sign, if it does so as people type it.
fn behind(rest: &str) -> Option<&str> {
    (rest.is_empty() || rest.starts_with(' ')).then(|| rest.trim())
}

#[cfg(test)]
mod tests {
    use super::{before, command, is_bare_command, is_command};

    #[test]
    fn the_command_behind_a_prompt_is_found() {
        for prompt in [
            "$ ",
            "% ",
            "> ",
            "# ",
            "❯ ",
            "➜ ",
            "PS C:\\Users\\Jo Doe\\x> ",
            "C:\\x>",
            "user@host:~/x$ ",
            "[user@host x]$ ",
            "(venv) user@host x % ",
            "bash-5.2$ ",
            "└─$ ",
            "~/x ❯ ",
            "root@box:/# ",
            "PS /home/x> ",
        ] {
            let line = format!("{prompt}cargo run");
            assert_eq!(command(&line), Some("cargo run"), "{line}");
        }
        for prompt in ["$", "user@host:~/x$", "PS C:\\x>", "❯", "user@host:~/x$ "] {
            assert_eq!(command(prompt), Some(""), "{prompt}");
        }
    }

    #[test]
    fn words_of_programs_are_no_prompts() {
        for line in [
            "received 'hi'",
            "5 > 3",
            "it costs 5$ now",
            "100% sure",
            "a@b",
            "$5",
            "",
            "thread 1 -> thread 2",
        ] {
            assert_eq!(command(line), None, "{line}");
        }
    }

    #[test]
    fn what_runs_a_program_is_a_command() {
        for text in
            ["cargo run -p x", "RUST_BACKTRACE=1 cargo run", "./target/debug/x", "timeout 5 ./x", ".\\x.exe"]
        {
            assert!(is_command(text), "{text}");
        }
        assert!(!is_command("received 'hi'") && !is_command(""));
        assert!(is_bare_command("cargo run") && !is_bare_command("cargo is a tool"));
    }

    #[test]
    fn a_prompt_that_is_glued_to_a_line_may_begin_at_several_places() {
        assert!(before("hi number 5 fruser@host:~/x$ ").contains(&"hi number 5 fr"));
        assert_eq!(before("hi number 5%"), ["hi number 5"]);
        assert!(before("hi number 5").is_empty());
    }
}
