//! How many processes the system lets us listen to at the same time.

/// What one running listing needs: a pipe for each stream, and for a moment their other ends.
const FILES_A_LISTING: u64 = 4;
/// What we need ourselves, with a margin.
const OWN_FILES: u64 = 64;

/// How many listings can run at the same time, once the limit on open files is raised as far as this
/// process may.
#[cfg(unix)]
pub fn jobs_at_once() -> usize {
    use nix::sys::resource::{Resource, getrlimit, setrlimit};
    let Ok((soft, hard)) = getrlimit(Resource::RLIMIT_NOFILE) else { return 1 };
    let files = match setrlimit(Resource::RLIMIT_NOFILE, hard, hard) {
        Ok(()) => hard,
        Err(_) => soft,
    };
    let jobs = files.saturating_sub(OWN_FILES) / FILES_A_LISTING;
    usize::try_from(jobs).unwrap_or(usize::MAX).max(1)
}

#[cfg(not(unix))]
pub fn jobs_at_once() -> usize {
    usize::MAX
}
