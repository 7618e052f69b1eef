//! What can be seen in a program's text that is not followed and that no library could refuse, or that matters otherwise.

use engine::{Polling, Sharing};
use proc_macro2::{Delimiter, TokenStream, TokenTree};

/// Words in a row, and why they are not followed, after the line and what is there.
const UNKNOWN: [(&[&str], &str); 6] = [
    (
        &["static", "mut"],
        "a `static mut`: two threads that use it are a data race, after which anything can happen; a `static` atomic or \
         `Mutex` does the same without one",
    ),
    (&["global_allocator"], "a `#[global_allocator]`: the explorer's own memory would be the program's"),
    (&["extern", "\"C\"", "{"], "an `extern` block: what other languages do can't be seen"),
    (&["extern", "{"], "an `extern` block: what other languages do can't be seen"),
    (&["asm", "!"], "an `asm!` block: what it does can't be seen"),
    (&["RandomState"], "a `RandomState`: its hashes are others in each run"),
];

/// Functions that tell how large something is.
const SIZES: [&str; 4] = ["align_of", "align_of_val", "size_of", "size_of_val"];

/// Methods of `Path` that look at files.
const FILES: [&str; 10] = [
    "canonicalize",
    "exists",
    "is_dir",
    "is_file",
    "is_symlink",
    "metadata",
    "read_dir",
    "read_link",
    "symlink_metadata",
    "try_exists",
];

/// Words without one of which a program can't tell how often a future is polled: what has to do with polling, and crates whose
/// futures poll others beside each other.
const POLLING: [&str; 13] = [
    "Context",
    "IntervalStream",
    "Poll",
    "ReceiverStream",
    "Stream",
    "StreamExt",
    "Waker",
    "futures",
    "futures_util",
    "poll_fn",
    "stream_from_iter",
    "tokio_stream",
    "tokio_util",
];

/// The words of a program's text, those in macros too.
pub(crate) struct Words(Vec<Word>);

impl Words {
    /// `None` if it is no program.
    pub fn of(text: &str) -> Option<Words> {
        let mut words = Vec::new();
        flatten(text.parse().ok()?, &mut words);
        Some(Words(words))
    }

    /// Why the program can't be explored, if its text says so; `place_of` says where a line is.
    pub fn refusal(&self, place_of: impl Fn(usize) -> String) -> Option<String> {
        let unknown = |(place, why): (usize, &str)| {
            format!("{} has {why}; the explorer does not follow that", place_of(self.0[place].line))
        };
        if let Some(found) = UNKNOWN.iter().find_map(|(row, why)| Some((self.find(row)?, *why))) {
            return Some(unknown(found));
        }
        if self.has(&["Path", "PathBuf"]) {
            let of_a_file = |name: &&'static str| Some((self.find(&[".", name, "("])?, *name));
            if let Some((place, name)) = FILES.iter().find_map(of_a_file) {
                let place = place_of(self.0[place].line);
                return Some(format!("{place} calls `Path::{name}`; files are not modelled by the explorer"));
            }
        }
        let is_address = |word: &&Word| word.text.starts_with('"') && word.text.contains(":p}");
        let place = place_of(self.0.iter().find(is_address)?.line);
        Some(format!("{place} prints an address (`{{:p}}`), which is another one in each run"))
    }

    /// What of the program the explorer may answer otherwise than the real crates, after "not exhaustive: ".
    pub fn not_followed(&self, place_of: impl Fn(usize) -> String) -> Option<String> {
        let place = SIZES.iter().find_map(|name| self.find(&[name]))?;
        let place = place_of(self.0[place].line);
        Some(format!(
            "{place} asks for a size, and types of `std`, `tokio` and `futures` have other sizes here"
        ))
    }

    /// Whether the program has collections whose order is another one in each run.
    pub fn has_unordered(&self) -> bool {
        self.has(&["HashMap", "HashSet"])
    }

    /// What the program's tasks can tell each other: where there is `unsafe` code, more than can be seen.
    pub fn sharing(&self) -> Sharing {
        if self.has(&["unsafe"]) { Sharing::Hidden } else { Sharing::Declared }
    }

    /// Who polls its futures. It can only do so itself with what it names.
    pub fn polling(&self) -> Polling {
        if self.has(&POLLING) { Polling::Anybody } else { Polling::Ours }
    }

