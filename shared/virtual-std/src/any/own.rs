//! What the crate of a program is called.

/// How the crate of a single file begins: so many characters, of which the first are these, and the last is one more `_`. No two
/// files have the same.
const BEGINNING: (&str, usize) = ("file_", 22);

/// A path in a program without what is put before the name of a single file; for `module_path!`.
#[must_use]
pub const fn own_path(path: &str) -> &str {
    let (start, length) = BEGINNING;
    if path.len() <= length {
        return path;
    }
    let (bytes, start) = (path.as_bytes(), start.as_bytes());
    let mut at = 0;
    while at < length {
        let is_it = match at {
            at if at < start.len() => bytes[at] == start[at],
            at if at == length - 1 => bytes[at] == b'_',
            _ => bytes[at].is_ascii_hexdigit(),
        };
        if !is_it {
            return path;
        }
        at += 1;
    }
    path.split_at(length).1
}

#[cfg(test)]
mod tests {
    use super::own_path;

    #[test]
    fn only_what_is_put_before_the_name_of_a_file_is_taken_away() {
        assert_eq!(own_path("file_0123456789abcdef_shop::till"), "shop::till");
        for own in ["file_shop::till", "file_0123456789abcdefgh_shop", "shop", "file_0123456789abcdef_"] {
            assert_eq!(own_path(own), own);
        }
    }
}
