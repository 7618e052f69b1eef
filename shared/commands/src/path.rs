//! Programs that are named by their paths.

use std::path::{Path, PathBuf};

use runner::read_file;
use worlds::Program;

use terminal::Failure;

/// Whether a name is that of a package.
pub fn is_package(name: &str) -> bool {
    let path = Path::new(name);
    path.is_dir() || path.file_name().is_some_and(|name| name == "Cargo.toml")
}

/// A file of Rust, by its path.
pub fn file(name: &str) -> Result<Program, Failure> {
    let path = Path::new(name);
    let source = path.canonicalize().map_err(|error| format!("cannot read {name}: {error}"))?;
    if !source.is_file() {
        return Err(format!("{name} is not a file; name a file of Rust, such as src/main.rs").into());
    }
    read_file(&source).map_err(|error| format!("cannot read {name}: {error}"))?;
    Ok(Program { name: binary_name(&source), source })
}

/// What somebody who calls a file `name` would call a folder around it.
pub fn named_as(name: &str, file: &Path, folder: &Path) -> String {
    let levels = file.strip_prefix(folder).map_or(0, |inside| inside.components().count());
    match Path::new(name).ancestors().nth(levels) {
        Some(path) if path == Path::new("") => ".".to_owned(),
        Some(path) if path.canonicalize().is_ok_and(|path| path == folder) => path.display().to_string(),
        _ => folder.display().to_string(),
    }
}

/// What an answer about a file rests on that looks at what its crate is called: whoever builds it decides that.
pub fn its_name(program: &Program) -> Option<String> {
    let name = program.name.strip_prefix(FILE)?.split_once('-')?.1.replace('-', "_");
    let text = std::fs::read_to_string(&program.source).ok()?;
    let looks = ["module_path!", "type_name"].iter().any(|word| text.contains(word));
    looks.then(|| format!("the crate of a single file is called as the file, `{name}`"))
}

/// How the names of files begin.
const FILE: &str = "file-";

/// A name that no other file has, and that ends with its own, which programs are told with `module_path!`.
fn binary_name(source: &Path) -> String {
    use std::hash::{DefaultHasher, Hash, Hasher};
    let mut hasher = DefaultHasher::new();
    source.hash(&mut hasher);
    let stem: PathBuf = source.file_stem().unwrap_or_default().into();
    let plain = |c: char| if c.is_ascii_alphanumeric() { c.to_ascii_lowercase() } else { '-' };
    let stem: String = stem.to_string_lossy().chars().map(plain).collect();
    format!("{FILE}{:016x}-{stem}", hasher.finish())
}
