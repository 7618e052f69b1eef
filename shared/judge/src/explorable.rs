//! Programs of a book that somebody wants to ask more about.

use commands::explored::Explored;
use commands::which::Which;
use terminal::{Failure, Workspace};
use worlds::Explorable;

use crate::complaint::named;
use crate::real_lab;
use crate::source::{Source, Way};
use crate::virtual_lab::{self, Built};

/// A program under the book's name for it, built for the explorer; a sentence where that can't be.
pub type Asked = Result<(Explored, Explorable), String>;

/// Builds programs for the explorer, in their order.
///
/// # Errors
/// Nothing can be built at all.
pub fn explorables(workspace: &Workspace, sources: &[&Source]) -> Result<Vec<Asked>, Failure> {
    let built = virtual_lab::build(workspace, sources)?;
    sources.iter().zip(built).map(|(source, built)| asked(workspace, source, built)).collect()
}

fn asked(workspace: &Workspace, source: &Source, built: Built) -> Result<Asked, Failure> {
    Ok(match built {
        Built::Explorable(explorable) => {
            let found = match (source.way(), &source.package) {
                (Way::Package, Some(package)) => {
                    let folder = package.folder.display().to_string();
                    let found = Explored::find(workspace, &folder, &Which::default());
                    found.map(|found| found.called(&source.name)).map_err(|why| why.to_string())
                }
                _ => Ok(Explored::program(&source.name, virtual_lab::file(workspace, source)?)),
            };
            found.map(|found| (found, *explorable))
        }
        Built::NotModelled(why) => Err(why),
        // What the explorer's own crates refuse may be right all the same.
        Built::Refused(errors, program) => {
            Err(match real_lab::complaints(workspace, &[source])?.pop().unwrap_or(Ok(Vec::new())) {
                Ok(said) if said.is_empty() => virtual_lab::unknown(workspace, &program, &errors),
                Ok(said) => format!("rustc refuses it ({})", named(said.iter()).join(", ")),
                Err(why) => why,
            })
        }
    })
}
