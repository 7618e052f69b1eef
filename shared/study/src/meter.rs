//! The program that measures. It is apart from this one as it links tokio, and is optimised.

use std::path::PathBuf;

use catalogue::Stream;
use cost::Report;
use runner::{Ended, Process, Until};
use worlds::NoAnswer;

use commands::drawing::Drawing;
use terminal::tool;
use terminal::{Failure, Workspace};

/// Its package and its binary.
const NAME: &str = "cost-meter";

/// Ready to measure.
pub struct Meter<'a> {
    workspace: &'a Workspace,
    executable: PathBuf,
}

impl Meter<'_> {
    pub fn build(workspace: &Workspace) -> Result<Meter<'_>, Failure> {
        Ok(Meter { workspace, executable: tool(workspace, NAME, "release", "what measures")? })
    }

    /// Measures the pairs and curves of these ids, or all if there are none, and shows meanwhile which.
    pub fn measure(&self, only: &[&str]) -> Result<Report, Failure> {
        let mut args: Vec<String> = only.iter().map(ToString::to_string).collect();
        if !args.is_empty() {
            args.insert(0, "--only".to_owned());
        }
        let folder = self.workspace.cargo.folder().to_owned();
        let process =
            Process { executable: self.executable.clone(), args, folder, memory: None, input: Vec::new() };
        let doing = self.workspace.ticker.doing();
        let transcript = process.run(&Until::Ended, &self.workspace.stop, &mut |line| {
            if line.stream == Stream::Stderr {
                doing.show(&format!("measuring {}", line.text));
            }
        })?;
        drop(doing);
        match transcript.ended {
            Ended::Returned { code: 0 } => serde_json::from_str(&transcript.texts(Stream::Stdout).join("\n"))
                .map_err(|error| format!("{NAME} gave no report: {error}").into()),
            Ended::Interrupted => Err(NoAnswer::Stopped.into()),
            _ => {
                let words = transcript.texts(Stream::Stderr);
                let why = words.last().map_or("it said nothing", |line| line.trim_start_matches("error: "));
                Err(format!("{NAME} failed: {why}").into())
            }
        }
    }
}

/// Where the last report on this machine is kept.
pub fn kept(workspace: &Workspace) -> PathBuf {
    workspace.target.join("cost.json")
}

/// Keeps a report.
pub fn keep(workspace: &Workspace, report: &Report) -> Result<(), Failure> {
    Ok(Drawing::begin(&kept(workspace))?.finish(&serde_json::to_string(report)?)?)
}
