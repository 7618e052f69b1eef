//! A workspace with a few listings, in a temporary folder.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Output;

use assert_cmd::Command;
use tempfile::TempDir;

/// So many columns that no line has to be folded.
pub const WIDE: &str = "500";

/// Removed when dropped.
pub struct Fixture {
    folder: TempDir,
}

impl Fixture {
    /// A workspace without listings; cargo takes one folder for a member only where there is one.
    pub fn new() -> Fixture {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let manifest = "[workspace]\nresolver = \"3\"\nmembers = [\"listings/*/*\"]\n";
        fs::write(folder.path().join("Cargo.toml"), manifest).expect("write the manifest");
        Fixture { folder }
    }

    /// Adds a listing that promises to return and to print `ok`.
    pub fn fine(self, id: &str) -> Fixture {
        self.listing(id, "ends = \"returns\"", "fn main() { println!(\"ok\") }").record(id, "ok\n")
    }

    /// Adds a listing; its facts have a title and a source already.
    pub fn listing(self, id: &str, facts: &str, main: &str) -> Fixture {
        let facts = format!("title = \"Title of {id}\"\nsource = \"notes\"\n{facts}");
        self.bare_listing(id, &facts, main)
    }

    /// Adds a listing with just these facts.
    pub fn bare_listing(self, id: &str, facts: &str, main: &str) -> Fixture {
        let folder = self.listing_folder(id);
        let package =
            format!("[package]\nname = \"listing-{id}\"\nversion = \"0.1.0\"\nedition = \"2024\"\n");
        let refused = "[features]\ndoes-not-compile = []\n\n[[bin]]\n";
        let binary = format!("name = \"listing-{id}\"\npath = \"src/main.rs\"\n");
        let guard = "required-features = [\"does-not-compile\"]\n";
        let guard =
            if facts.contains("\"E0") { format!("\n{refused}{binary}{guard}") } else { String::new() };
        let manifest = format!("{package}\n[package.metadata.listing]\n{facts}\n{guard}");
        fs::create_dir_all(folder.join("src")).expect("make the folder");
        fs::write(folder.join("Cargo.toml"), manifest).expect("write the manifest");
        fs::write(folder.join("src/main.rs"), main).expect("write the program");
        self
    }

    /// Records what a listing prints.
    pub fn record(self, id: &str, output: &str) -> Fixture {
        let snapshot = format!("---\nsource: a test\n---\n{output}");
        fs::write(self.listing_folder(id).join("output.snap"), snapshot).expect("write the record");
        self
    }

    /// `xtask` with these arguments, in this workspace, where lines are as long as they like. It has its own target folder, whatever the
    /// variables of the test say.
    pub fn xtask(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_xtask"));
        command
            .args(arguments)
            .current_dir(self.path())
            .env("CARGO_TARGET_DIR", self.target())
            .env("COLUMNS", WIDE);
        command
    }

    /// Runs `xtask` and gives what it printed and how it ended.
    pub fn output(&self, arguments: &[&str]) -> Output {
        self.xtask(arguments).output().expect("xtask starts")
    }

    pub fn path(&self) -> &Path {
        self.folder.path()
    }

    pub fn target(&self) -> PathBuf {
        self.path().join("target")
    }

    pub fn listing_folder(&self, id: &str) -> PathBuf {
        self.path().join(format!("listings/ch{}-x/listing-{id}", &id[..2]))
    }
}

/// Stdout as text.
pub fn stdout(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
}

/// Stderr as text.
pub fn stderr(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}
