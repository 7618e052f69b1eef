//! What can take the place of what is not known.

/// What begins so, and what can take its place; of several that fit, the longest.
const ITEMS: [(&str, &str); 13] = [
    ("std::backtrace", "`std::panic::Location::caller` tells the line of a caller"),
    ("std::fs", FILES),
    ("std::net::TcpListener", CONNECTIONS),
    ("std::net::TcpStream", CONNECTIONS),
    ("std::net::UdpSocket", CONNECTIONS),
    ("std::os", "nothing of the operating system is there; `std::thread`, `std::sync` and `std::io` are"),
    ("std::process::Command", PROCESSES),
    ("tokio::fs", FILES),
    ("tokio::net", "`tokio::io::duplex` gives the two ends of a connection within one program"),
    ("tokio::process", PROCESSES),
    (
        "tokio::signal",
        "`tokio::time::sleep` can stand for a signal that comes at some time; `tokio_util::sync::CancellationToken` or \
            `tokio::sync::watch` tells tasks to stop",
    ),
    ("tokio_util::codec", "`tokio::io::AsyncBufReadExt` gives the lines of what is read"),
    ("tokio_util::io", "`tokio::io::copy` and `tokio::io::duplex` move bytes"),
];

const CONNECTIONS: &str = "`std::sync::mpsc::channel` each way is a connection within one program";
const FILES: &str =
    "`std::io::stdin` reads what `--stdin FILE` gives; `std::io::Cursor` reads and writes in memory";
const PROCESSES: &str = "what another process would print can come in with `--stdin FILE`";

/// Crates that a single file has not, and what of those that it has does the same.
const CRATES: [(&str, &str); 27] = [
    ("anyhow", "`std::error::Error` in a `Box`"),
    ("arc_swap", "`std::sync::RwLock` around a `std::sync::Arc`"),
    ("async_channel", "`tokio::sync::mpsc`, `tokio::sync::broadcast`"),
    ("async_std", "`tokio::task`, `tokio::sync`, `tokio::time`"),
    ("atomic_waker", "`futures::task::AtomicWaker`"),
    ("crossbeam", "`std::sync::mpsc` for its channels, `std::thread::scope` for its scoped threads"),
    ("crossbeam_channel", "`std::sync::mpsc`"),
    ("crossbeam_utils", "`std::thread::scope`"),
    ("dashmap", "`std::sync::RwLock` around a `std::collections::HashMap`"),
    ("flume", "`std::sync::mpsc`, `tokio::sync::mpsc`"),
    ("futures_channel", "`futures::channel`"),
    ("futures_core", "`futures::stream`, `futures::future`"),
    ("futures_executor", "`futures::executor`"),
    ("futures_lite", "`futures::future`, `futures::stream`"),
    ("futures_util", "`futures`"),
    ("kanal", "`std::sync::mpsc`, `tokio::sync::mpsc`"),
    ("lazy_static", "`std::sync::LazyLock`"),
    ("log", "`eprintln!`"),
    ("loom", "`std::sync`, `std::thread`: every schedule is explored here as well"),
    ("num_cpus", "`std::thread::available_parallelism`"),
    ("once_cell", "`std::sync::OnceLock`, `std::sync::LazyLock`"),
    (
        "parking_lot",
        "`std::sync::Mutex`, `std::sync::RwLock`, `std::sync::Condvar`, whose `lock` gives a `Result`",
    ),
    ("rayon", "`std::thread::scope`"),
    ("smol", "`tokio::task`, `futures::executor`"),
    ("spin", "`std::sync::Mutex`, `std::sync::Once`"),
    ("threadpool", "`std::thread::spawn`, `std::sync::mpsc`"),
    ("tracing", "`println!`, `eprintln!`"),
];

/// What can take the place of something, in a clause: "`tokio::io::duplex` gives …".
pub fn instead_of(path: &str) -> Option<&'static str> {
    let begins = |start: &str| path == start || path.starts_with(&format!("{start}::"));
    ITEMS
        .iter()
        .filter(|(start, _)| begins(start))
        .max_by_key(|(start, _)| start.len())
        .map(|(_, text)| *text)
}

/// What can take the place of a crate in a single file.
pub fn instead_of_crate(name: &str) -> Option<&'static str> {
    CRATES.iter().find(|(known, _)| *known == name).map(|(_, text)| *text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Known;

    #[test]
    fn what_takes_the_place_of_something_is_known_and_what_it_is_for_is_not() {
        let known = Known::read();
        for (of, text) in ITEMS.iter().chain(&CRATES) {
            assert!(!known.has(of), "{of}");
            let paths = text.split('`').skip(1).step_by(2).filter(|name| name.contains("::"));
            for path in paths {
                assert!(known.has(path), "{path}, in place of {of}");
            }
        }
        assert!(instead_of("tokio::net::UdpSocket").is_some_and(|text| text.contains("duplex")));
        assert!(instead_of("tokio::network").is_none());
    }
}
