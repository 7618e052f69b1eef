//! A program that is one file, with what it takes in from others.

use std::path::{Path, PathBuf};

use answers::File;

use crate::explorer::Explorable;
use crate::generated::read;
use crate::made_of::MadeOf;
use crate::of_a_package::{asked_of_a_package, refused};
use crate::virtual_world::{Program, VirtualWorld};

impl VirtualWorld {
    /// A program that was built, with what its answers rest on.
    ///
    /// # Errors
    /// It asks for what only a package has; says what and where.
    pub fn explorable(
        &self,
        program: &Program,
        executable: &Path,
        rests_on: Vec<String>,
    ) -> Result<Explorable, String> {
        let made = MadeOf::executable(executable);
        let files = self.taken_in(program, &made);
        if made.variables.iter().any(|name| name.starts_with("CARGO_")) {
            let first = read(&program.source).unwrap_or_default();
            let first = asked_of_a_package(&first).map(|(line, name)| refused(&format!("line {line}"), name));
            let asked = |file: &File| {
                let (line, name) = asked_of_a_package(&file.text)?;
                Some(refused(&format!("line {line} of {}", file.path), name))
            };
            let asked = first.or_else(|| files.iter().find_map(asked));
            return Err(asked.unwrap_or_else(|| refused("it", &made.variables.join("`, `"))));
        }
        let program = answers::Program { files, rests_on, ..answers::Program::default() };
        Ok(Explorable::new(executable, self.root()).with(program))
    }

    /// The user's other files that it is made of.
    fn taken_in(&self, program: &Program, made: &MadeOf) -> Vec<File> {
        let copies = self.copies();
        let is_source = |file: &&PathBuf| file.extension().is_some_and(|end| end == "rs");
        let own = made.files.iter().filter(is_source).filter(|file| file.is_absolute());
        let others = own.map(|file| copies.original(file)).filter(|file| *file != program.source);
        let others = others.filter_map(|file| {
            Some(File { path: self.relative(&file).display().to_string(), text: read(&file).ok()? })
        });
        others.collect()
    }
}
