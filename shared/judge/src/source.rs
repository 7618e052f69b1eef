//! A program of a book.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde::Deserialize;
use worlds::Edition;

use crate::folder::{Folder, Unread};

/// Crates of which the explorer has its own.
const MODELLED: [&str; 5] = ["futures", "tokio", "tokio-stream", "tokio-util", "trpl"];

/// A program of a book.
#[derive(Clone, Debug, PartialEq)]
pub struct Source {
    /// The path of its file from the book's folder; of one that stands in a page, `page:line`.
    pub name: String,
    pub text: String,
    /// Its file, if it has one.
    pub file: Option<PathBuf>,
    pub edition: Edition,
    /// Whether anybody says that it is this edition.
    pub has_edition: bool,
    pub package: Option<Package>,
    /// Whether a page says that it does not compile.
    pub is_meant_to_fail: bool,
}

/// The package that a program is in.
#[derive(Clone, Debug, PartialEq)]
pub struct Package {
    pub name: String,
    pub folder: PathBuf,
    /// What it needs, as its manifest says, with paths that hold everywhere.
    pub dependencies: BTreeMap<String, toml::Value>,
    /// Whether there is more of it than this program: a library, or a build script.
    has_more: bool,
}

/// How a program is built.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// As a file, with the crates that each file has.
    File,
    /// As its package has it.
    Package,
}

impl Source {
    /// The program in a file.
    ///
    /// # Errors
    /// The file can't be read.
    pub fn file(folder: &Folder, file: &Path, edition: Option<Edition>) -> Result<Source, Unread> {
        let text = folder.read(file)?;
        let (edition, package) = match Package::around(folder, file) {
            Some((named, package)) => (Some(named), Some(package)),
            None => (edition, None),
        };
        let has_edition = edition.is_some();
        let edition = edition.unwrap_or_default();
        let (name, file) = (folder.name(file), Some(file.to_owned()));
        Ok(Source { name, text, file, edition, has_edition, package, is_meant_to_fail: false })
    }

    /// A program that stands in a page.
    pub fn in_page(name: String, text: String, edition: Option<Edition>) -> Source {
        let has_edition = edition.is_some();
        let edition = edition.unwrap_or_default();
        Source { name, text, file: None, edition, has_edition, package: None, is_meant_to_fail: false }
    }

    /// Where it begins: `src/main.rs:1`.
    pub fn first_line(&self) -> String {
        if self.file.is_some() { format!("{}:1", self.name) } else { self.name.clone() }
    }

    /// Whether there is anything to run in it.
    pub fn is_complete(&self) -> bool {
        is_complete(&self.text)
    }

    /// How it is built.
    pub fn way(&self) -> Way {
        let Some(package) = &self.package else { return Way::File };
        let others = package.dependencies.keys().filter(|name| !MODELLED.contains(&name.as_str()));
        let names_another = others.into_iter().any(|name| self.names(&name.replace('-', "_")));
        let is_alone = !package.has_more && !names_another;
        if is_alone { Way::File } else { Way::Package }
    }

    /// Whether it reads what somebody types.
    pub fn reads_input(&self) -> bool {
        self.names("stdin")
    }

    /// What it takes from `std` that has to do with the machine, and that the explorer has not, by its name.
    pub fn of_the_machine(&self) -> Option<&'static str> {
        let imports = self.text.split("use std::").skip(1).filter_map(|rest| rest.split(';').next());
        let imports: Vec<&str> = imports.collect();
        let is_part = |c: char| c.is_alphanumeric() || c == '_';
        let takes =
            |word: &str| imports.iter().any(|import| import.split(|c| !is_part(c)).any(|one| one == word));
        let names = ["std::fs", "std::net::TcpListener", "std::net::TcpStream", "std::net::UdpSocket"];
        names.into_iter().find(|name| takes(name.rsplit("::").next().unwrap_or(name)))
    }

    /// Whether more than one thing can go on in it.
    pub fn is_concurrent(&self) -> bool {
        ["thread", "async", "await", "tokio", "trpl", "sync"].iter().any(|word| self.names(word))
    }

    /// Whether a word stands somewhere in its code.
    fn names(&self, word: &str) -> bool {
        let code = self.text.lines().filter(|line| !line.trim_start().starts_with("//"));
        let is_part = |c: char| c.is_alphanumeric() || c == '_';
        code.into_iter().any(|line| line.split(|c| !is_part(c)).any(|one| one == word))
    }
}

