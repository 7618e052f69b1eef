//! Reading a file that a person has written.

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::Path;

use crate::memory::Memory;

/// How large it may be.
const MOST: Memory = Memory(4 << 20);

/// The bytes of a file.
///
/// # Errors
/// It can't be read, is larger than 4 MiB, or is no file: whoever reads a pipe or a device may wait for ever.
pub fn read_file(path: &Path) -> io::Result<Vec<u8>> {
    if !fs::metadata(path)?.is_file() {
        return Err(io::Error::new(io::ErrorKind::InvalidInput, "it is not a file"));
    }
    let mut bytes = Vec::new();
    File::open(path)?.take(MOST.0 + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > MOST.0 {
        return Err(io::Error::new(io::ErrorKind::FileTooLarge, format!("it is larger than {MOST}")));
    }
    Ok(bytes)
}

/// The text of a file; errors as of [`read_file`], and where it is not UTF-8.
pub fn read_text(path: &Path) -> io::Result<String> {
    let not_utf8 = |_| io::Error::new(io::ErrorKind::InvalidData, "it is not UTF-8 text");
    String::from_utf8(read_file(path)?).map_err(not_utf8)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_too_large_or_no_file_is_not_read() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("large");
        let said = |path: &Path| read_text(path).unwrap_err().to_string();
        // It takes no room on the disk.
        File::create(&file).unwrap().set_len(200 << 30).unwrap();
        assert_eq!(said(&file), "it is larger than 4 MiB");
        assert_eq!(said(folder.path()), "it is not a file");
        fs::write(&file, "ok").unwrap();
        assert_eq!(read_text(&file).unwrap(), "ok");
        fs::write(&file, b"\xff").unwrap();
        assert_eq!(said(&file), "it is not UTF-8 text");
    }
}
