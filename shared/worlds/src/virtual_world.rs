//! Building programs for the explorer: the same source files, against another `std` and `trpl`.

use std::env::consts::EXE_SUFFIX;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};

use runner::{Build, Builds, Cargo, CargoError, Stop, Words};

use crate::copies::Copies;
use crate::edition::Edition;
use crate::frame::frame;
use crate::generated::{Generated, NotWritten, read};
use crate::head::Head;
use crate::manifest::{Debug, Dependency, Manifest, Profile};
use crate::models::Models;
use crate::real_world::Text;

/// The package of all programs.
const EXPLORED: &str = "explored";
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
    edition: Edition,
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
        let package = Generated::new(root, target.join("explorer"));
        VirtualWorld { root: root.to_owned(), package, edition: Edition::default() }
    }

    /// The same for programs of another edition.
    pub fn of_edition(self, edition: Edition) -> VirtualWorld {
        VirtualWorld { edition, ..self }
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

    /// Builds programs, each into an executable that answers the explorer's requests, or into rustc's errors.
    pub fn build(
        &self,
        cargo: &Cargo,
        programs: &[Program],
        words: Words,
        stop: &Stop,
    ) -> Result<Builds, VirtualWorldError> {
        let mut builds = self.attempt(cargo, programs, words, stop)?;
        for program in programs {
            if matches!(builds.named(&program.name), Some(Build::Refused(_)))
                && let Some(errors) = self.as_written(cargo, program, stop)?
            {
                builds.insert(program.name.clone(), errors);
            }
        }
        Ok(builds)
    }

    /// Our crates as libraries, for programs that cargo builds from their own manifests.
    pub(crate) fn models(
        &self,
        cargo: &Cargo,
        words: Words,
        stop: &Stop,
    ) -> Result<Models, VirtualWorldError> {
        let package = Generated::new(&self.root, self.package.folder().join("models"));
        let test = Dependency::path(self.root.join("shared/virtual-test"), Some("virtual-test"));
        package.write_manifest(&self.manifest().with_dependency("test", test))?;
        package.write(Path::new("src/lib.rs"), "")?;
        Ok(Models::of(&self.compile(cargo, &package, &[], words, stop)?.artifacts))
    }

    /// The workspace of the models.
    pub(crate) fn root(&self) -> &Path {
        &self.root
    }

    /// Where all that is made for the explorer is.
    pub(crate) fn folder(&self) -> &Path {
        self.package.folder()
    }

    /// Where the copy of a workspace of the user's is.
    pub(crate) fn folder_of(&self, workspace: &Path) -> PathBuf {
        let name = workspace.file_name().unwrap_or_default().to_string_lossy().into_owned();
        self.package.folder().join("packages").join(format!("{name}-{:016x}", hash(&workspace)))
    }

    /// The same for programs that need not compile: of rustc's errors nobody wants to know more.
    pub fn attempt(
        &self,
        cargo: &Cargo,
        programs: &[Program],
        words: Words,
        stop: &Stop,
    ) -> Result<Builds, VirtualWorldError> {
        if programs.is_empty() {
            return Ok(Builds::default());
        }
        let package = self.package_of_the_edition();
        package.write_manifest(&self.manifest())?;
        for program in programs {
            self.write_program(&package, program)?;
        }
        let is_ready = |name: &String| {
            let receipt = cargo.receipt(&self.made(name));
            receipt.is_some_and(|receipt| receipt.holds_for(&package.folder().join(frame_file(name))))
        };
        let (ready, others): (Vec<String>, Vec<String>) =
            programs.iter().map(|program| program.name.clone()).partition(is_ready);
        let mut builds = if others.is_empty() {
            Builds::default()
        } else {
            self.compile(cargo, &package, &others, words, stop)?
        };
        builds.extend(ready.into_iter().map(|name| (name.clone(), Build::Executable(self.made(&name)))));
        Ok(builds)
    }

    /// The executable of a program.
    fn made(&self, name: &str) -> PathBuf {
        self.target().join("debug").join(format!("{name}{EXE_SUFFIX}"))
    }

    /// A program in the words of a reader who wrote it.
    pub(crate) fn paths_of(&self, program: &Program) -> Vec<PathBuf> {
        let written = program.source.clone();
        let relative = self.relative(&written).to_owned();
        vec![written, relative]
    }

    /// What rustc says to a program that is refused, without anything of ours around it; `None` if it has nothing to say.
    fn as_written(
        &self,
        cargo: &Cargo,
        program: &Program,
        stop: &Stop,
    ) -> Result<Option<Build>, VirtualWorldError> {
        let folder = self.package.folder().join("as-written").join(&program.name);
        let package = Generated::new(&self.root, folder);
        let binary = format!("{}-as-written", program.name);
        package.write_manifest(&self.manifest().with_binary(binary.clone(), &program.source))?;
        let builds = self.compile(cargo, &package, std::slice::from_ref(&binary), Words::Kept, stop)?;
        let build = builds.named(&binary).filter(|build| matches!(build, Build::Refused(_)));
        Ok(build.cloned())
    }

    fn compile(
        &self,
        cargo: &Cargo,
        package: &Generated,
        binaries: &[String],
        words: Words,
        stop: &Stop,
    ) -> Result<Builds, CargoError> {
        let mut command = cargo.command("build");
        command.arg("--manifest-path").arg(package.manifest());
        command.arg("--target-dir").arg(self.target());
        command.args(binaries.iter().flat_map(|binary| ["--bin", binary]));
        // A panic message names the file as the real program does: from the root of the workspace. Of several that fit, the
        // last counts.
        let copies = self.copies();
        let names = [(&*self.root, "")].into_iter().chain(copies.names());
        let flags: Vec<String> =
            names.map(|(from, to)| format!("--remap-path-prefix={}/={to}", from.display())).collect();
        let flags: toml::Value = flags.into();
        command.arg("--config").arg(format!("build.rustflags={flags}"));
        cargo.compile(command, Some(&self.target()), binaries, words, stop)
    }

    fn target(&self) -> PathBuf {
        self.package.folder().join("target")
    }

    /// The programs of one edition are a package; all are built into one folder.
    fn package_of_the_edition(&self) -> Generated {
        if self.edition == Edition::default() {
            return self.package.clone();
        }
        let folder = self.package.folder().join(format!("edition-{}", self.edition.name()));
        Generated::new(&self.root, folder)
    }

    fn sources(&self) -> PathBuf {
        self.package.folder().join("sources")
    }

    /// Where programs are copied that can't be included as they are.
    pub(crate) fn copies(&self) -> Copies {
        Copies::new(&self.package.folder().join("copies-of-programs"), &self.root)
    }

    fn manifest(&self) -> Manifest {
        let ours = |name: &str| Dependency::path(self.root.join("shared").join(name), None);
        let virtual_one = |package| Dependency::path(self.root.join("shared").join(package), Some(package));
        let optimised = || Profile {
            opt_level: Some(2),
            codegen_units: Some(1),
            debug_assertions: Some(false),
            ..Profile::default()
        };
        // What every schedule goes through.
        let hot = [
            "corosensei",
            "engine",
            "explorer",
            "foldhash",
            "tokio-stream",
            "unstable",
            "virtual-arc",
            "virtual-futures",
            "virtual-std",
            "virtual-tokio",
            "virtual-tokio-stream",
            "virtual-tokio-util",
            "virtual-trpl",
        ];
        let package = hot.into_iter().map(|name| (name, optimised())).collect();
        let dependencies = [
            ("alloc", virtual_one("virtual-alloc")),
            ("core", virtual_one("virtual-core")),
            ("explorer", ours("explorer")),
            ("futures", virtual_one("virtual-futures")),
            ("std", virtual_one("virtual-std")),
            ("tokio", virtual_one("virtual-tokio")),
            ("tokio-stream", virtual_one("virtual-tokio-stream")),
            ("tokio-util", virtual_one("virtual-tokio-util")),
            ("trpl", virtual_one("virtual-trpl")),
        ];
        let dev = Profile {
            debug: Some(Debug::None),
            incremental: Some(false),
            // All else, a program too, does so little that to optimise it takes longer than it saves.
            opt_level: Some(0),
            package,
            ..Profile::default()
        };
        Manifest::new(EXPLORED, dependencies, dev).of_edition(self.edition)
    }

    /// A file as the compiler calls it.
    pub(crate) fn relative<'a>(&self, path: &'a Path) -> &'a Path {
        path.strip_prefix(&self.root).unwrap_or(path)
    }

    fn write_program(&self, package: &Generated, program: &Program) -> Result<(), NotWritten> {
        let text = read(&program.source)?;
        let head = Head::of(&text);
        let mut included = program.source.clone();
        if !head.is_empty() {
            let write = |source| NotWritten::Write { path: program.source.clone(), source };
            included = self.copies().copy(&program.source, &text).map_err(write)?;
        }
        // Cargo goes by the time of a file, which is an old one where an old file was moved to its place.
        let frame = frame(&included, self.relative(&program.source), &head.alone(&text))
            + &format!("// The text has the hash {:016x}.\n", hash(&text));
        package.write(&frame_file(&program.name), &frame)
    }
}

/// Where what is compiled for a program is, from the folder of the package.
fn frame_file(name: &str) -> PathBuf {
    Path::new("src/bin").join(name).with_extension("rs")
}

fn hash(what: &impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    what.hash(&mut hasher);
    hasher.finish()
}
