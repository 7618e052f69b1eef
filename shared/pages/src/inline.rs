//! Sentences with code in them.

use maud::{Markup, html};
use screen::escaped;

/// A sentence in which what stands between backticks is code.
pub fn inline(sentence: &str) -> Markup {
    let parts: Vec<&str> = sentence.split('`').collect();
    // One that is left over is itself.
    let is_code = |place: usize| place % 2 == 1 && place + 1 < parts.len();
    html! {
        @for (place, part) in parts.iter().enumerate() {
            @if is_code(place) {
                code { (escaped(part)) }
            } @else {
                @if place % 2 == 1 { "`" }
                (escaped(part))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::inline;

    #[test]
    fn what_stands_between_backticks_is_code_and_nothing_is_markup() {
        assert_eq!(inline("a `<b>` c").into_string(), "a <code>&lt;b&gt;</code> c");
        assert_eq!(inline("a `b").into_string(), "a `b");
    }
}
