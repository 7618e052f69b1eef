//! What a program calls the futures that it passes to a function.

use proc_macro2::{Delimiter, TokenStream, TokenTree};

/// The arguments of the call that begins at a line and column, both from 1, as they are written.
pub(super) fn arguments(source: &str, line: u32, column: u32) -> Vec<String> {
    let tokens: TokenStream = source.parse().unwrap_or_default();
    let place = (line as usize, (column as usize).saturating_sub(1));
    call_at(tokens, place).map_or(Vec::new(), |inside| {
        split(inside).iter().map(|argument| text(argument).unwrap_or_default()).collect()
    })
}

/// What is between the parentheses of a call.
fn call_at(tokens: TokenStream, place: (usize, usize)) -> Option<TokenStream> {
    let mut tokens = tokens.into_iter();
    while let Some(token) = tokens.next() {
        let start = token.span().start();
        if (start.line, start.column) == place && !matches!(token, TokenTree::Group(_)) {
            return tokens.find_map(|token| match token {
                TokenTree::Group(group) if group.delimiter() == Delimiter::Parenthesis => {
                    Some(group.stream())
                }
                _ => None,
            });
        }
        if let TokenTree::Group(group) = token
            && let Some(found) = call_at(group.stream(), place)
        {
            return Some(found);
        }
    }
    None
}

fn split(arguments: TokenStream) -> Vec<Vec<TokenTree>> {
    let mut all = vec![Vec::new()];
    for token in arguments {
        match &token {
            TokenTree::Punct(punct) if punct.as_char() == ',' => all.push(Vec::new()),
            _ => all.last_mut().expect("there is always one").push(token),
        }
    }
    all.retain(|argument| !argument.is_empty());
    all
}

fn text(argument: &[TokenTree]) -> Option<String> {
    let first = argument.first()?.span();
    first.join(argument.last()?.span())?.source_text()
}

#[cfg(test)]
mod tests {
    use super::arguments;

    const SOURCE: &str = "async fn main() {\n    let a = 1; // join(x, y)\n    trpl::join3(wait(1, 2), b, async {\n        1\n    })\n}\n";

    #[test]
    fn a_call_is_found_by_its_place_and_shown_as_it_is_written() {
        assert_eq!(arguments(SOURCE, 3, 5), ["wait(1, 2)", "b", "async {\n        1\n    }"]);
        assert_eq!(arguments(SOURCE, 3, 17), ["1", "2"]);
        assert!(arguments(SOURCE, 2, 19).is_empty());
    }

    #[test]
    fn a_text_that_is_no_program_has_no_calls() {
        assert!(arguments("fn main( {", 1, 4).is_empty());
    }
}
