//! What cargo, rustc and `cargo xtask` write around a program's own lines.

/// What cargo says that it does; it puts them so that they end in one column.
const STATUS: [&str; 18] = [
    "Compiling",
    "Finished",
    "Running",
    "Blocking",
    "Downloading",
    "Downloaded",
    "Updating",
    "Locking",
    "Adding",
    "Removing",
    "Fresh",
    "Dirty",
    "Building",
    "Checking",
    "Installing",
    "Fetching",
    "Unpacking",
    "Upgrading",
];

/// How many of these lines, from the first, are cargo's or rustc's; 0 if the first is not.
pub fn lines(lines: &[impl AsRef<str>]) -> usize {
    let Some(first) = lines.first().map(AsRef::as_ref) else { return 0 };
    if is_status(first) || first.starts_with("info: ") {
        return 1;
    }
    if !["warning: ", "warning[", "note: ", "help: "].iter().any(|kind| first.starts_with(kind)) {
        return 0;
    }
    // A diagnostic that shows a place ends with an empty line; others are a line each.
    let shows_a_place = lines.get(1).is_some_and(|line| line.as_ref().trim_start().starts_with("--> "));
    if !shows_a_place {
        return 1;
    }
    let block = lines.iter().take_while(|line| !line.as_ref().is_empty()).count();
    (block + 1).min(lines.len())
}

/// Whether a line says that there is no program to run.
pub fn is_refusal(line: &str) -> bool {
    line.starts_with("error: could not compile `") || line.starts_with("error: aborting due to ")
}

fn is_status(line: &str) -> bool {
    let line = line.trim_start();
    let (word, rest) = line.split_once(' ').unwrap_or((line, ""));
    STATUS.contains(&word) && !rest.is_empty()
}

#[cfg(test)]
mod tests {
    use super::lines;

    #[test]
    fn a_warning_goes_to_the_next_empty_line() {
        let text = "warning: unused variable: `x`\n --> src/main.rs:3:9\n  |\n3 |     let x = 5;\n  |         ^ help\n  |\n  \
                    = note: on by default\n\nwarning: `x` (bin \"x\") generated 1 warning\n    Finished `dev` profile\n";
        let all: Vec<&str> = text.lines().collect();
        assert_eq!(lines(&all), 8);
        assert_eq!((lines(&all[8..]), lines(&all[9..]), lines(&all[10..])), (1, 1, 0));
    }

    #[test]
    fn words_of_programs_are_not_cargos() {
        for line in ["Finished", "Runninglate ", "received 'hi'", "warnings: 3", ""] {
            assert_eq!(lines(&[line]), 0, "{line}");
        }
    }
}
