use std::fs::{self, File};
use std::io::{Read, Write};
use std::os::fd::OwnedFd;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

use nix::pty::openpty;
use nix::sys::signal::{Signal, kill};
use nix::sys::termios::{LocalFlags, Termios, tcgetattr};
use nix::unistd::Pid;
use tempfile::TempDir;

use crate::explorer::xtask;
use crate::fixture::{stderr, stdout};

const ROOT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/..");

fn program(lines: &[&str]) -> String {
    let prints: String = lines.iter().map(|line| format!("    println!(\"{line}\");\n")).collect();
    format!("fn main() {{\n{prints}}}\n")
}

/// A file of one program after the other, and who watches it.
struct Watched {
    folder: TempDir,
    child: Child,
    /// What it has printed and nobody has looked at yet, both streams as they come.
    printed: Arc<Mutex<String>>,
    /// All that was looked at.
    seen: String,
}

impl Watched {
    /// With pipes, and no terminal.
    fn new(text: &str) -> Watched {
        Watched::start(text, |command| {
            command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        })
    }

    /// In a terminal, of which this gives both ends.
    fn in_terminal(text: &str) -> (Watched, File, OwnedFd) {
        let (ours, its) =
            (openpty(None, None).unwrap(), |end: &OwnedFd| Stdio::from(end.try_clone().unwrap()));
        let watched = Watched::start(text, |command| {
            command.stdin(its(&ours.slave)).stdout(its(&ours.slave)).stderr(its(&ours.slave));
            command.env("TERM", "xterm");
        });
        let keyboard = File::from(ours.master);
        watched.listen(keyboard.try_clone().unwrap());
        (watched, keyboard, ours.slave)
    }

    fn start(text: &str, streams: impl FnOnce(&mut Command)) -> Watched {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("watched.rs"), text).unwrap();
        let mut command = Command::new(env!("CARGO_BIN_EXE_xtask"));
        command.arg("watch").arg(folder.path().join("watched.rs")).current_dir(ROOT);
        streams(&mut command);
        let mut child = command.spawn().unwrap();
        let (stdout, stderr) = (child.stdout.take(), child.stderr.take());
        let watched = Watched { folder, child, printed: Arc::default(), seen: String::new() };
        stdout.into_iter().for_each(|stdout| watched.listen(stdout));
        stderr.into_iter().for_each(|stderr| watched.listen(stderr));
        watched
    }

    fn listen(&self, mut stream: impl Read + Send + 'static) {
        let printed = Arc::clone(&self.printed);
        thread::spawn(move || {
            let mut bytes = [0; 4096];
            while let Ok(n @ 1..) = stream.read(&mut bytes) {
                printed.lock().unwrap().push_str(&String::from_utf8_lossy(&bytes[..n]));
            }
        });
    }

    fn file(&self) -> PathBuf {
        self.folder.path().join("watched.rs")
    }

    fn save(&self, text: &str) {
        fs::write(self.file(), text).unwrap();
    }

    /// What is printed until these words are; whoever waits for what never comes is stopped by who runs the tests.
    fn until(&mut self, words: &str) -> String {
        loop {
            let mut printed = self.printed.lock().unwrap();
            if let Some(place) = printed.find(words) {
                let rest = printed.split_off(place + words.len());
                let text = std::mem::replace(&mut *printed, rest);
                self.seen += &text;
                return text;
            }
            assert!(
                self.child.try_wait().unwrap().is_none() || printed.contains(words),
                "{}{printed}",
                self.seen
            );
            drop(printed);
            thread::sleep(Duration::from_millis(10));
        }
    }

    fn send(&self, signal: Signal) {
        kill(Pid::from_raw(self.child.id().cast_signed()), signal).unwrap();
    }

    fn code(mut self) -> Option<i32> {
        self.child.wait().unwrap().code()
    }
}

/// Ends what a failed test would leave behind.
impl Drop for Watched {
    fn drop(&mut self) {
        if let Ok(None) = self.child.try_wait() {
            self.send(Signal::SIGTERM);
            let _ = self.child.wait();
        }
    }
}

#[test]
fn each_save_shows_the_outputs_and_what_changed() {
    let mut watched = Watched::new(&program(&["one"]));
    assert!(watched.until("  one\n").contains("1 output, exhaustive"));
    watched.save(&program(&["one", "two"]));
    watched.until("  two\n");
    let news = watched.until("gone: one that returned, after\n    one\n");
    assert!(news.contains("changed:\n  output 1 is new: it returns\n"), "{news}");
    watched.save(&format!("// A remark.\n{}", program(&["one", "two"])));
    watched.until("nothing changed");
    watched.save(&format!("// A remark.\n{}", program(&["one", "two"])));
    watched.until("saved as it was: nothing changed");
    drop(watched.child.stdin.take());
    assert_eq!(watched.code(), Some(0));
}

