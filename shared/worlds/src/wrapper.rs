//! rustc, as cargo starts it for a package that is explored: what it is told is changed a little before.

use std::collections::{BTreeMap, BTreeSet};
use std::ffi::{OsStr, OsString};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde::{Deserialize, Serialize};

/// The variable that names the file of orders. A program that finds it set was started by cargo in rustc's place.
pub const ORDERS: &str = "EXPLORE_ORDERS";

/// What is compiled otherwise than cargo says.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(crate) struct Orders {
    /// The user's packages, by their folders: they are compiled against the explorer's `std`.
    pub own: BTreeSet<PathBuf>,
    /// What is given to these beside their dependencies, by name.
    pub given: BTreeMap<String, PathBuf>,
    /// Libraries that take others' places, by these others' names.
    pub ours: BTreeMap<String, PathBuf>,
    /// What is given to tests: the library that runs them.
    pub test: PathBuf,
    /// Where all of these find their own dependencies.
    pub search: PathBuf,
    /// Packages that nothing needs since others took the place of who needed them, by their folders.
    pub idle: BTreeSet<PathBuf>,
    /// Files that are compiled in place of a program's own.
    pub frames: BTreeMap<PathBuf, PathBuf>,
    /// What paths are called, as `from=to`.
    pub names: Vec<String>,
    /// Where to put files.
    pub folder: PathBuf,
}

/// What cargo asks of rustc.
struct Call {
    arguments: Vec<OsString>,
    /// The folder of the package.
    package: PathBuf,
    name: String,
    /// Whether this is for the program, and not for what helps to build it.
    is_for_the_program: bool,
}

/// The command in place of the one that cargo started: `arguments` begin with rustc's own path.
///
/// # Errors
/// The orders can't be read, or a file of ours can't be written.
pub fn rustc(orders: &OsStr, arguments: Vec<OsString>, package: Option<PathBuf>) -> io::Result<Command> {
    let mut arguments = arguments.into_iter();
    let mut command = Command::new(arguments.next().ok_or(io::ErrorKind::InvalidInput)?);
    let arguments: Vec<OsString> = arguments.collect();
    let after = |flag: &str| {
        let at = arguments.iter().position(|argument| argument == flag)?;
        arguments.get(at + 1)
    };
    let name = after("--crate-name").map(|name| name.to_string_lossy().into_owned());
    let (Some(name), Some(package)) = (name, package) else {
        // It is asked about itself.
        command.args(arguments);
        return Ok(command);
    };
    let is_for_the_program = after("--target").is_some();
    let orders: Orders = serde_json::from_slice(&fs::read(Path::new(orders))?)?;
    let call = Call { arguments, package, name, is_for_the_program };
    command.args(orders.changed(call)?);
    Ok(command)
}

impl Orders {
    fn changed(&self, call: Call) -> io::Result<Vec<OsString>> {
        let Call { mut arguments, package, name, is_for_the_program } = call;
        if self.idle.contains(&package) {
            let text = if name.starts_with("build_script") { "fn main() {}" } else { "" };
            return self.instead(arguments, &name, text);
        }
        if !is_for_the_program {
            return Ok(arguments);
        }
        if self.own.contains(&package) {
            for argument in &mut arguments {
                let frame = self.frames.get(&std::env::current_dir()?.join(&*argument));
                if let Some(frame) = frame {
                    *argument = frame.into();
                }
            }
            for (name, path) in &self.given {
                arguments.extend(["--extern".into(), named(name, path)]);
            }
            if arguments.iter().any(|argument| argument == "--test") {
                arguments.extend(["--extern".into(), named("test", &self.test)]);
            }
            for name in &self.names {
                arguments.push(format!("--remap-path-prefix={name}").into());
            }
            // Whoever explores a program is not about to mend its style.
            arguments.push("--cap-lints=allow".into());
        } else if let Some(library) = self.ours.get(&name) {
            let text = format!("#![no_std]\npub use ::{OURS}::*;\n");
            arguments = self.instead(arguments, &format!("{name}.ours"), &text)?;
            arguments.extend(["--extern".into(), named(OURS, library)]);
        }
        arguments.extend(["-L".into(), named("dependency", &self.search)]);
        // Not to be taken for the same library as one of the explorer's own.
        arguments.push("-Cmetadata=explored".into());
        Ok(arguments)
    }

    /// Has another text compiled than what stands in the package.
    fn instead(&self, mut arguments: Vec<OsString>, name: &str, text: &str) -> io::Result<Vec<OsString>> {
        let file = self.folder.join(name).with_extension("rs");
        if fs::read_to_string(&file).ok().as_deref() != Some(text) {
            fs::write(&file, text)?;
        }
        let is_source = |argument: &&mut OsString| Path::new(argument).extension() == Some(OsStr::new("rs"));
        if let Some(source) = arguments.iter_mut().find(is_source) {
            *source = file.into();
        }
        let is_edition = |argument: &&mut OsString| argument.to_string_lossy().starts_with("--edition");
        if let Some(edition) = arguments.iter_mut().find(is_edition) {
            *edition = "--edition=2021".into();
        }
        Ok(arguments)
    }
}

/// Under which name a library takes another one's place.
const OURS: &str = "ours";

fn named(name: &str, path: &Path) -> OsString {
    let mut text = OsString::from(name);
    text.push("=");
    text.push(path);
    text
}