/// Whether a text has a `main`.
pub fn is_complete(text: &str) -> bool {
    let starts = |line: &str| {
        let line = line.trim_start();
        let line = line.strip_prefix("pub ").unwrap_or(line);
        let line = line.strip_prefix("async ").unwrap_or(line);
        line.strip_prefix("fn main").is_some_and(|rest| rest.trim_start().starts_with('('))
    };
    text.lines().any(starts)
}

/// What matters here of a manifest.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Manifest {
    package: toml::Table,
    dependencies: BTreeMap<String, toml::Value>,
    lib: Option<toml::Value>,
}

impl Package {
    /// The package that a file is in, with its edition; `None` if there is none in the book.
    fn around(folder: &Folder, file: &Path) -> Option<(Edition, Package)> {
        let inside = |path: &&Path| path.starts_with(folder.root());
        let mut folders = file.ancestors().skip(1).take_while(inside);
        let root = folders.find(|path| path.join("Cargo.toml").is_file())?;
        let manifest: Manifest = toml::from_str(&folder.read(&root.join("Cargo.toml")).ok()?).ok()?;
        if manifest.package.is_empty() {
            return None;
        }
        let named = manifest.package.get("edition").and_then(toml::Value::as_str).and_then(Edition::named);
        let inherits = manifest.package.get("edition").is_some_and(toml::Value::is_table);
        let edition = named.unwrap_or(if inherits { Edition::default() } else { Edition::E2015 });
        let is_there = |name: &str| root.join(name).is_file();
        let has_more = manifest.lib.is_some() || is_there("src/lib.rs") || is_there("build.rs");
        let dependencies = manifest.dependencies.into_iter().map(|(name, needed)| {
            let needed = everywhere(root, &name, needed);
            (name, needed)
        });
        let name = manifest.package.get("name").and_then(toml::Value::as_str).unwrap_or_default().to_owned();
        let package =
            Package { name, folder: root.to_owned(), dependencies: dependencies.collect(), has_more };
        Some((edition, package))
    }

    /// Whether something of it is on this machine, so that it may do anything while it is built.
    pub fn has_paths(&self) -> bool {
        self.dependencies.iter().any(|(_, needed)| needed.get("path").is_some())
    }
}

/// A dependency whose path, if it has one, is whole. A book's own copy of a published crate that is not there is the published one.
fn everywhere(root: &Path, name: &str, needed: toml::Value) -> toml::Value {
    let toml::Value::Table(mut table) = needed else { return needed };
    if let Some(path) = table.get("path").and_then(toml::Value::as_str) {
        let path = root.join(path);
        match path.canonicalize() {
            Ok(path) => drop(table.insert("path".to_owned(), path.display().to_string().into())),
            Err(_) if MODELLED.contains(&name) => {
                table.remove("path");
                table.entry("version").or_insert_with(|| "*".into());
            }
            Err(_) => drop(table.insert("path".to_owned(), path.display().to_string().into())),
        }
    }
    toml::Value::Table(table)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    #[test]
    fn only_what_has_a_main_is_a_program() {
        assert!(is_complete("use a;\nfn main() {}\n") && is_complete("#[tokio::main]\nasync fn main() {}"));
        assert!(!is_complete("fn mainly() {}\n// fn main() {}\n"));
    }

    #[test]
    fn a_package_says_in_which_edition_and_with_what_a_program_is_built() {
        let folder = tempfile::tempdir().unwrap();
        let write = |path: &str, text: &str| {
            let path = folder.path().join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        };
        write(
            "a/Cargo.toml",
            "[package]\nname = \"a\"\nedition = \"2018\"\n[dependencies]\ntrpl = { path = \"../t\" }\n",
        );
        write("a/src/main.rs", "fn main() {}");
        write("b/Cargo.toml", "[package]\nname = \"b\"\n[dependencies]\nrand = \"0.8\"\n");
        write("b/src/main.rs", "fn main() { rand::random() }");
        let folder = Folder::open(folder.path()).unwrap();
        let source = |path: &str| {
            let file = folder.root().join(path);
            Source::file(&folder, &file, None).unwrap()
        };
        let (a, b) = (source("a/src/main.rs"), source("b/src/main.rs"));
        assert_eq!((a.edition, a.way()), (Edition::E2018, Way::File));
        assert_eq!((b.edition, b.way()), (Edition::E2015, Way::Package));
        assert_eq!(a.package.unwrap().dependencies["trpl"].get("version").unwrap().as_str(), Some("*"));
    }
}
