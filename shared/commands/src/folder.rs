//! A folder for a site that takes a while to make.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// Names the files that we put into a folder, a line each; it is what makes the folder ours.
const LIST: &str = ".site-files";
/// Where a site lies while it is made.
const NEW: &str = ".site-new";
/// Who finds this takes the site to be whole.
const FRONT: &str = "index.html";

/// Whether a site can be written there is known before the work for it begins. Until the site is whole, all stays as it was; then
/// it takes the place of the one that was there before. Files that are not ours are left alone.
pub struct Folder {
    path: PathBuf,
    /// It was not there before.
    is_new: bool,
    /// What we put there another time.
    ours: BTreeSet<PathBuf>,
}

impl Folder {
    /// What keeps a site from being written there, as far as that can be told without writing.
    ///
    /// # Errors
    /// It is a file, or holds what is not ours.
    pub fn check(path: &Path) -> Result<(), String> {
        let shown = path.display();
        if path.exists() && !path.is_dir() {
            return Err(format!("cannot write a site to {shown}: it is a file; name a folder"));
        }
        if !path.exists() || path.join(LIST).exists() {
            return Ok(());
        }
        let mut entries = fs::read_dir(path).map_err(|error| format!("cannot read {shown}: {error}"))?;
        match entries.find_map(|entry| entry.ok().filter(|entry| entry.file_name() != NEW)) {
            None => Ok(()),
            Some(other) => Err(format!(
                "{shown} holds other files, such as {}; name an empty folder, or one that is not there yet",
                other.file_name().display()
            )),
        }
    }

    /// # Errors
    /// The folder can't be written, or is not ours; says why.
    pub fn begin(path: &Path) -> Result<Folder, String> {
        Folder::check(path)?;
        let list = fs::read_to_string(path.join(LIST)).unwrap_or_default();
        // Nothing above the folder is any business of ours.
        let is_below = |name: &&str| {
            Path::new(name).components().all(|part| matches!(part, std::path::Component::Normal(_)))
        };
        let ours = list.lines().filter(is_below).map(PathBuf::from).collect();
        let folder = Folder { path: path.to_owned(), is_new: !path.exists(), ours };
        let made = fs::create_dir_all(path).and_then(|()| clear(&folder.site()));
        made.and_then(|()| fs::create_dir(folder.site())).map_err(|error| folder.cannot(&error))?;
        Ok(folder)
    }

    /// Where the site is made.
    pub fn site(&self) -> PathBuf {
        self.path.join(NEW)
    }

    /// Puts the site, which is whole, in its place.
    ///
    /// # Errors
    /// A file that is not ours is in the way, or something can't be written; says which.
    pub fn finish(mut self) -> Result<(), String> {
        let files = files(&self.site()).map_err(|error| self.cannot(&error))?;
        let is_in_the_way = |file: &&PathBuf| !self.ours.contains(*file) && self.path.join(file).exists();
        if let Some(file) = files.iter().find(is_in_the_way) {
            let there = self.path.join(file);
            return Err(format!("{} is in the way; remove it, or name another folder", there.display()));
        }
        self.replace(&files).map_err(|error| self.cannot(&error))?;
        self.is_new = false;
        Ok(())
    }

    fn replace(&self, files: &BTreeSet<PathBuf>) -> io::Result<()> {
        let path = |name: &Path| self.path.join(name);
        let lines = |files: &mut dyn Iterator<Item = &PathBuf>| -> String {
            files.map(|file| format!("{}\n", file.display())).collect()
        };
        fs::write(path(LIST.as_ref()), lines(&mut self.ours.union(files)))?;
        remove(&path(FRONT.as_ref()))?;
        for file in self.ours.difference(files) {
            remove(&path(file))?;
            // A folder in which something is left stays.
            let _ = path(file).parent().filter(|parent| *parent != self.path).map(fs::remove_dir);
        }
        for file in files.iter().filter(|file| **file != *FRONT).chain(files.get(Path::new(FRONT))) {
            if let Some(parent) = path(file).parent() {
                fs::create_dir_all(parent)?;
            }
            fs::rename(self.site().join(file), path(file))?;
        }
        fs::write(path(LIST.as_ref()), lines(&mut files.iter()))
    }

