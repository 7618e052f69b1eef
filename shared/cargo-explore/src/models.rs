//! The sources of the models, which programs are built with.

use std::env;
use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};

use commands::Failure;

/// Paths and texts, as the repository had them when this was built.
const FILES: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/files.rs"));

/// So many digits has the name of a version's folder.
const DIGITS: usize = 16;

/// The folder of the user's cache where they are, one for each version of them.
pub fn unpacked() -> Result<PathBuf, Failure> {
    let mut hasher = DefaultHasher::new();
    FILES.hash(&mut hasher);
    let folder = cache()?.join("cargo-explore").join(format!("{:0DIGITS$x}", hasher.finish()));
    for (path, text) in FILES {
        let path = folder.join(path);
        // What stays as it is need not be built again.
        if fs::read_to_string(&path).is_ok_and(|before| before == *text) {
            continue;
        }
        let parent = path.parent().unwrap_or(&folder);
        fs::create_dir_all(parent)
            .and_then(|()| fs::write(&path, text))
            .map_err(|error| format!("cannot write {}: {error}", path.display()))?;
    }
    forget_others(&folder);
    Ok(folder)
}

/// Removes what other versions have unpacked and built beside a folder.
fn forget_others(folder: &Path) {
    let beside = folder.parent().map(fs::read_dir);
    for path in beside.into_iter().flatten().flatten().flatten().map(|entry| entry.path()) {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let is_version = name.len() == DIGITS && name.chars().all(|c| c.is_ascii_hexdigit());
        if is_version && path != folder {
            // What can't be removed does no harm but to the disk.
            let _ = fs::remove_dir_all(&path);
        }
    }
}

/// Where users' programs keep what can be made again.
fn cache() -> Result<PathBuf, Failure> {
    let folder = |name: &str| env::var_os(name).map(PathBuf::from).filter(|folder| folder.is_absolute());
    let home = || folder("HOME");
    let found = if cfg!(windows) {
        folder("LOCALAPPDATA")
    } else if cfg!(target_os = "macos") {
        home().map(|home| home.join("Library/Caches"))
    } else {
        folder("XDG_CACHE_HOME").or_else(|| home().map(|home| home.join(".cache")))
    };
    Ok(found.ok_or("there is no folder for what is built: neither XDG_CACHE_HOME nor HOME names one")?)
}
