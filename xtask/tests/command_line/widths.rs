use assert_cmd::Command;
use console::measure_text_width;

/// Those that people have, narrow ones among them.
const WIDTHS: [usize; 4] = [40, 60, 80, 132];
/// So wide that nothing has to be folded.
const WIDE: usize = 1000;

/// What a command of this workspace prints where there are so many columns.
fn printed(command: &str, width: usize) -> String {
    let workspace = concat!(env!("CARGO_MANIFEST_DIR"), "/..");
    let mut xtask = Command::new(env!("CARGO_BIN_EXE_xtask"));
    xtask.args(command.split(' ')).current_dir(workspace).env("COLUMNS", width.to_string());
    let output = xtask.env("LC_ALL", "C.UTF-8").write_stdin("received 'hi'\n").output().unwrap();
    let text = [output.stdout, output.stderr].concat();
    String::from_utf8(text).unwrap()
}

fn is_narrow(text: &str, width: usize) -> bool {
    text.lines().all(|line| measure_text_width(line) <= width)
}

/// A text without the time that something took, and without what only its place makes.
fn letters(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace() && !c.is_ascii_digit()).collect()
}

#[test]
fn no_line_is_wider_than_the_terminal_and_nothing_is_lost() {
    let commands = [
        "--help",
        "explore --help",
        "run-all --jobs",
        "list",
        "list --long 17",
        "list nonsense",
        "run-all --jobs 1 16-04 16-05",
        "explore 17-13 17-10",
        "explain 17-12 -",
        "claims A17 T3",
    ];
    for command in commands {
        let whole = letters(&printed(command, WIDE));
        for width in WIDTHS {
            let text = printed(command, width);
            assert!(is_narrow(&text, width), "{command} in {width} columns:\n{text}");
            // A snippet shows of a long line of code what there is room for.
            let is_cut = command.starts_with("explore 17");
            assert!(is_cut || letters(&text) == whole, "{command} in {width} columns:\n{text}");
        }
    }
}

#[test]
fn no_picture_is_wider_than_the_terminal() {
    for command in [
        "timeline 17-12",
        "timeline 16-15",
        "timeline 17-51",
        "timeline 17-10",
        "compare 17-13",
        "compare 16-03",
    ] {
        for width in WIDTHS {
            let text = printed(command, width);
            assert!(is_narrow(&text, width), "{command} in {width} columns:\n{text}");
        }
    }
    let many = printed("timeline 16-15", 40);
    assert!(many.contains("more lanes don't fit here"), "{many}");
}

#[test]
fn a_terminal_that_does_not_say_how_wide_it_is_has_80_columns() {
    let workspace = concat!(env!("CARGO_MANIFEST_DIR"), "/..");
    let mut xtask = Command::new(env!("CARGO_BIN_EXE_xtask"));
    let output = xtask.args(["list", "--long", "17"]).current_dir(workspace).env_remove("COLUMNS").output();
    assert_eq!(String::from_utf8(output.unwrap().stdout).unwrap(), printed("list --long 17", 80));
}

/// Where there is `script`, which makes a terminal.
#[cfg(target_os = "linux")]
#[test]
fn a_terminal_is_asked_how_wide_it_is() {
    let xtask = env!("CARGO_BIN_EXE_xtask");
    let workspace = concat!(env!("CARGO_MANIFEST_DIR"), "/..");
    let command = format!("stty rows 24 cols 50 && '{xtask}' list 17 && '{xtask}' list nonsense");
    let mut script = std::process::Command::new("script");
    script.args(["-qec", &command, "/dev/null"]).current_dir(workspace).env_remove("COLUMNS");
    let Ok(output) = script.stdin(std::process::Stdio::null()).output() else {
        return println!("skipped: there is no `script` here");
    };
    let text = String::from_utf8(output.stdout).unwrap().replace('\r', "");
    assert!(text.contains("17-25") && text.contains("error: no listing nonsense"), "{text}");
    assert!(is_narrow(&text, 50) && text.contains('\u{1b}'), "{text}");
    assert_eq!(output.status.code(), Some(2), "{text}");
}
