use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::LazyLock;

use catalogue::Catalogue;
use runner::Cargo;

pub const ROOT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../..");

/// What was measured, so to speak.
const COSTS: &str = r#"{"machine": {"name": "Made-up <R&D>", "cpus": 2, "memory_bytes": null, "os": "linux", "kernel": "6.1",
    "rustc": "rustc 1.90.0", "others": null}, "seconds": 1.0, "left_out": [], "pairs": [], "curves": [{"id": "memory",
    "unit": "bytes", "points": [{"count": 100, "thread": 980000.0, "task": 45000.0},
    {"count": 1000, "thread": 9800000.0, "task": 450000.0}]}]}"#;

/// The site, as it is read.
pub struct Site {
    pub folder: PathBuf,
    pub catalogue: Catalogue,
    /// All pages, by their names.
    pub pages: BTreeMap<String, String>,
    _temp: tempfile::TempDir,
}

pub static SITE: LazyLock<Site> = LazyLock::new(|| {
    let temp = tempfile::tempdir().unwrap();
    // A folder that is not at the top, with a name that needs care in addresses.
    let folder = temp.path().join("some where/site");
    let costs = temp.path().join("costs.json");
    fs::write(&costs, COSTS).unwrap();
    let output = command(&folder).arg("--costs").arg(&costs).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let metadata = Cargo::new(env!("CARGO"), ROOT).metadata().unwrap();
    let catalogue = Catalogue::from_metadata(&metadata).unwrap();
    Site { pages: pages(&folder), folder, catalogue, _temp: temp }
});

/// What makes the site in this folder.
pub fn command(folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_book"));
    command.arg("--out").arg(folder).current_dir(ROOT);
    command
}

fn pages(folder: &Path) -> BTreeMap<String, String> {
    let paths = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let pages = paths.filter(|path| path.extension().is_some_and(|extension| extension == "html"));
    let name = |path: &Path| path.file_name().unwrap().to_str().unwrap().to_owned();
    pages.map(|path| (name(&path), fs::read_to_string(&path).unwrap())).collect()
}

/// What attributes of this name say in a page, as it stands there.
pub fn attributes<'a>(page: &'a str, name: &str) -> Vec<&'a str> {
    let begins = format!(" {name}=\"");
    page.split(&begins).skip(1).filter_map(|rest| rest.split('"').next()).collect()
}

/// A page without its scripts, as a browser shows it that runs none.
pub fn without_scripts(page: &str) -> String {
    let mut parts = page.split("<script");
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |page, part| page + part.split_once("</script>").map_or("", |(_, after)| after))
}
