//! The file of the program.

use engine::Sharing;
use proc_macro2::{TokenStream, TokenTree};

/// The file of the program.
#[derive(Clone, Copy, Debug)]
pub struct Source {
    /// Its path, as the compiler calls it.
    pub path: &'static str,
    pub text: &'static str,
}

impl Source {
    /// What its tasks can tell each other: in a program with `unsafe` code, more than can be seen.
    pub(crate) fn sharing(&self) -> Sharing {
        let tokens = self.text.parse::<TokenStream>();
        if tokens.is_ok_and(|tokens| !has_unsafe(tokens)) { Sharing::Declared } else { Sharing::Hidden }
    }
}

fn has_unsafe(tokens: TokenStream) -> bool {
    tokens.into_iter().any(|token| match token {
        TokenTree::Ident(ident) => ident == "unsafe",
        TokenTree::Group(group) => has_unsafe(group.stream()),
        _ => false,
    })
}

#[cfg(test)]
mod tests {
    use super::{Sharing, Source};

    #[test]
    fn unsafe_code_may_share_what_cannot_be_seen_and_other_code_does_not() {
        let sharing = |text| Source { path: "", text }.sharing();
        assert_eq!(sharing("fn main() { /* unsafe */ println!(\"unsafe\") }"), Sharing::Declared);
        assert_eq!(sharing("fn main() { unsafe { f() } }"), Sharing::Hidden);
        assert_eq!(sharing("unsafe impl Sync for S {}"), Sharing::Hidden);
        assert_eq!(sharing("not a program ("), Sharing::Hidden);
    }
}
