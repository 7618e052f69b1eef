//! Types of the explorer's `std` that a program hands to another crate, which has the real ones.

use runner::CompileError;

/// The crates that these types come from.
const OURS: [&str; 2] = ["virtual_arc::", "virtual_std::"];
/// Crates whose traits are not another crate's.
const OWN: [&str; 5] = ["alloc", "core", "std", "virtual_arc", "virtual_std"];

/// The name of the type, if this is what an error is about.
pub(crate) fn handed_over(error: &CompileError) -> Option<String> {
    let is_it = match error.code.as_deref() {
        Some("E0308") => true,
        Some("E0271" | "E0277") => is_about_a_foreign_trait(&error.message),
        _ => false,
    };
    is_it.then(|| our_type(&error.rendered)).flatten()
}

/// Whether a message such as "the trait bound `A: serde::Serialize` is not satisfied" is about a trait of another crate.
fn is_about_a_foreign_trait(message: &str) -> bool {
    let bounds = message.split('`').skip(1).step_by(2);
    let traits = bounds.filter_map(|bound| bound.rsplit_once(": ")).map(|(_, name)| name);
    let crates = traits.filter_map(|name| name.split_once("::")).map(|(first, _)| first);
    crates.into_iter().any(|name| !OWN.contains(&name))
}

/// The first type of ours that a text names, by its path or by the crate that it is defined in.
fn our_type(text: &str) -> Option<String> {
    let defined = OURS.iter().find_map(|ours| {
        let (before, _) =
            text.split_once(&format!("` is defined in crate `{}`", ours.trim_end_matches(':')))?;
        let name = before.rsplit('`').next()?.split('<').next()?;
        Some(name.rsplit("::").next().unwrap_or(name).to_owned())
    });
    if defined.is_some() {
        return defined;
    }
    let at = OURS.iter().filter_map(|ours| text.find(ours)).min()?;
    let path = text[at..].split(|c: char| !(c.is_alphanumeric() || c == '_' || c == ':')).next()?;
    Some(path.rsplit("::").next()?.to_owned()).filter(|name| !name.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn error(code: &str, message: &str, rendered: &str) -> CompileError {
        CompileError {
            code: Some(code.to_owned()),
            place: None,
            lines: Vec::new(),
            message: message.to_owned(),
            rendered: rendered.to_owned(),
            suggested: Vec::new(),
        }
    }

    #[test]
    fn a_type_of_ours_that_another_crate_does_not_take_is_named() {
        let found = "expected `std::sync::Arc<i32>`, found `virtual_arc::Arc<i32>`";
        assert_eq!(handed_over(&error("E0308", "mismatched types", found)).as_deref(), Some("Arc"));
        let defined = "note: `Arc<{integer}>` is defined in crate `virtual_arc`";
        assert_eq!(handed_over(&error("E0308", "mismatched types", defined)).as_deref(), Some("Arc"));
        let bound = "the trait bound `virtual_std::sync::Mutex<i32>: serde::Serialize` is not satisfied";
        assert_eq!(handed_over(&error("E0277", bound, bound)).as_deref(), Some("Mutex"));
        let own = "the trait bound `virtual_std::sync::Mutex<i32>: std::fmt::Display` is not satisfied";
        assert_eq!(handed_over(&error("E0277", own, own)), None);
        assert_eq!(handed_over(&error("E0308", "mismatched types", "expected `i32`")), None);
    }
}
