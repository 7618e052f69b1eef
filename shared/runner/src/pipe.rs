//! What is left in a pipe.

use std::process::{ChildStderr, ChildStdout};

/// The reading end of a pipe, beside whoever reads it.
#[cfg(unix)]
#[derive(Debug)]
pub struct Pipe(std::os::fd::OwnedFd);

#[cfg(unix)]
impl Pipe {
    /// The pipes through which a child prints.
    pub fn of(stdout: &ChildStdout, stderr: &ChildStderr) -> std::io::Result<[Pipe; 2]> {
        use std::os::fd::AsFd;
        Ok([Pipe(stdout.as_fd().try_clone_to_owned()?), Pipe(stderr.as_fd().try_clone_to_owned()?)])
    }

    /// Whether whoever reads it has something to do: there are bytes, or everybody who could write has closed it.
    pub fn is_due(&self) -> bool {
        use nix::poll::{PollFd, PollFlags, PollTimeout, poll};
        use std::os::fd::AsFd;
        let mut pipe = [PollFd::new(self.0.as_fd(), PollFlags::POLLIN)];
        poll(&mut pipe, PollTimeout::ZERO).is_ok_and(|ready| ready > 0)
    }
}

/// Where the system can't be asked, nothing is known.
#[cfg(not(unix))]
#[derive(Debug)]
pub struct Pipe;

#[cfg(not(unix))]
impl Pipe {
    pub fn of(_: &ChildStdout, _: &ChildStderr) -> std::io::Result<[Pipe; 2]> {
        Ok([Pipe, Pipe])
    }

    pub fn is_due(&self) -> bool {
        false
    }
}
