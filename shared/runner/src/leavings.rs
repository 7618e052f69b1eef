//! What a compiler leaves behind that is ended in the middle of its work.

use std::fs::{self, DirEntry, File};
use std::path::Path;

/// The folders of the profiles that are built.
const PROFILES: [&str; 2] = ["debug", "release"];

/// Removes what compilers have left in a target folder, unless somebody builds there right now. Nobody else does: the names
/// are made up anew each time.
pub fn remove(target: &Path) {
    for profile in PROFILES.map(|profile| target.join(profile)) {
        // Cargo's own lock: whoever has it is alone.
        let Ok(lock) = File::open(profile.join(".cargo-lock")) else { continue };
        if lock.try_lock().is_err() {
            continue;
        }
        let entries = fs::read_dir(profile.join("deps")).into_iter().flatten().flatten();
        for entry in entries.filter(is_left_over) {
            // What can't be removed does no harm but to the disk.
            let _ = fs::remove_dir_all(entry.path());
            let _ = fs::remove_file(entry.path());
        }
    }
}

/// Folders that rustc works in, and pieces of a program that was not put together.
fn is_left_over(entry: &DirEntry) -> bool {
    let name = entry.file_name();
    let name = name.to_string_lossy();
    let is_folder = entry.file_type().is_ok_and(|kind| kind.is_dir());
    let is_made_up = |start: &str| name.strip_prefix(start).is_some_and(|rest| rest.len() == 6);
    let is_work = is_folder && ["rustc", "rmeta"].into_iter().any(is_made_up);
    // Elsewhere the pieces may stay, since they hold what a debugger needs.
    let is_piece = cfg!(target_os = "linux") && !is_folder && name.ends_with(".rcgu.o");
    is_work || is_piece
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_left_is_removed_unless_somebody_builds() {
        let target = tempfile::tempdir().unwrap();
        let deps = target.path().join("debug/deps");
        fs::create_dir_all(deps.join("rustcAb12Cd")).unwrap();
        fs::write(deps.join("rustcAb12Cd/symbols.o"), "").unwrap();
        fs::write(deps.join("rustc-demo"), "").unwrap();
        let lock = File::create(target.path().join("debug/.cargo-lock")).unwrap();
        lock.lock().unwrap();
        remove(target.path());
        assert!(deps.join("rustcAb12Cd").exists());
        lock.unlock().unwrap();
        remove(target.path());
        assert!(!deps.join("rustcAb12Cd").exists() && deps.join("rustc-demo").exists());
    }
}
