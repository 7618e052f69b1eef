//! A folder of the user's cache with the sources of the models.

use std::env;
use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io;
use std::path::{Path, PathBuf};
use std::process;
use std::time::Duration;

/// Paths and texts, as the repository had them when this was built.
const FILES: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/files.rs"));

/// So many digits has the name of a version's folder.
const DIGITS: usize = 16;

/// What is younger says that its version is used by another command.
const USED: &str = ".used";
/// A version that was not used for so long is forgotten.
const LONG: Duration = Duration::from_secs(7 * 24 * 60 * 60);

/// The sources could not be unpacked.
#[derive(Debug, thiserror::Error)]
pub enum NotUnpacked {
    #[error("there is no folder for what is built: neither XDG_CACHE_HOME nor HOME names one")]
    Nowhere,
    #[error("cannot write {}: {source}", path.display())]
    Write { path: PathBuf, source: io::Error },
}

/// The folder of the user's cache where they are, one for each version of them.
///
/// # Errors
/// There is no such folder, or it can't be written.
pub fn unpacked() -> Result<PathBuf, NotUnpacked> {
    unpacked_in(&cache()?.join("cargo-explore"))
}

fn unpacked_in(cache: &Path) -> Result<PathBuf, NotUnpacked> {
    let mut hasher = DefaultHasher::new();
    FILES.hash(&mut hasher);
    let folder = cache.join(format!("{:0DIGITS$x}", hasher.finish()));
    for (path, text) in FILES {
        let path = folder.join(path);
        // What stays as it is need not be built again.
        if fs::read_to_string(&path).is_ok_and(|before| before == *text) {
            continue;
        }
        write(&path, text).map_err(|source| NotUnpacked::Write { path, source })?;
    }
    let used = folder.join(USED);
    fs::write(&used, "").map_err(|source| NotUnpacked::Write { path: used, source })?;
    forget_others(&folder);
    Ok(folder)
}

/// Somebody else who unpacks at the same time never sees half a file.
fn write(path: &Path, text: &str) -> io::Result<()> {
    let parent = path.parent().unwrap_or(path);
    fs::create_dir_all(parent)?;
    let half = parent.join(format!(".{}-{}", path.file_name().unwrap_or_default().display(), process::id()));
    fs::write(&half, text).and_then(|()| fs::rename(&half, path)).inspect_err(|_| {
        // It is no harm but to the disk.
        let _ = fs::remove_file(&half);
    })
}

/// Removes what other versions have unpacked and built beside a folder, unless they are in use.
fn forget_others(folder: &Path) {
    let beside = folder.parent().map(fs::read_dir);
    for path in beside.into_iter().flatten().flatten().flatten().map(|entry| entry.path()) {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let is_version = name.len() == DIGITS && name.chars().all(|c| c.is_ascii_hexdigit());
        if is_version && path != folder && !is_used(&path) {
            // What can't be removed does no harm but to the disk.
            let _ = fs::remove_dir_all(&path);
        }
    }
}

fn is_used(folder: &Path) -> bool {
    let used = fs::metadata(folder.join(USED)).and_then(|used| used.modified());
    used.is_ok_and(|used| used.elapsed().unwrap_or_default() < LONG)
}

/// Where users' programs keep what can be made again.
fn cache() -> Result<PathBuf, NotUnpacked> {
    let folder = |name: &str| env::var_os(name).map(PathBuf::from).filter(|folder| folder.is_absolute());
    let home = || folder("HOME");
    let found = if cfg!(windows) {
        folder("LOCALAPPDATA")
    } else if cfg!(target_os = "macos") {
        home().map(|home| home.join("Library/Caches"))
    } else {
        folder("XDG_CACHE_HOME").or_else(|| home().map(|home| home.join(".cache")))
    };
    found.ok_or(NotUnpacked::Nowhere)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_that_nobody_uses_go_and_nothing_else() {
        let cache = tempfile::tempdir().unwrap();
        let there = |name: &str| cache.path().join(name);
        for name in ["0123456789abcdef", "0000000000000001", "notes"] {
            fs::create_dir(there(name)).unwrap();
        }
        fs::write(there("0000000000000001").join(USED), "").unwrap();
        let ours = unpacked_in(cache.path()).unwrap();
        assert!(ours.join("shared/explorer/Cargo.toml").is_file());
        assert!(!there("0123456789abcdef").exists());
        assert!(there("0000000000000001").exists() && there("notes").exists());
    }
}
