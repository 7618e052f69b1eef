//! What a program of one file asks of a package, which it does not have.

/// Where a text asks for a variable that cargo sets for packages: the line, from 1, and the variable.
pub(crate) fn asked_of_a_package(text: &str) -> Option<(usize, &str)> {
    let is_code = |line: &&str| !line.trim_start().starts_with("//");
    let lines = text.lines().enumerate();
    lines.filter(|(_, line)| is_code(line)).find_map(|(index, line)| Some((index + 1, variable(line)?)))
}

/// The variable of cargo's for which `env!` or `option_env!` is called in a line.
fn variable(line: &str) -> Option<&str> {
    let (_, call) = line.split_once("env!")?;
    let name = call.trim_start().strip_prefix(['(', '[', '{'])?.trim_start().strip_prefix('"')?;
    let name = name.split('"').next().filter(|name| name.starts_with("CARGO_"));
    name.or_else(|| variable(call))
}

/// Says of such a place that there is nothing to be had; `place` is such as "line 8".
pub(crate) fn refused(place: &str, variable: &str) -> String {
    format!(
        "{place} asks for `{variable}`, which cargo sets for packages, and this is a file alone; make a package of it, and name its \
         folder"
    )
}

#[cfg(test)]
mod tests {
    use super::asked_of_a_package;

    #[test]
    fn only_what_cargo_sets_is_asked_of_a_package() {
        let asked = |text| asked_of_a_package(text);
        assert_eq!(
            asked("\n let a = (env!(\"HOME\"), option_env! [ \"CARGO_PKG_NAME\" ]);"),
            Some((2, "CARGO_PKG_NAME"))
        );
        assert_eq!(
            asked("// env!(\"CARGO_PKG_NAME\")\nfn main() { std::env::var(\"CARGO_PKG_NAME\") }"),
            None
        );
    }
}
