use std::io::Read;
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use catalogue::{Catalogue, Listing, Stream};
use libtest_mimic::{Failed, Trial};
use nix::sys::signal::{Signal, kill};
use nix::unistd::Pid;
use runner::{Ended, Line, ProcessGroup, Transcript};

use crate::{explored, real};

/// Which listings are stopped, when, and for how long, in milliseconds. Deadlines pass meanwhile, so what a busy machine
/// does once in a thousand runs happens each time.
const STOPS: [(&str, u64, &[u64]); 6] = [
    ("17-13", 1400, &[50, 200, 700, 1700, 3200]),
    ("16-11", 900, &[200, 1200, 2300]),
    ("17-06", 900, &[200, 700, 1200]),
    ("17-07", 900, &[200, 700, 1200]),
    ("17-24", 900, &[200, 1200, 2300]),
    ("17-join-all", 50, &[80, 200, 400]),
];

pub fn trials(catalogue: &'static Catalogue) -> Vec<Trial> {
    let trials = STOPS.iter().flat_map(|&(id, at, lengths)| {
        let listing = catalogue.find(id).expect("a listing that there is");
        let name = move |length| {
            format!(
                "{}::{}::stopped_for_{length}_ms_prints_what_the_late_clock_explains",
                listing.id.as_str().replace('-', "_"),
                listing.id.package()
            )
        };
        lengths
            .iter()
            .map(move |&length| Trial::test(name(length), move || is_explained(listing, at, length)))
    });
    trials.collect()
}

fn is_explained(listing: &Listing, at: u64, length: u64) -> Result<(), Failed> {
    let mut command = Command::new(real::executable(listing)?);
    command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null());
    // Ended with its group also when the test fails half way or is killed.
    let mut group = ProcessGroup::spawn(&mut command)?;
    let start = Instant::now();
    let pid = Pid::from_raw(group.leader().id().cast_signed());
    thread::sleep(Duration::from_millis(at));
    kill(pid, Signal::SIGSTOP)?;
    thread::sleep(Duration::from_millis(length));
    kill(pid, Signal::SIGCONT)?;
    let mut text = String::new();
    if let Some(stdout) = &mut group.leader().stdout {
        stdout.read_to_string(&mut text)?;
    }
    let code = group.wait()?.code().unwrap_or(-1);
    // Nothing follows a last line that is cut off.
    let line = |line: &str| Line {
        at: start.elapsed(),
        stream: Stream::Stdout,
        text: line.trim_end_matches('\n').to_owned(),
        utf8: true,
        whole: line.ends_with('\n'),
    };
    let lines = text.split_inclusive('\n').map(line).collect();
    explored::is_explained(
        listing,
        &Transcript { lines, ended: Ended::Returned { code }, strays: Vec::new(), elapsed: start.elapsed() },
    )
}
