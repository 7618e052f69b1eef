//! Building programs for the explorer: the same source files, against another `std` and `trpl`.

use std::path::{Path, PathBuf};

use crate::build::{Builds, Words};
use crate::cargo::{Cargo, CargoError};
use crate::compile_error::CompileError;
use crate::generated::{Generated, NotWritten, read};
use crate::real_world::Text;
use crate::stop::Stop;

/// The codes of errors that say that something is not there.
const NOT_FOUND: [&str; 5] = ["E0425", "E0432", "E0433", "E0599", "E0603"];
/// What is there.
const MODELLED: &str = "note: the explorer has its own `std`, `trpl` and `tokio`, with threads, tasks, locks, channels, time, \
    arguments and output; files, the network, other processes and standard input are not modelled";

/// A program whose `std` is the explorer's.
#[derive(Clone, Debug)]
pub struct Program {
    /// The name of the binary; no two programs have the same.
    pub name: String,
    /// Its source file, as an absolute path.
    pub source: PathBuf,
}

/// A package, made up in the target folder, that has one binary for each program.
#[derive(Clone, Debug)]
pub struct VirtualWorld {
    /// The workspace, with `shared/` in it.
    root: PathBuf,
    package: Generated,
}

/// The programs could not be built for the explorer.
#[derive(Debug, thiserror::Error)]
pub enum VirtualWorldError {
    #[error(transparent)]
    NotWritten(#[from] NotWritten),
    #[error(transparent)]
    Cargo(#[from] CargoError),
}

impl VirtualWorld {
    pub fn new(root: &Path, target: &Path) -> Self {
        VirtualWorld { root: root.to_owned(), package: Generated::new(root, target.join("explorer")) }
    }

    /// Whether anything was ever built for the explorer: the first time takes a while.
    pub fn is_built(&self) -> bool {
        self.target().exists()
    }

    /// A program that has no file yet.
    pub fn program(&self, Text { name, text }: &Text) -> Result<Program, NotWritten> {
        let source = self.sources().join(name).with_extension("rs");
        self.package.write(&source, text)?;
        Ok(Program { name: name.clone(), source })
    }

    /// Builds programs, each into an executable that answers the explorer's requests.
    pub fn build(
        &self,
        cargo: &Cargo,
        programs: &[Program],
        words: Words,
        stop: &Stop,
    ) -> Result<Builds, VirtualWorldError> {
        if programs.is_empty() {
            return Ok(Builds::default());
        }
        self.package.write_manifest(&self.manifest())?;
        for program in programs {
            self.write_program(program)?;
        }
        let mut command = cargo.command("build");
        command.arg("--manifest-path").arg(self.package.manifest());
        command.arg("--target-dir").arg(self.target());
        command.args(programs.iter().flat_map(|program| ["--bin", &program.name]));
        // A panic message names the file as the real program does: from the root of the workspace.
        let here = format!("--remap-path-prefix={}/=", self.root.display());
        command.arg("--config").arg(format!("build.rustflags=[{here:?}]"));
        let names: Vec<String> = programs.iter().map(|program| program.name.clone()).collect();
        Ok(cargo.compile(command, Some(&self.target()), &names, words, stop)?)
    }

    /// rustc's errors in a program, with the user's own name for its file.
    pub fn errors_of(&self, program: &Program, name: &str, errors: &[CompileError]) -> String {
        let frame = frame(program);
        let in_frame =
            |error: &CompileError| error.place.as_ref().is_some_and(|place| Path::new(&place.file) == frame);
        let code_is = |error: &CompileError, codes: &[&str]| {
            error.code.as_deref().is_some_and(|code| codes.contains(&code))
        };
        if errors.iter().all(|error| in_frame(error) && code_is(error, &["E0425"])) {
            return "it has no `fn main()`; the explorer runs whole programs".to_owned();
        }
        let renamed = |text: &str| {
            [self.copy(program), program.source.clone()].iter().fold(text.to_owned(), |text, path| {
                text.replace(&path.display().to_string(), name)
                    .replace(&self.relative(path).display().to_string(), name)
            })
        };
        let mut parts: Vec<String> = errors.iter().map(|error| renamed(error.rendered.trim_end())).collect();
        if errors.iter().any(|error| code_is(error, &NOT_FOUND)) {
            parts.push(MODELLED.to_owned());
        }
        format!("rustc refuses it\n{}", parts.join("\n\n"))
    }

    fn target(&self) -> PathBuf {
        self.package.folder().join("target")
    }

    /// Where a program is copied that can't be included as it is.
    fn copy(&self, program: &Program) -> PathBuf {
        self.sources().join(&program.name).with_extension("rs")
    }

    fn sources(&self) -> PathBuf {
        self.package.folder().join("sources")
    }

    fn manifest(&self) -> String {
        let shared = |name: &str| self.root.join("shared").join(name).display().to_string();
        format!(
            r#"# Written by `cargo xtask explore`.
[package]
name = "explored"
version = "0.1.0"
edition = "2024"

[workspace]

[dependencies]
alloc = {{ package = "virtual-alloc", path = {virtual_alloc:?} }}
core = {{ package = "virtual-core", path = {virtual_core:?} }}
explorer = {{ path = {explorer:?} }}
futures = "0.3"
std = {{ package = "virtual-std", path = {virtual_std:?} }}
tokio = {{ package = "virtual-tokio", path = {virtual_tokio:?} }}
trpl = {{ package = "virtual-trpl", path = {virtual_trpl:?} }}

[profile.dev]
debug = false
incremental = false
# What is generic in our `std` and `trpl` is compiled with the program that uses it.
opt-level = 1

# What every schedule goes through.
[profile.dev.package]
corosensei.opt-level = 2
engine.codegen-units = 1
engine.debug-assertions = false
engine.opt-level = 2
explorer.opt-level = 2
foldhash.opt-level = 2
tokio-stream.opt-level = 2
virtual-std.opt-level = 2
virtual-tokio.opt-level = 2
virtual-trpl.opt-level = 2
"#,
            explorer = shared("explorer"),
            virtual_alloc = shared("virtual-alloc"),
            virtual_core = shared("virtual-core"),
            virtual_std = shared("virtual-std"),
            virtual_tokio = shared("virtual-tokio"),
            virtual_trpl = shared("virtual-trpl"),
        )
    }

    /// A file as the compiler calls it.
    fn relative<'a>(&self, path: &'a Path) -> &'a Path {
        path.strip_prefix(&self.root).unwrap_or(path)
    }

