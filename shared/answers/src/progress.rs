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
        write!(f, "{} runs", self.runs)?;
        self.outputs.map_or(Ok(()), |outputs| write!(f, ", {outputs} outputs so far"))
    }
}

impl FromStr for Progress {
    type Err = NoProgress;

    fn from_str(line: &str) -> Result<Progress, NoProgress> {
        let (runs, outputs) = match line.split_once(", ") {
            Some((runs, outputs)) => (runs, Some(outputs.strip_suffix(" outputs so far").ok_or(NoProgress)?)),
            None => (line, None),
        };
        let runs = runs.strip_suffix(" runs").and_then(|runs| runs.parse().ok()).ok_or(NoProgress)?;
        let outputs = outputs.map(str::parse).transpose().map_err(|_| NoProgress)?;
        Ok(Progress { runs, outputs })
    }
}

#[cfg(test)]
mod tests {
    use super::{NoProgress, Progress};

    #[test]
    fn a_line_says_how_far_a_search_is() {
        for outputs in [None, Some(1 << 70)] {
            let progress = Progress { runs: 1200, outputs };
            assert_eq!(progress.to_string().parse(), Ok(progress));
        }
        for line in ["", "12", "12 runs, 3", "12 runs, many outputs so far", "thread 'main' panicked"] {
            assert_eq!(line.parse::<Progress>(), Err(NoProgress), "{line}");
        }
    }
}
