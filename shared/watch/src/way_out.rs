//! Whether anybody still reads what we print, or could type something.

/// Whether nobody can read what is printed from here on.
#[cfg(unix)]
pub fn is_stdout_closed() -> bool {
    use nix::poll::{PollFd, PollFlags, PollTimeout, poll};
    use std::os::fd::AsFd;

    let stdout = std::io::stdout();
    let mut ends = [PollFd::new(stdout.as_fd(), PollFlags::empty())];
    let gone = PollFlags::POLLERR | PollFlags::POLLHUP | PollFlags::POLLNVAL;
    poll(&mut ends, PollTimeout::ZERO).is_ok()
        && ends[0].revents().is_some_and(|events| events.intersects(gone))
}

/// Whether standard input has an end that somebody can close: a file or `/dev/null` ends at once and means nothing by it.
#[cfg(unix)]
pub fn is_stdin_held_open() -> bool {
    use std::os::fd::AsFd;
    use std::os::unix::fs::FileTypeExt;

    let file = std::io::stdin().as_fd().try_clone_to_owned().map(std::fs::File::from);
    let kind = file.and_then(|file| file.metadata()).map(|data| data.file_type());
    kind.is_ok_and(|kind| kind.is_fifo() || kind.is_socket())
}

#[cfg(not(unix))]
pub fn is_stdout_closed() -> bool {
    false
}

#[cfg(not(unix))]
pub fn is_stdin_held_open() -> bool {
    false
}
