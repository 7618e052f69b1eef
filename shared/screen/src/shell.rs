//! What shells, terminals and editors say once a program has ended, and before it starts.

/// What a shell says of a program that a signal ended.
const ENDS: [&str; 8] = [
    "Aborted",
    "Killed",
    "Terminated",
    "Segmentation fault",
    "Illegal instruction",
    "Trace/breakpoint trap",
    "Hangup",
    "Quit",
];
/// What stands at the beginning of what else they say.
const BEGINNINGS: [&str; 17] = [
    "bash: line ",
    "sh: line ",
    "zsh: ",
    "fish: ",
    "real\t",
    "user\t",
    "sys\t",
    "real ",
    "user ",
    "sys ",
    "[1]",
    "Command exited with non-zero status",
    "Command terminated by signal",
    "Process finished with exit code",
    "[Finished in",
    "[Process exited",
    "Script done",
];

/// Whether a line after a program's own is one that it did not print.
pub fn is_farewell(line: &str) -> bool {
    let ends = ENDS.iter().any(|word| {
        line.strip_prefix(word).is_some_and(|rest| rest.is_empty() || rest.starts_with(" (core dumped)"))
    });
    ends || BEGINNINGS.iter().any(|beginning| line.starts_with(beginning)) || is_editors(line)
}

/// Whether a line before a program's own is one that it did not print.
pub fn is_greeting(line: &str) -> bool {
    line.starts_with("Script started") || is_editors(line)
}

/// What an editor writes into its terminal.
fn is_editors(line: &str) -> bool {
    let line = line.trim_start();
    ["*  Executing task", "*  Terminal will be reused", "*  The terminal process"]
        .iter()
        .any(|beginning| line.starts_with(beginning))
}
