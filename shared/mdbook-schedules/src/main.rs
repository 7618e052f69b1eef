//! `mdbook-schedules`, as mdBook starts it.

use std::io::{self, IsTerminal, Read};
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};
use mdbook_schedules::{Done, Input, NotABook, install, preprocess};
use terminal::output::{complain_of, note, say, say_document};
use terminal::{BROKEN, Failure, WRONG_USE, Workspace};

const NAME: &str = "mdbook-schedules";

/// An mdBook preprocessor: the build of a book fails if its programs can't print what it says they do, and pages show what they can
///
/// mdBook starts it, once `mdbook-schedules install DIR` has put it into the book in the folder DIR. Behind a listing,
/// `<!-- schedules: outputs -->` shows what the program can print; there are also timeline, stepper and quiz.
#[derive(Parser)]
#[command(bin_name = NAME, version)]
struct CommandLine {
    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Subcommand)]
enum Command {
    /// Put this into a book: script and stylesheet, and what book.toml has to say of them
    Install {
        /// The folder that book.toml is in
        #[arg(value_name = "DIR")]
        folder: PathBuf,
    },
    /// Whether it can be used with a renderer, which mdBook asks
    Supports { renderer: String },
}

fn main() -> ExitCode {
    commands::run(CommandLine::try_parse, |line| match line.command {
        None => run(),
        // What is not HTML gets plain text.
        Some(Command::Supports { .. }) => Ok(ExitCode::SUCCESS),
        Some(Command::Install { folder }) => {
            let done = install(&folder)?;
            say(&if done.is_empty() { "it is there already".to_owned() } else { done.join("\n") })?;
            Ok(ExitCode::SUCCESS)
        }
    })
}

fn run() -> Result<ExitCode, Failure> {
    if io::stdin().is_terminal() {
        return Err(NotABook::Nothing.into());
    }
    let mut text = Vec::new();
    io::stdin().read_to_end(&mut text)?;
    let text = String::from_utf8(text).map_err(|_| NotABook::Other("it is not UTF-8".to_owned()))?;
    let input = Input::read(&text)?;
    let workspace = Workspace::elsewhere(models::unpacked()?, NAME)?;
    let (complaints, code) = match preprocess(&workspace, input)? {
        Done::Book(book, remarks) => {
            for (at, why) in remarks {
                note(&format!("{at}: {why}"));
            }
            say_document(&serde_json::to_string(&book)?)?;
            return Ok(ExitCode::SUCCESS);
        }
        Done::Impossible(complaints) => (complaints, BROKEN),
        Done::Meaningless(complaints) => (complaints, WRONG_USE),
    };
    for (at, why) in complaints {
        complain_of(&at, &why);
    }
    Ok(ExitCode::from(code))
}
