//! The messages of panics, as `std` prints them: two runs, or two versions of Rust, never have all of it in common.

/// What stands after the message of the first panic unless a backtrace is asked for.
const NOTE: &str = "note: run with `RUST_BACKTRACE=1` environment variable to display a backtrace";

/// Whether a line is the note that comes after the first panic's message.
pub fn is_note(line: &str) -> bool {
    line == NOTE
}

/// The first line of a panic's message: `thread 'main' (4711) panicked at src/main.rs:6:5:`. The system's number of the
/// thread is another one in each run, and older versions of Rust don't print it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Header<'a> {
    pub thread: &'a str,
    /// The file, as the compiler was called with it.
    pub file: &'a str,
    /// Line and column.
    pub at: (u32, u32),
}

impl Header<'_> {
    pub fn read(line: &str) -> Option<Header<'_>> {
        let (thread, place) = line.strip_prefix("thread '")?.rsplit_once(" panicked at ")?;
        let (place, column) = place.strip_suffix(':')?.rsplit_once(':')?;
        let (file, line) = place.rsplit_once(':')?;
        let thread = without_number(thread).strip_suffix('\'')?;
        Some(Header { thread, file, at: (line.parse().ok()?, column.parse().ok()?) })
    }

    /// Whether both can be the same panic's in a program with this file. A place in a library is another one in another
    /// version of it.
    pub fn is_like(&self, other: &Header<'_>, file: &str) -> bool {
        let same_place = self.at == other.at && other.file.ends_with(".rs");
        self.thread == other.thread && (self.file != file || same_place)
    }
}

/// A thread in quotes, without the system's number behind it.
fn without_number(thread: &str) -> &str {
    let named = thread.rsplit_once(" (").filter(|(_, number)| {
        number.strip_suffix(')').is_some_and(|digits| digits.bytes().all(|b| b.is_ascii_digit()))
    });
    named.map_or(thread, |(name, _)| name)
}

#[cfg(test)]
mod tests {
    use super::Header;

    #[test]
    fn the_number_of_a_thread_does_not_count() {
        let new = Header::read("thread 'main' (4711) panicked at src/main.rs:6:5:").unwrap();
        let old = Header::read("thread 'main' panicked at src/main.rs:6:5:").unwrap();
        assert_eq!((new, new.at), (old, (6, 5)));
        let odd = Header::read("thread 'it's (1)' panicked at a.rs:1:2:").unwrap();
        assert_eq!(odd.thread, "it's (1)");
    }

    #[test]
    fn a_place_counts_however_its_file_is_called() {
        let read = |place: &str| {
            let line = format!("thread 'main' (1) panicked at {place}:");
            Header::read(&line).map(|Header { file, at, .. }| (file.to_owned(), at)).unwrap()
        };
        let ours = Header { thread: "main", file: "/home/x/my.rs", at: (6, 5) };
        for (place, same) in [
            ("src/main.rs:6:5", true),
            (r"listings\ch17\src\main.rs:6:5", true),
            (r"C:\x y\my.rs:6:5", true),
            ("src/main.rs:6:6", false),
            ("src/main.rs:7:5", false),
        ] {
            let (file, at) = read(place);
            assert_eq!(ours.is_like(&Header { thread: "main", file: &file, at }, ours.file), same, "{place}");
        }
        let elsewhere = Header { thread: "main", file: "library/std/src/thread.rs", at: (1, 1) };
        assert!(elsewhere.is_like(&Header { at: (9, 9), ..elsewhere }, ours.file));
        assert!(!elsewhere.is_like(&Header { thread: "other", ..elsewhere }, ours.file));
    }

    #[test]
    fn other_lines_are_no_headers() {
        for line in
            ["", "thread 'main' panicked", "panicked at src/main.rs:6:5:", "thread 'a' panicked at b:c:d:"]
        {
            assert_eq!(Header::read(line), None, "{line}");
        }
    }
}
