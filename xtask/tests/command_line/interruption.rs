use std::fs;
use std::io::{BufRead, BufReader, Read};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::Duration;

use nix::sys::signal::{Signal, kill};
use nix::unistd::Pid;

use crate::cost::with_meter;
use crate::explorer::File;
use crate::fixture::{Fixture, WIDE};

/// A workspace with a listing that is fine and one that goes on for ten minutes, together with a
/// child that ignores SIGTERM. Both write down who they are.
struct Long {
    fixture: Fixture,
    pids: [PathBuf; 2],
}

impl Long {
    fn new() -> Long {
        Long::listing("16-02")
    }

    /// The one that goes on has this id.
    fn listing(id: &str) -> Long {
        let fixture = Fixture::new().fine("16-01");
        let pids = ["listing.pid", "child.pid"].map(|name| fixture.path().join(name));
        let child =
            format!("trap '' TERM; echo $$ > {0}.new; mv {0}.new {0}; sleep 600; true", pids[1].display());
        let main = format!(
            r#"
            fn main() {{
                std::fs::write("{pid}.new", std::process::id().to_string()).unwrap();
                std::fs::rename("{pid}.new", "{pid}").unwrap();
                let mut child = std::process::Command::new("sh").args(["-c", "{child}"]).spawn().unwrap();
                child.wait().unwrap();
            }}"#,
            pid = pids[0].display()
        );
        let fixture = fixture.listing(id, "ends = \"returns\"", &main);
        Long { fixture, pids }
    }

    /// `xtask run-all`, once both listings run.
    fn start(&self) -> Child {
        self.start_by("exec \"$@\"")
    }

    /// The same, by a script of a shell that gets the command as its arguments.
    fn start_by(&self, script: &str) -> Child {
        let xtask = Command::new("sh")
            .args(["-c", script, "sh", env!("CARGO_BIN_EXE_xtask"), "run-all"])
            .current_dir(self.fixture.path())
            .env("CARGO_TARGET_DIR", self.fixture.target())
            .env("COLUMNS", WIDE)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        wait_until(|| self.pids.iter().all(|file| file.exists()));
        xtask
    }

    fn is_running(&self, which: usize) -> bool {
        let pid: i32 = fs::read_to_string(&self.pids[which]).unwrap().trim().parse().unwrap();
        kill(Pid::from_raw(pid), None).is_ok()
    }
}

/// Ends what a failed test would leave behind.
impl Drop for Long {
    fn drop(&mut self) {
        for file in &self.pids {
            if let Some(pid) = fs::read_to_string(file).ok().and_then(|text| text.trim().parse().ok()) {
                let _ = kill(Pid::from_raw(pid), Signal::SIGKILL);
            }
        }
    }
}

/// Whoever waits for something that never comes is stopped by who runs the tests.
fn wait_until(mut holds: impl FnMut() -> bool) {
    while !holds() {
        thread::sleep(Duration::from_millis(10));
    }
}

fn send(child: &Child, signal: Signal) {
    kill(Pid::from_raw(child.id().cast_signed()), signal).unwrap();
}

#[test]
fn ctrl_c_sums_up_what_is_done_and_leaves_nobody_behind() {
    let long = Long::new();
    let mut xtask = long.start();
    let mut stdout = BufReader::new(xtask.stdout.take().unwrap());
    let mut text = String::new();
    stdout.read_line(&mut text).unwrap();
    assert!(text.starts_with("kept    16-01"), "{text}");
    send(&xtask, Signal::SIGINT);
    stdout.read_to_string(&mut text).unwrap();
    assert_eq!(xtask.wait().unwrap().code(), Some(130));
    assert!(
        text.contains("1 listing in") && text.contains("stopped before the end, 1 listing without"),
        "{text}"
    );
    assert!(!long.is_running(0));
    wait_until(|| !long.is_running(1));
}

#[test]
fn ctrl_c_in_run_ends_the_listing() {
    let long = Long::new();
    let mut xtask = Command::new(env!("CARGO_BIN_EXE_xtask"))
        .args(["run", "16-02"])
        .current_dir(long.fixture.path())
        .env("CARGO_TARGET_DIR", long.fixture.target())
        .spawn()
        .unwrap();
    wait_until(|| long.pids.iter().all(|file| file.exists()));
    send(&xtask, Signal::SIGINT);
    assert_eq!(xtask.wait().unwrap().code(), Some(130));
    assert!(!long.is_running(0));
}

#[test]
fn ctrl_c_in_claims_ends_what_runs_for_them() {
    let long = Long::listing("16-send-sync");
    let mut xtask = Command::new(env!("CARGO_BIN_EXE_xtask"))
        .args(["claims", "T20"])
        .current_dir(long.fixture.path())
        .env("CARGO_TARGET_DIR", long.fixture.target())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    wait_until(|| long.pids.iter().all(|file| file.exists()));
    send(&xtask, Signal::SIGINT);
    let mut text = String::new();
    xtask.stdout.take().unwrap().read_to_string(&mut text).unwrap();
    assert_eq!((xtask.wait().unwrap().code(), text.as_str()), (Some(130), ""));
    assert!(!long.is_running(0));
    wait_until(|| !long.is_running(1));
}

