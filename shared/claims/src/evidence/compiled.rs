//! What rustc says to a program.

use std::fmt;

use runner::{Build, CompileError};

use super::{Evidence, Missing, Needs};
use crate::lab::Lab;
use crate::program::Program;

/// A program is shown to rustc.
#[derive(Clone, Debug)]
pub struct Compiles(Program);

/// What rustc says.
#[derive(Clone, Debug)]
pub enum Compiled {
    Accepted,
    /// With these errors, in its order.
    Refused(Vec<CompileError>),
}

pub fn compiled(program: Program) -> Compiles {
    Compiles(program)
}

impl Evidence for Compiles {
    type Found = Compiled;

    fn add_to(&self, needs: &mut Needs) {
        needs.built.insert(self.0.clone());
    }

    fn find(&self, lab: &Lab) -> Result<Compiled, Missing> {
        match lab.build(&self.0)? {
            Build::Executable(_) => Ok(Compiled::Accepted),
            Build::Refused(errors) => Ok(Compiled::Refused(errors)),
            Build::Stopped(excess) => {
                Err(Missing::NotBuilt { program: self.0.name(), words: excess.to_string() })
            }
        }
    }
}

impl Compiled {
    pub fn is_accepted(&self) -> bool {
        matches!(self, Compiled::Accepted)
    }

    /// Whether this is the code of the first error.
    pub fn begins_with(&self, code: &str) -> bool {
        self.codes().next() == Some(code)
    }

    /// Whether this is the code of some error.
    pub fn has(&self, code: &str) -> bool {
        self.codes().any(|other| other == code)
    }

    fn codes(&self) -> impl Iterator<Item = &str> {
        let errors = match self {
            Compiled::Accepted => &[][..],
            Compiled::Refused(errors) => errors,
        };
        errors.iter().filter_map(|error| error.code.as_deref())
    }
}

/// `compiles`, or the first error: `E0373 at line 6`.
impl fmt::Display for Compiled {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Compiled::Refused(errors) = self else { return f.write_str("compiles") };
        let Some(error) = errors.first() else { return f.write_str("does not compile") };
        f.write_str(error.code.as_deref().unwrap_or("an error"))?;
        error.place.as_ref().map_or(Ok(()), |place| write!(f, " at line {}", place.line))
    }
}
