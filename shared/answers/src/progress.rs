//! How far a search is.

use std::fmt;
use std::str::FromStr;

/// How far a search is: a line that a process that explores says on standard error now and then.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    /// How many times the program was run.
    pub runs: u64,
    /// How many different outputs were found, as long as they could be counted.
    pub outputs: Option<u128>,
}

/// The line is no progress.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NoProgress;

impl fmt::Display for Progress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.runs, if self.runs == 1 { "run" } else { "runs" })?;
        match self.outputs {
            None => Ok(()),
            Some(1) => f.write_str(", 1 output so far"),
            Some(outputs) => write!(f, ", {outputs} outputs so far"),
        }
    }
}

impl FromStr for Progress {
    type Err = NoProgress;

    fn from_str(line: &str) -> Result<Progress, NoProgress> {
        let (runs, outputs) = match line.split_once(", ") {
            Some((runs, outputs)) => (runs, Some(outputs.strip_suffix(" so far").ok_or(NoProgress)?)),
            None => (line, None),
        };
        let outputs = outputs.map(|outputs| count(outputs, "output")).transpose()?;
        Ok(Progress { runs: count(runs, "run")?, outputs })
    }
}

/// How many of something there are, by a text such as "1 run" or "2 runs".
fn count<N: FromStr>(text: &str, what: &str) -> Result<N, NoProgress> {
    let (count, noun) = text.split_once(' ').ok_or(NoProgress)?;
    if noun.strip_suffix('s').unwrap_or(noun) != what {
        return Err(NoProgress);
    }
    count.parse().map_err(|_| NoProgress)
}

#[cfg(test)]
mod tests {
    use super::{NoProgress, Progress};

    #[test]
    fn a_line_says_how_far_a_search_is() {
        for (runs, outputs) in [(1200, None), (1200, Some(1 << 70)), (1, Some(1))] {
            let progress = Progress { runs, outputs };
            assert_eq!(progress.to_string().parse(), Ok(progress));
        }
        for line in ["", "12", "12 runs, 3", "12 runs, many outputs so far", "thread 'main' panicked"] {
            assert_eq!(line.parse::<Progress>(), Err(NoProgress), "{line}");
        }
    }
}
