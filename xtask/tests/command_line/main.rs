//! The command line as a user meets it. Most tests work on a small workspace that they make
//! themselves, in which a listing can be as wrong as it likes.

/// Wrong arguments, wrong facts, a machine that lacks something.
mod bad_input;
/// Listings that break their promise, each in its own way.
mod broken_promises;
/// `claims`.
mod claims;
/// `compare` in a terminal.
mod compare;
/// What a program prints does nothing to a terminal.
mod controls;
/// `cost`.
mod cost;
/// `explain`.
mod explain;
/// `explore`.
mod explorer;
/// Files of a user's, alone, beside others, and in packages.
mod files;
/// Which listings a pattern means.
mod finding;
/// The small workspace.
mod fixture;
/// Ctrl-C, a killed xtask, a closed pipe: nobody is left behind.
#[cfg(unix)]
mod interruption;
/// What the explorer does with programs that end it, or never end.
mod limits;
/// Cargo packages.
mod packages;
/// What `compare` writes for a browser, seen in one.
mod page;
/// `timeline`.
mod pictures;
/// `quiz`.
mod quiz;
/// The examples of the README and of the pages of the guide.
#[cfg(unix)]
mod readme;
/// Every state in a file, and a page in which one steps from one to the next.
mod stepping;
/// The story that `explain` tells.
mod story;
/// `list`, `run` and `run-all` where all is well.
mod usual;
/// `watch`, driven by saves, keys and signals.
#[cfg(unix)]
mod watch;
/// Terminals that are narrow or wide.
mod widths;
