//! Lines of a Rust block that a page hides: those that begin with `# `.

/// The code of a block, with what the page hides.
pub fn code(text: &str) -> String {
    text.lines().map(|line| format!("{}\n", shown(line))).collect()
}

/// A line of a block as rustc is to see it.
fn shown(line: &str) -> String {
    let indented = line.trim_start();
    let blanks = &line[..line.len() - indented.len()];
    match indented.strip_prefix('#') {
        Some("") => blanks.to_owned(),
        // `##` stands for `#`.
        Some(rest) if rest.starts_with('#') => format!("{blanks}{rest}"),
        Some(rest) => match rest.strip_prefix(' ') {
            Some(hidden) => format!("{blanks}{hidden}"),
            None => line.to_owned(),
        },
        None => line.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::code;

    #[test]
    fn hidden_lines_are_code_and_attributes_stay() {
        let text =
            "# use std::thread;\n#\n#[derive(Debug)]\n#![allow(x)]\n## y\n    # let a = 1;\nfn main() {}\n";
        let plain = "use std::thread;\n\n#[derive(Debug)]\n#![allow(x)]\n# y\n    let a = 1;\nfn main() {}\n";
        assert_eq!(code(text), plain);
    }
}