#[test]
fn ctrl_c_in_cost_ends_what_measures_and_its_children_and_leaves_no_file() {
    let folder = tempfile::tempdir().unwrap();
    let pid = folder.path().join("child.pid");
    let fixture = with_meter(&format!(
        r#"fn main() {{
            let script = "echo $$ > {pid}.new; mv {pid}.new {pid}; sleep 600; true";
            std::process::Command::new("sh").args(["-c", script]).status().unwrap();
        }}"#,
        pid = pid.display()
    ));
    let mut xtask = Command::new(env!("CARGO_BIN_EXE_xtask"))
        .args(["cost", "--svg", "plot.svg"])
        .current_dir(fixture.path())
        .env("CARGO_TARGET_DIR", fixture.target())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    wait_until(|| pid.exists());
    send(&xtask, Signal::SIGINT);
    assert_eq!(xtask.wait().unwrap().code(), Some(130));
    let child: i32 = fs::read_to_string(&pid).unwrap().trim().parse().unwrap();
    wait_until(|| kill(Pid::from_raw(child), None).is_err());
    assert!(!fixture.path().join("plot.svg").exists());
}

#[test]
fn a_hang_up_ends_a_run_unless_it_was_started_to_outlive_it() {
    if !is_hang_up_ignored() {
        let long = Long::new();
        let mut xtask = long.start();
        send(&xtask, Signal::SIGHUP);
        assert_eq!(xtask.wait().unwrap().code(), Some(130));
    }
    // As `nohup` does it.
    let long = Long::new();
    let mut xtask = long.start_by("trap '' HUP; exec \"$@\"");
    send(&xtask, Signal::SIGHUP);
    thread::sleep(Duration::from_millis(300));
    let listing: i32 = fs::read_to_string(&long.pids[0]).unwrap().trim().parse().unwrap();
    kill(Pid::from_raw(listing), Signal::SIGKILL).unwrap();
    let mut text = String::new();
    xtask.stdout.take().unwrap().read_to_string(&mut text).unwrap();
    assert_eq!(xtask.wait().unwrap().code(), Some(1), "{text}");
    assert!(text.contains("2 listings in"), "{text}");
}

/// Whether these tests were themselves started to outlive a hang-up, which all that they start inherits.
fn is_hang_up_ignored() -> bool {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let ignored = status.lines().find_map(|line| line.strip_prefix("SigIgn:"));
    let ignored = ignored.and_then(|mask| u64::from_str_radix(mask.trim(), 16).ok());
    ignored.is_some_and(|mask| mask & 1 == 1)
}

#[test]
fn a_killed_xtask_leaves_nobody_behind() {
    let long = Long::new();
    let mut xtask = long.start();
    send(&xtask, Signal::SIGKILL);
    xtask.wait().unwrap();
    wait_until(|| !long.is_running(0) && !long.is_running(1));
}

#[cfg(target_os = "linux")]
#[test]
fn a_killed_xtask_leaves_no_daemon_behind() {
    let long = Long::new();
    let pid = long.fixture.path().join("daemon.pid");
    let main = format!(
        r#"fn main() {{
            let script = "echo $$ > {pid}.new; mv {pid}.new {pid}; exec sleep 600";
            std::process::Command::new("setsid").args(["--fork", "/bin/sh", "-c", script]).status().unwrap();
            std::thread::park();
        }}"#,
        pid = pid.display()
    );
    fs::write(long.fixture.listing_folder("16-01").join("src/main.rs"), main).unwrap();
    let mut xtask = long.start();
    wait_until(|| pid.exists());
    send(&xtask, Signal::SIGKILL);
    xtask.wait().unwrap();
    let daemon: i32 = fs::read_to_string(&pid).unwrap().trim().parse().unwrap();
    wait_until(|| kill(Pid::from_raw(daemon), None).is_err());
}

#[test]
fn a_reader_who_leaves_early_ends_the_run_quietly() {
    let long = Long::new();
    let mut xtask = long.start();
    let mut stdout = BufReader::new(xtask.stdout.take().unwrap());
    stdout.read_line(&mut String::new()).unwrap();
    drop(stdout);
    // The next verdict has nobody to read it: the listing is ended so that there is one.
    let pid: i32 = fs::read_to_string(&long.pids[0]).unwrap().trim().parse().unwrap();
    kill(Pid::from_raw(pid), Signal::SIGKILL).unwrap();
    let mut stderr = String::new();
    xtask.stderr.take().unwrap().read_to_string(&mut stderr).unwrap();
    assert_eq!(xtask.wait().unwrap().code(), Some(0), "{stderr}");
    assert!(!stderr.contains("panicked"), "{stderr}");
    wait_until(|| !long.is_running(1));
}

#[test]
fn ctrl_c_in_timeline_ends_it_and_leaves_no_file_behind() {
    let file = File::new("fn main() {\n    loop {\n        std::hint::black_box(0);\n    }\n}\n");
    let picture = file.path.with_extension("svg");
    let mut xtask = Command::new(env!("CARGO_BIN_EXE_xtask"))
        .args(["timeline".as_ref(), file.path.as_os_str(), "--svg".as_ref(), picture.as_os_str()])
        .current_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/.."))
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // From here on it listens to signals.
    wait_until(|| picture.exists());
    send(&xtask, Signal::SIGINT);
    let mut said = String::new();
    xtask.stderr.take().unwrap().read_to_string(&mut said).unwrap();
    assert!(xtask.wait().unwrap().code() == Some(130) && !said.contains("error"), "{said}");
    assert!(!picture.exists());
}