    /// Whether one of these words stands in it.
    pub fn has(&self, any: &[&str]) -> bool {
        self.0.iter().any(|word| any.contains(&&*word.text))
    }

    fn find(&self, row: &[&str]) -> Option<usize> {
        let words = &self.0;
        let is_there = |place: usize| {
            let matches = words[place..].iter().zip(row).all(|(word, wanted)| word.text == *wanted);
            // `&'static mut` is a reference.
            matches && (place == 0 || words[place - 1].text != "'")
        };
        (0..=words.len().checked_sub(row.len())?).find(|place| is_there(*place))
    }
}

struct Word {
    text: String,
    line: usize,
}

/// Groups begin with their bracket.
fn flatten(tokens: TokenStream, words: &mut Vec<Word>) {
    for token in tokens {
        let line = token.span().start().line;
        let mut word = |text: &str| words.push(Word { text: text.to_owned(), line });
        match token {
            TokenTree::Group(group) => {
                match group.delimiter() {
                    Delimiter::Parenthesis => word("("),
                    Delimiter::Brace => word("{"),
                    Delimiter::Bracket => word("["),
                    Delimiter::None => {}
                }
                flatten(group.stream(), words);
            }
            TokenTree::Ident(ident) => word(&ident.to_string()),
            TokenTree::Punct(punct) => word(&punct.as_char().to_string()),
            TokenTree::Literal(literal) => word(&literal.to_string()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Polling, Sharing, Words};

    fn refusal(text: &str) -> Option<String> {
        Words::of(text).unwrap().refusal(|line| format!("line {line}"))
    }

    #[test]
    fn what_is_not_followed_is_named_by_its_line_also_in_a_macro() {
        let named = |text| refusal(text).unwrap();
        assert!(named("fn main() {}\nstatic mut N: i32 = 0;").starts_with("line 2 has a `static mut`"));
        assert!(named("macro_rules! m {\n () => {\n static mut N: i32 = 0; } }").starts_with("line 3 "));
        assert!(
            named("unsafe extern \"C\" { fn getpid() -> i32; }").starts_with("line 1 has an `extern` block")
        );
        assert!(
            named("use std::path::Path;\nfn f() -> bool { Path::new(\"/\").exists() }")
                .contains("`Path::exists`")
        );
        assert!(named("fn f(x: &i32) { println!(\"{x:p}\") }").contains("an address"));
    }

    #[test]
    fn sizes_are_not_followed() {
        let said = |text: &str| Words::of(text).unwrap().not_followed(|line| format!("line {line}"));
        let found = said("fn main() {\n    println!(\"{}\", size_of::<Mutex<i32>>());\n}").unwrap();
        assert!(found.starts_with("line 2 asks for a size"), "{found}");
        assert_eq!(said("fn main() { let size = 1; }"), None);
    }

    #[test]
    fn what_only_reads_like_it_is_none() {
        let text = "// static mut\nfn f(x: &'static mut i32) -> &'static str { \"static mut\" }\nstatic N: i32 = 0;\n\
            extern \"C\" fn g() {}\nextern crate core;\nfn h(w: &World) -> bool { w.exists() }";
        assert_eq!(refusal(text), None);
    }

    #[test]
    fn unsafe_code_may_share_what_cannot_be_seen_and_other_code_does_not() {
        let sharing = |text| Words::of(text).unwrap().sharing();
        assert_eq!(sharing("fn main() { /* unsafe */ println!(\"unsafe\") }"), Sharing::Declared);
        assert_eq!(sharing("fn main() { unsafe { f() } }"), Sharing::Hidden);
        assert_eq!(sharing("unsafe impl Sync for S {}"), Sharing::Hidden);
        assert!(Words::of("not a program (").is_none());
    }

    #[test]
    fn who_can_count_polls_is_seen_by_what_that_takes() {
        let polling = |text| Words::of(text).unwrap().polling();
        assert_eq!(
            polling("async fn main() { tokio::spawn(f()).await; g().await /* Poll */ }"),
            Polling::Ours
        );
        assert_eq!(polling("async fn f() { std::future::poll_fn(|cx| g(cx)).await }"), Polling::Anybody);
        assert_eq!(
            polling("fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<()> {}"),
            Polling::Anybody
        );
        assert_eq!(polling("async fn f() { futures::join!(g(), h()); }"), Polling::Anybody);
    }
}