    fn write_program(&self, program: &Program) -> Result<(), NotWritten> {
        let text = read(&program.source)?;
        let mut included = program.source.clone();
        if let Some(plain) = without_inner_attributes(&text) {
            included = self.copy(program);
            self.package.write(&included, &plain)?;
        }
        let text = format!(
            "#![allow(warnings)]\n\
             mod program {{\n    include!({0:?});\n    pub fn run() -> i32 {{ ::std::process::code_of(main()) }}\n}}\n\
             fn main() {{ ::explorer::serve(program::run, ::explorer::Source {{ path: {1:?}, text: include_str!({0:?}) }}) }}\n",
            included.display().to_string(),
            self.relative(&included).display().to_string()
        );
        self.package.write(&frame(program), &text)
    }
}

/// The file around a program, from the folder of the package, which is how cargo names it.
fn frame(program: &Program) -> PathBuf {
    Path::new("src/bin").join(&program.name).with_extension("rs")
}

/// A file that is included can't begin with `//!` or `#![…]`, so those are blanked out; line numbers
/// stay. `None` where there are none, and the file can be included as it is.
fn without_inner_attributes(text: &str) -> Option<String> {
    let is_inner = |line: &str| ["#!", "//!"].iter().any(|start| line.trim_start().starts_with(start));
    let is_head =
        |line: &&str| line.trim().is_empty() || line.trim_start().starts_with("//") || is_inner(line);
    let head = text.lines().take_while(is_head).count();
    if !text.lines().take(head).any(is_inner) {
        return None;
    }
    let keep = |(number, line)| if number < head && is_inner(line) { "" } else { line };
    Some(text.lines().enumerate().map(keep).collect::<Vec<_>>().join("\n") + "\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn inner_attributes_at_the_top_are_blanked_and_lines_keep_their_numbers() {
        let text =
            "//! What it does.\n// A note.\n#![allow(unused)]\n\nfn main() {\n    #![allow(dead_code)]\n}\n";
        let plain = "\n// A note.\n\n\nfn main() {\n    #![allow(dead_code)]\n}\n";
        assert_eq!(without_inner_attributes(text).as_deref(), Some(plain));
    }

    #[test]
    fn a_file_without_them_is_included_as_it_is() {
        assert_eq!(without_inner_attributes("// A note.\nfn main() {}\n//! late\n"), None);
    }
}
