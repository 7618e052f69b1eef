//! A real run of a program.

use std::str::FromStr;
use std::time::Duration;

use catalogue::Stream;
use runner::{Ended, Transcript};

use super::{Evidence, Missing, Needs};
use crate::lab::Lab;
use crate::program::Program;

/// What a program prints that can't look at something on this machine, followed by why.
const LEFT_OUT: &str = "left out: ";

/// What std and tokio say, among other words, when they may start no thread.
const NO_THREADS: &str = "Resource temporarily unavailable";

/// A program is run, once.
#[derive(Clone, Debug)]
pub struct Run(Program);

/// A run that came to its end.
#[derive(Clone, Debug)]
pub struct Ran(Transcript);

pub fn ran(program: Program) -> Run {
    Run(program)
}

impl Evidence for Run {
    type Found = Ran;

    fn add_to(&self, needs: &mut Needs) {
        needs.built.insert(self.0.clone());
    }

    fn find(&self, lab: &Lab) -> Result<Ran, Missing> {
        let transcript = lab.run(&self.0)?;
        let not_run = |why: String| Missing::NotRun { program: self.0.name(), why };
        match transcript.ended {
            Ended::Returned { code: 0 } => {}
            Ended::Interrupted => return Err(Missing::Stopped),
            _ => {
                let words = transcript.texts(Stream::Stderr).join("\n");
                if words.contains(NO_THREADS) {
                    return Err(Missing::LeftOut("the system lets it start no more threads".to_owned()));
                }
                return Err(not_run(
                    format!("it {}\n{words}", transcript.ended.word()).trim_end().to_owned(),
                ));
            }
        }
        match transcript.texts(Stream::Stdout).iter().find_map(|line| line.strip_prefix(LEFT_OUT)) {
            Some(why) => Err(Missing::LeftOut(why.to_owned())),
            None => Ok(Ran(transcript)),
        }
    }
}

impl Ran {
    /// The lines of stdout.
    pub fn texts(&self) -> Vec<&str> {
        self.0.texts(Stream::Stdout)
    }

    /// When the first line with these words was read.
    pub fn time(&self, words: &str) -> Option<Duration> {
        self.0.of(Stream::Stdout).find(|line| line.text.contains(words)).map(|line| line.at)
    }

    /// What stands behind `name: ` on a line of its own.
    pub fn value<T: FromStr>(&self, name: &str) -> Option<T> {
        let mut values = self.texts().into_iter().filter_map(|line| line.split_once(": "));
        values.find(|(key, _)| *key == name)?.1.parse().ok()
    }
}
