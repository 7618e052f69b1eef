//! `cargo xtask book`: pages in which a reader decides who goes next.

use std::path::PathBuf;
use std::process::{Command, ExitCode};

use answers::Limits;
use pages::{Runs, Study};

use commands::drawing::Drawing;
use commands::explored::{self, Explored};
use commands::folder::Folder;
use commands::which::Which;
use terminal::output::{complain_of, note};
use terminal::{Failure, INTERRUPTED, WRONG_USE, Workspace, become_another, tool};

use crate::meter::{Meter, keep, kept};

/// Makes the site of all listings, or a page of one program, in which a reader decides who goes next
#[derive(clap::Args)]
pub struct Arguments {
    /// One page of this program: a file of yours, a package, or a listing
    #[arg(long, value_name = "FILE.rs|DIR|ID")]
    file: Option<String>,
    /// Where it goes: the folder of the site, by default target/book; the file of a page, by default here, called like the program
    #[arg(long, value_name = "DIR|FILE.html")]
    out: Option<PathBuf>,
    /// Open the site in a browser
    #[arg(long, conflicts_with = "file")]
    open: bool,
    #[command(flatten)]
    which: Which,
    /// Arguments that the program is started with, in place of a listing's usual ones
    #[arg(last = true, requires = "file")]
    args: Vec<String>,
}

pub fn run(arguments: &Arguments) -> Result<ExitCode, Failure> {
    let workspace = Workspace::open()?;
    match &arguments.file {
        Some(file) => one_page(&workspace, file, arguments),
        None => site(&workspace, arguments),
    }
}

/// Hands over to the program that makes the site, which is built when it is first needed.
fn site(workspace: &Workspace, arguments: &Arguments) -> Result<ExitCode, Failure> {
    let out = arguments.out.clone().unwrap_or_else(|| workspace.target.join("book"));
    Folder::check(&out)?;
    let mut command = Command::new(tool(workspace, "book", "dev", "what makes the site")?);
    let costs = measured(workspace)?;
    command.arg("--out").arg(out).arg("--costs").arg(costs);
    if arguments.open {
        command.arg("--open");
    }
    become_another(&mut command)
}

/// What threads and tasks cost here; it is measured where it has not been yet.
fn measured(workspace: &Workspace) -> Result<PathBuf, Failure> {
    let file = kept(workspace);
    if !file.exists() {
        note("what threads and tasks cost is measured once, which takes less than a minute");
        keep(workspace, &Meter::build(workspace)?.measure(&[])?)?;
    }
    Ok(file)
}

fn one_page(workspace: &Workspace, file: &str, arguments: &Arguments) -> Result<ExitCode, Failure> {
    let explored = Explored::find(workspace, file, &arguments.which)?.started_with(&arguments.args);
    let name = name(&explored.name);
    let out = arguments.out.clone().unwrap_or_else(|| PathBuf::from(format!("{name}.html")));
    let mut file = Drawing::begin(&out)?;
    let runs = match explored::build_one(workspace, &explored)? {
        Ok(explorable) => Runs::ask(workspace, &explored, &explorable, Limits::default()),
        Err(why) => Ok(Err(why)),
    };
    if workspace.stop.is_asked() {
        return Ok(ExitCode::from(INTERRUPTED));
    }
    match runs? {
        Ok(runs) => {
            file.finish(&Study::new(name, &explored, runs).figure().page())?;
            note(&format!("wrote {}", out.display()));
            Ok(ExitCode::SUCCESS)
        }
        Err(why) => {
            complain_of(&explored.name, &why);
            Ok(ExitCode::from(WRONG_USE))
        }
    }
}

/// A file's name without what would need care in an address.
fn name(program: &str) -> String {
    let path = PathBuf::from(program);
    let stem = path.file_stem().map_or(program.into(), |stem| stem.to_string_lossy());
    let plain = |c: char| if c.is_ascii_alphanumeric() { c } else { '-' };
    let plain: String = stem.chars().map(plain).collect();
    let plain = plain.trim_matches('-');
    if plain.is_empty() { "program".to_owned() } else { plain.to_owned() }
}
