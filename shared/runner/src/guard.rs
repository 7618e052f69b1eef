//! Ends what we have started when we are killed outright and can't do it ourselves.

use std::io::{self, Write};
use std::os::unix::process::CommandExt;
use std::process::{Child, Command, Stdio};
use std::sync::{LazyLock, Mutex, PoisonError};

use crate::mark::Mark;
use crate::spawn::{Limits, spawn};

/// Reads `+ GROUP` and `- GROUP`. Its standard input ends when we end, however that comes about;
/// then it kills the groups that are still there, and who has left them: those whose limits have a line that matches the
/// argument.
const SCRIPT: &str = r#"
trap '' HUP INT TERM
groups=' '
while read -r sign group; do
    case $sign in
        +) groups="$groups$group " ;;
        -) groups="${groups%% "$group" *} ${groups#* "$group" }" ;;
    esac
done
for group in $groups; do kill -KILL "-$group"; done
for round in 1 2 3 4 5; do
    for limits in $(grep -ls "$1" /proc/[0-9]*/limits); do
        process=${limits#/proc/}
        kill -KILL "${process%/limits}"
    done
done
"#;

static GUARD: LazyLock<io::Result<Mutex<Child>>> = LazyLock::new(start);

/// From now on, this process group does not outlive us.
pub fn watch(group: u32) {
    tell('+', group);
}

/// This process group has ended.
pub fn forget(group: u32) {
    tell('-', group);
}

fn tell(sign: char, group: u32) {
    // Without a guard all is well as long as nobody kills us.
    let Ok(guard) = GUARD.as_ref() else { return };
    let mut guard = guard.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(stdin) = &mut guard.stdin {
        let _ = stdin.write_all(format!("{sign} {group}\n").as_bytes());
    }
}

/// A shell, since it is there on every Unix. It has a process group of its own, so Ctrl-C does not
/// reach it, and nothing of ours, so that nobody waits for it.
fn start() -> io::Result<Mutex<Child>> {
    let mut command = Command::new("/bin/sh");
    command.args(["-c", SCRIPT, "guard", &Mark::line_of_any_program()]).process_group(0).current_dir("/");
    command.stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::null());
    Ok(Mutex::new(spawn(&mut command, Limits::default())?))
}