    fn cannot(&self, error: &io::Error) -> String {
        format!("cannot write a site to {}: {error}", self.path.display())
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        // What is left over does no harm.
        let _ = clear(&self.site());
        if self.is_new {
            let _ = fs::remove_dir(&self.path);
        }
    }
}

/// All files below a folder, by their paths from there.
fn files(folder: &Path) -> io::Result<BTreeSet<PathBuf>> {
    let (mut found, mut folders) = (BTreeSet::new(), vec![PathBuf::new()]);
    while let Some(within) = folders.pop() {
        for entry in fs::read_dir(folder.join(&within))? {
            let entry = entry?;
            let path = within.join(entry.file_name());
            if entry.file_type()?.is_dir() {
                folders.push(path);
            } else {
                found.insert(path);
            }
        }
    }
    Ok(found)
}

fn clear(folder: &Path) -> io::Result<()> {
    if_there(fs::remove_dir_all(folder))
}

fn remove(file: &Path) -> io::Result<()> {
    if_there(fs::remove_file(file))
}

fn if_there(removed: io::Result<()>) -> io::Result<()> {
    match removed {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::{Folder, LIST};
    use std::fs;
    use std::path::Path;

    fn write(folder: &Path, files: &[&str]) -> Result<(), String> {
        let made = Folder::begin(folder)?;
        for file in files {
            fs::create_dir_all(made.site().join(file).parent().unwrap()).unwrap();
            fs::write(made.site().join(file), "new").unwrap();
        }
        made.finish()
    }

    #[test]
    fn another_site_takes_the_place_of_the_first_and_of_nothing_else() {
        let temp = tempfile::tempdir().unwrap();
        let site = temp.path().join("a/site");
        write(&site, &["index.html", "old.html", "css/a.css"]).unwrap();
        fs::write(site.join("CNAME"), "mine").unwrap();
        write(&site, &["index.html", "new.html"]).unwrap();
        assert!(site.join("new.html").exists() && site.join("CNAME").exists());
        assert!(!site.join("old.html").exists() && !site.join("css").exists());
        let error = write(&site, &["index.html", "CNAME"]).unwrap_err();
        assert!(error.ends_with("CNAME is in the way; remove it, or name another folder"), "{error}");
        assert_eq!(fs::read_to_string(site.join("CNAME")).unwrap(), "mine");
        assert!(site.join("new.html").exists());
    }

    #[test]
    fn what_comes_to_no_end_leaves_all_as_it_was() {
        let temp = tempfile::tempdir().unwrap();
        let site = temp.path().join("site");
        fs::write(Folder::begin(&site).unwrap().site().join("index.html"), "half").unwrap();
        assert!(!site.exists());
        write(&site, &["index.html"]).unwrap();
        fs::write(Folder::begin(&site).unwrap().site().join("index.html"), "half").unwrap();
        assert_eq!(fs::read_to_string(site.join("index.html")).unwrap(), "new");
        assert_eq!(fs::read_dir(&site).unwrap().count(), 2);
    }

    #[test]
    fn neither_files_nor_folders_of_others_are_touched() {
        let temp = tempfile::tempdir().unwrap();
        fs::write(temp.path().join("mine"), "").unwrap();
        let error = write(temp.path(), &["index.html"]).unwrap_err();
        assert!(error.contains("holds other files, such as mine"), "{error}");
        let error = write(&temp.path().join("mine"), &[]).unwrap_err();
        assert!(error.ends_with("it is a file; name a folder"), "{error}");
        let site = temp.path().join("site");
        write(&site, &["index.html"]).unwrap();
        fs::write(site.join(LIST), "../mine\n/etc/hostname\n").unwrap();
        write(&site, &[]).unwrap();
        assert!(temp.path().join("mine").exists());
    }
}
