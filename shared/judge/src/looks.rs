//! What a printed text looks like that is nothing a program prints.

/// Whether there are lines in a text that are drawn.
pub fn drawn(text: &str) -> bool {
    text.contains(['├', '└', '│', '┌', '─', '╭', '╰'])
}

/// Whether a text that nobody ran anything for has marks of code that are nowhere in a program's strings.
pub fn like_code(text: &str, program: &str) -> bool {
    let marks = ["=>", "#[", "fn ", "let ", "use std::", "[dependencies]", "[package]", "</"];
    let strings = strings(program);
    marks.iter().any(|mark| text.contains(mark) && !strings.contains(mark))
}

/// What stands between quotes in a program.
fn strings(program: &str) -> String {
    program.split('"').skip(1).step_by(2).collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn code_and_drawings_are_told_from_what_a_program_prints() {
        let program = "fn main() { println!(\"a => {}\", 1); }";
        assert!(like_code("4 | 5 => ...\n", "fn main() { println!(\"4\"); }"));
        assert!(like_code("#[unsafe(no_mangle)]\npub fn f() {}\n", program));
        assert!(!like_code("a => 1\n", program) && !like_code("Got: hey\n", program));
        assert!(drawn("src\n└── main.rs\n") && !drawn("a | b\n"));
    }
}
