use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use mdbook_schedules::{Done, Input, preprocess};
use serde_json::{Value, json};
use terminal::Workspace;

/// With the models of this repository. Nobody can ask twice to be told of Ctrl-C.
pub static WORKSPACE: LazyLock<Workspace> = LazyLock::new(|| Workspace::open().unwrap());

/// Two outputs, and lines that a page leaves out.
pub const PROGRAM: &str = "\
// ANCHOR: all
use std::thread;

fn main() {
    // ANCHOR: here
    let other = thread::spawn(|| println!(\"other\"));
    println!(\"main\");
    // ANCHOR_END: here
    other.join().unwrap();
}
// ANCHOR_END: all
";

/// The program as a page shows it, before and after mdBook has included it.
pub const INCLUDED: [&str; 2] = [
    "{{#rustdoc_include ../listings/spawn/src/main.rs:here}}",
    "# use std::thread;\n#\n# fn main() {\n    let other = thread::spawn(|| println!(\"other\"));\n    println!(\"main\");\n#     other.join().unwrap();\n# }",
];

/// A page that shows the program, what it prints, and asks for something.
pub fn page(shown: &str, printed: &str, asks: &str) -> String {
    format!(
        "# A page\n\n```rust\n{shown}\n```\n\n```text\n{printed}\n```\n\n<!-- schedules: {asks} -->\nAnd so on.\n"
    )
}

/// A folder with a book of these pages, made anew.
pub fn written(name: &str, settings: &str, pages: &[(&str, &str)]) -> PathBuf {
    let root = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = fs::remove_dir_all(&root);
    let summary: String = pages.iter().map(|(file, _)| format!("- [{file}]({file})\n")).collect();
    let files = [
        ("book.toml".to_owned(), settings.to_owned()),
        ("src/SUMMARY.md".to_owned(), summary),
        (
            "listings/spawn/Cargo.toml".to_owned(),
            "[package]\nname = \"spawn\"\nedition = \"2024\"\n".to_owned(),
        ),
        ("listings/spawn/src/main.rs".to_owned(), PROGRAM.to_owned()),
    ];
    let pages = pages.iter().map(|(file, text)| (format!("src/{file}"), (*text).to_owned()));
    for (path, text) in files.into_iter().chain(pages) {
        let path = root.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    root
}

/// How a version of mdBook hands a page over.
#[derive(Clone, Copy)]
pub enum Version {
    V04,
    V05,
}

impl Version {
    /// The JSON for a book with this page, in its version's words.
    pub fn json(self, root: &Path, renderer: &str, file: &str, content: &str) -> Value {
        let config = json!({
            "book": {"authors": [], "language": "en", "src": "src", "title": null},
            "output": {"html": {"additional-js": ["schedules.js"]}},
            "preprocessor": {"schedules": {"after": ["links"]}},
        });
        let chapter = json!({"Chapter": {
            "name": "A page", "content": content, "number": [1], "sub_items": [],
            "path": file, "source_path": file, "parent_names": [],
        }});
        let context = |version: &str| json!({"root": root, "config": config, "renderer": renderer, "mdbook_version": version});
        let draft = json!({"Chapter": {
            "name": "Later", "content": "", "number": [2], "sub_items": [],
            "path": null, "source_path": null, "parent_names": [],
        }});
        let items = json!([{"PartTitle": "Part"}, chapter, "Separator", draft]);
        match self {
            Version::V04 => json!([context("0.4.52"), {"sections": items, "__non_exhaustive": null}]),
            Version::V05 => json!([context("0.5.4"), {"items": items}]),
        }
    }

    pub fn list(self) -> &'static str {
        match self {
            Version::V04 => "sections",
            Version::V05 => "items",
        }
    }
}

/// What becomes of a book.
pub fn done(json: &Value) -> Done {
    preprocess(&WORKSPACE, Input::read(&json.to_string()).unwrap()).unwrap()
}
