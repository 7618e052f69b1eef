//! A child process in a group of its own, so that whatever it starts can be ended with it.

use std::io;
use std::process::{Child, Command, ExitStatus};
use std::thread;
use std::time::{Duration, Instant};

use crate::census::{self, Marked};
use crate::mark::{Kin, Mark};
use crate::memory::Memory;
use crate::spawn::{Limits, spawn};
use crate::strays;

/// A child that leads its own process group. Dropping it ends the whole group, and so does the guard
/// if this process is killed before it can. Of a run it also ends who has left the group, on Linux.
#[derive(Debug)]
pub struct ProcessGroup {
    leader: Child,
    kin: Kin,
    mark: Mark,
    ended: Option<ExitStatus>,
    strays: Vec<String>,
}

impl ProcessGroup {
    /// Starts a program that is to leave nobody behind.
    pub fn spawn(command: &mut Command) -> io::Result<Self> {
        ProcessGroup::spawn_within(command, Kin::Program, None)
    }

    /// The same, where the system refuses each process memory far beyond this.
    pub(crate) fn spawn_within(command: &mut Command, kin: Kin, memory: Option<Memory>) -> io::Result<Self> {
        let mark = Mark::new(kin);
        platform::prepare(command);
        let leader = spawn(command, Limits { mark: Some(mark), memory })?;
        platform::watch(&leader);
        Ok(ProcessGroup { leader, kin, mark, ended: None, strays: Vec::new() })
    }

    pub fn leader(&mut self) -> &mut Child {
        &mut self.leader
    }

    /// The leader and all that came of it, as they were at most so long ago; nobody where the system does not tell.
    pub(crate) fn members(&self, age: Duration) -> Vec<Marked> {
        census::recent(self.mark, age)
    }

    /// What those are called who had left the group and were still there at its end.
    pub(crate) fn strays(&self) -> &[String] {
        &self.strays
    }

    /// How the leader ended, or `None` while it runs. The first call that finds it ended also ends
    /// what is left of its group.
    pub fn try_wait(&mut self) -> io::Result<Option<ExitStatus>> {
        if self.ended.is_none() && platform::has_ended(&mut self.leader)? {
            self.end();
        }
        Ok(self.ended)
    }

    /// Waits for the leader's end.
    pub fn wait(&mut self) -> io::Result<ExitStatus> {
        loop {
            if let Some(status) = self.try_wait()? {
                return Ok(status);
            }
            thread::sleep(Duration::from_millis(5));
        }
    }

    /// Asks every process of the group to end, so that it can put away what it has begun, and kills it after so long.
    pub(crate) fn end_within(&mut self, patience: Duration) {
        platform::ask(&mut self.leader);
        let since = Instant::now();
        let mut is_left = || {
            let leads = matches!(platform::has_ended(&mut self.leader), Ok(false));
            leads || census::all(self.mark).into_iter().any(|member| member.group() == Some(self.leader.id()))
        };
        while is_left() && since.elapsed() < patience {
            thread::sleep(Duration::from_millis(5));
        }
        self.end();
    }

    /// Kills every process of the group, and who has left it, and reaps the leader.
    pub fn end(&mut self) {
        if self.ended.is_none() {
            platform::kill(&mut self.leader);
            if self.kin == Kin::Program {
                self.strays = strays::end(self.mark, self.leader.id());
            }
            self.ended = self.leader.wait().ok();
        }
    }
}

impl Drop for ProcessGroup {
    fn drop(&mut self) {
        self.end();
    }
}

#[cfg(unix)]
mod platform {
    use std::io;
    use std::os::unix::process::CommandExt;
    use std::process::{Child, Command};

    use nix::sys::signal::{Signal, killpg};
    use nix::unistd::Pid;

    use crate::guard;

    pub fn prepare(command: &mut Command) {
        command.process_group(0);
    }

    pub fn watch(leader: &Child) {
        guard::watch(leader.id());
    }

    /// Asked without reaping: as long as the leader is a zombie, its group's number can't be given
    /// to anybody else, so what is left of the group can still be killed by that number.
    #[cfg(target_os = "linux")]
    pub fn has_ended(leader: &mut Child) -> io::Result<bool> {
        use nix::sys::wait::{Id, WaitPidFlag, WaitStatus, waitid};
        let flags = WaitPidFlag::WEXITED | WaitPidFlag::WNOHANG | WaitPidFlag::WNOWAIT;
        Ok(waitid(Id::Pid(pid(leader)), flags)? != WaitStatus::StillAlive)
    }

    #[cfg(not(target_os = "linux"))]
    pub fn has_ended(leader: &mut Child) -> io::Result<bool> {
        Ok(leader.try_wait()?.is_some())
    }

    pub fn ask(leader: &mut Child) {
        let _ = killpg(pid(leader), Signal::SIGTERM);
    }

    pub fn kill(leader: &mut Child) {
        // It can only fail when nobody is left to be killed.
        let _ = killpg(pid(leader), Signal::SIGKILL);
        guard::forget(leader.id());
    }

    fn pid(child: &Child) -> Pid {
        Pid::from_raw(child.id().cast_signed())
    }
}

#[cfg(not(unix))]
mod platform {
    use std::io;
    use std::process::{Child, Command};

    pub fn prepare(_: &mut Command) {}

    pub fn watch(_: &Child) {}

    pub fn has_ended(leader: &mut Child) -> io::Result<bool> {
        Ok(leader.try_wait()?.is_some())
    }

    pub fn ask(_: &mut Child) {}

    pub fn kill(leader: &mut Child) {
        let _ = leader.kill();
    }
}