#[test]
fn what_does_not_compile_is_said_in_the_words_of_rustc_and_waited_for() {
    let mut watched = Watched::new(&program(&["one"]));
    watched.until("  one\n");
    watched.save("fn main() { let n: i32 = \"\"; }\n");
    watched.until("mismatched types");
    watched.until("waiting for the next save");
    fs::write(watched.file(), b"fn main() {} // \xff\n").unwrap();
    watched.until("UTF-8");
    watched.until("waiting for the next save");
    watched.save(&program(&["one"]));
    watched.until("nothing changed");
}

#[test]
fn a_file_can_go_and_come_back_by_another_name() {
    let mut watched = Watched::new(&program(&["one"]));
    watched.until("  one\n");
    fs::remove_file(watched.file()).unwrap();
    watched.until("is gone");
    let other = watched.folder.path().join("other");
    fs::write(&other, program(&["two"])).unwrap();
    fs::rename(&other, watched.file()).unwrap();
    watched.until("  two\n");
    watched.until("changed:");
}

#[test]
fn a_file_that_is_half_written_is_no_answer() {
    let mut watched = Watched::new(&program(&["one"]));
    watched.until("  one\n");
    let whole = program(&["two", "three"]);
    for part in ["", "fn main() {\n    println!(\"two\");\n}\n", &whole] {
        watched.save(part);
        thread::sleep(Duration::from_millis(5));
    }
    watched.until("  three\n");
    assert!(!watched.seen.contains("error"), "{}", watched.seen);
}

#[test]
fn keys_draw_and_explain_and_the_terminal_is_as_it_was() {
    let (mut watched, mut keyboard, terminal) = Watched::in_terminal(&program(&["one"]));
    watched.until("q quit");
    assert!(!mode(&terminal).contains(LocalFlags::ICANON));
    keyboard.write_all(b"t").unwrap();
    watched.until("ends the program");
    watched.until("q quit");
    keyboard.write_all(b"xe").unwrap();
    watched.until("a real run printed");
    watched.until(": here is a run that prints it");
    watched.until("q quit");
    keyboard.write_all(b"q").unwrap();
    let seen = watched.seen.clone();
    assert_eq!(watched.code(), Some(0), "{seen}");
    assert!(mode(&terminal).contains(LocalFlags::ICANON | LocalFlags::ECHO));
}

#[test]
fn a_signal_ends_it_and_leaves_the_terminal_as_it_was() {
    for signal in [Signal::SIGINT, Signal::SIGTERM, Signal::SIGHUP] {
        let (mut watched, _keyboard, terminal) = Watched::in_terminal(&program(&["one"]));
        watched.until("q quit");
        watched.send(signal);
        assert_eq!(watched.code(), Some(130), "{signal}");
        assert!(mode(&terminal).contains(LocalFlags::ICANON | LocalFlags::ECHO), "{signal}");
    }
}

fn mode(terminal: &OwnedFd) -> LocalFlags {
    let settings: Termios = tcgetattr(terminal).unwrap();
    settings.local_flags
}

#[test]
fn it_ends_when_nobody_reads_any_more() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("watched.rs");
    fs::write(&file, program(&["one"])).unwrap();
    let mut child = Command::new(env!("CARGO_BIN_EXE_xtask"))
        .arg("watch")
        .arg(&file)
        .current_dir(ROOT)
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut byte = [0];
    child.stdout.as_mut().unwrap().read_exact(&mut byte).unwrap();
    drop(child.stdout.take());
    assert_eq!(child.wait().unwrap().code(), Some(0));
}

#[test]
fn what_cannot_be_watched_is_said_at_once() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    let is_refused = |arguments: &[&str], words: &str| {
        let output = xtask(&[&["watch"], arguments].concat(), b"");
        let said = stderr(&output);
        assert_eq!((output.status.code(), stdout(&output).as_str()), (Some(2), ""), "{said}");
        assert!(said.contains(words), "no {words:?} in: {said}");
    };
    is_refused(&["17-99"], "nearest");
    is_refused(&[&path("none.rs")], "cannot read");
    is_refused(&[folder.path().to_str().unwrap()], "has no Cargo.toml");
    is_refused(&["17-12", "17-13"], "unexpected argument");
    is_refused(&[], "ID|FILE.rs|DIR");
    is_refused(&["17-12", "--bin", "x"], "is no package");
}
