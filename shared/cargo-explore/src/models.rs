//! The sources of the models, which programs are built with.

use std::env;
use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::PathBuf;

use commands::Failure;

/// Paths and texts, as the repository had them when this was built.
const FILES: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/files.rs"));

/// The folder of the user's cache where they are, one for each version of them.
pub fn unpacked() -> Result<PathBuf, Failure> {
    let mut hasher = DefaultHasher::new();
    FILES.hash(&mut hasher);
    let folder = cache()?.join("cargo-explore").join(format!("{:016x}", hasher.finish()));
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
    Ok(folder)
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
