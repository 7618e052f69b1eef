//! The bytes of a file as text.

use std::fmt;

/// Why bytes are no text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotText {
    /// Something at this line is neither UTF-8 nor said to be UTF-16.
    Utf8 { line: usize },
    /// It begins like UTF-16 and is none.
    Utf16,
}

/// Bytes as text: UTF-8, or UTF-16 as Windows' shells write it into files. A byte-order mark is none of the text.
pub fn decode(bytes: &[u8]) -> Result<String, NotText> {
    match bytes {
        [0xFF, 0xFE, rest @ ..] => utf16(rest, u16::from_le_bytes),
        [0xFE, 0xFF, rest @ ..] => utf16(rest, u16::from_be_bytes),
        // Without a mark, as some editors write it: every other byte is zero.
        [first, 0, second, 0, ..] if *first != 0 && *second != 0 => utf16(bytes, u16::from_le_bytes),
        [0, first, 0, second, ..] if *first != 0 && *second != 0 => utf16(bytes, u16::from_be_bytes),
        [0xEF, 0xBB, 0xBF, rest @ ..] => utf8(rest),
        _ => utf8(bytes),
    }
}

fn utf8(bytes: &[u8]) -> Result<String, NotText> {
    let not_text =
        |end: usize| NotText::Utf8 { line: 1 + bytes[..end].iter().filter(|b| **b == b'\n').count() };
    match std::str::from_utf8(bytes) {
        Ok(text) => Ok(text.to_owned()),
        // A cut within its last character.
        Err(error) if error.error_len().is_none() => {
            Ok(String::from_utf8_lossy(&bytes[..error.valid_up_to()]).into_owned())
        }
        Err(error) => Err(not_text(error.valid_up_to())),
    }
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> Result<String, NotText> {
    let (pairs, _cut) = bytes.as_chunks::<2>();
    char::decode_utf16(pairs.iter().map(|pair| unit(*pair)))
        .collect::<Result<String, _>>()
        .map_err(|_| NotText::Utf16)
}

impl fmt::Display for NotText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            NotText::Utf8 { line } => write!(f, "is not UTF-8 text: see its line {line}"),
            NotText::Utf16 => f.write_str("begins like UTF-16 text and is none"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{NotText, decode};

    fn utf16(text: &str, mark: bool, bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
        let mark = mark.then_some('\u{feff}');
        let text: String = mark.into_iter().chain(text.chars()).collect();
        text.encode_utf16().flat_map(bytes).collect()
    }

    #[test]
    fn text_is_read_in_each_of_its_encodings() {
        let text = "naïve 🦀\r\nreceived 'hi'\n";
        assert_eq!(decode(text.as_bytes()).as_deref(), Ok(text));
        assert_eq!(decode(format!("\u{feff}{text}").as_bytes()).as_deref(), Ok(text));
        for mark in [true, false] {
            assert_eq!(decode(&utf16(text, mark, u16::to_le_bytes)).as_deref(), Ok(text));
            assert_eq!(decode(&utf16(text, mark, u16::to_be_bytes)).as_deref(), Ok(text));
        }
        assert_eq!(decode(b"").as_deref(), Ok(""));
    }

    #[test]
    fn what_is_no_text_names_its_line() {
        assert_eq!(decode(b"one\ntwo\xff\n"), Err(NotText::Utf8 { line: 2 }));
        assert_eq!(decode(&[0xFF, 0xFE, 0x00, 0xD8, 0x41, 0x00]), Err(NotText::Utf16));
    }

    #[test]
    fn a_character_that_is_cut_off_at_the_end_is_left_out() {
        assert_eq!(decode(&"aé".as_bytes()[..2]).as_deref(), Ok("a"));
    }
}
