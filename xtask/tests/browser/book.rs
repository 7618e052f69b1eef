//! Pages and graphs as the commands write them.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use answers::{Clock, Graph};
use tempfile::TempDir;

/// Where they are, as long as this lives.
pub struct Book {
    folder: TempDir,
}

impl Book {
    pub fn new() -> Book {
        Book { folder: tempfile::tempdir().expect("a folder for the pages") }
    }

    /// The file of a program's page.
    pub fn page(&self, program: &str) -> PathBuf {
        self.written(program, "html", &["book", "--file", program, "--out"])
    }

    /// Where a browser finds it.
    pub fn address(&self, program: &str) -> String {
        format!("file://{}", self.page(program).display())
    }

    /// Writes a page that is like another one but for this change, and says where it is.
    pub fn changed(&self, program: &str, from: &str, to: &str) -> String {
        let page = fs::read_to_string(self.page(program)).expect("the page");
        assert!(page.contains(from), "no {from} in the page of {program}");
        let file = self.folder.path().join("changed.html");
        fs::write(&file, page.replace(from, to)).expect("the page can be written");
        format!("file://{}", file.display())
    }

    pub fn graph(&self, program: &str, clock: Clock) -> Graph {
        let clock = clock.to_string();
        let file = self.written(
            program,
            &format!("{clock}.json"),
            &["explore", program, "--clock", &clock, "--graph"],
        );
        serde_json::from_str(&fs::read_to_string(file).expect("the graph")).expect("a graph")
    }

    /// What `explain` says of an output, by its exit code: 0 possible, 1 impossible, 3 if late.
    pub fn verdict(&self, program: &str, output: &str) -> Option<i32> {
        let file = self.folder.path().join("output.txt");
        fs::write(&file, output).expect("the output can be written");
        xtask().args(["explain", program]).arg(file).output().expect("xtask starts").status.code()
    }

    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    fn written(&self, program: &str, kind: &str, arguments: &[&str]) -> PathBuf {
        let name = Path::new(program).file_stem().unwrap_or_default().to_string_lossy();
        let file = self.folder.path().join(format!("{name}.{kind}"));
        if !file.exists() {
            let output = xtask().args(arguments).arg(&file).output().expect("xtask starts");
            assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        }
        file
    }
}

fn xtask() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_xtask"));
    command.current_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/.."));
    command
}
