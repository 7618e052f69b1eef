//! What a build does with a program that takes too much of the compiler, and when it is stopped.

use std::fs;
use std::path::Path;
use std::thread;
use std::time::Duration;

use runner::{Bounds, Build, Cargo, Memory, Stop, Words};
use tempfile::TempDir;

/// It doubles what it has, a hundred times.
const BOMB: &str = "macro_rules! bomb { ($($x:tt)*) => { bomb!($($x)* $($x)*) } }\nfn main() { bomb!(x) }\n";
const ENDLESS: &str = "#![allow(long_running_const_eval)]\n\
    const N: u64 = { let mut n = 0; while n < u64::MAX { n += 1 } n };\n\
    fn main() { println!(\"{N}\") }\n";
const FINE: &str = "fn main() {}\n";

/// A workspace with one package, `demo`.
fn workspace(main: &str) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let manifest = "[package]\nname = \"demo\"\nversion = \"0.1.0\"\nedition = \"2024\"\n[workspace]\n";
    fs::write(folder.path().join("Cargo.toml"), manifest).unwrap();
    fs::create_dir(folder.path().join("src")).unwrap();
    fs::write(folder.path().join("src/main.rs"), main).unwrap();
    folder
}

fn cargo(folder: &Path) -> Cargo {
    Cargo::new(env!("CARGO"), folder).with_target(folder.join("target"))
}

/// What became of `demo`, where a compiler may take so much.
fn built(main: &str, bounds: Bounds) -> Option<Build> {
    let folder = workspace(main);
    let cargo = cargo(folder.path()).with_bounds(bounds);
    cargo.build_tool("demo", "release", Words::Kept, &Stop::new()).unwrap().named("demo").cloned()
}

#[cfg(target_os = "linux")]
fn told(build: Option<Build>) -> String {
    let Some(Build::Stopped(excess)) = build else { panic!("{build:?}") };
    excess.to_string()
}

#[cfg(target_os = "linux")]
#[test]
fn a_macro_that_takes_any_memory_is_stopped() {
    let said = told(built(BOMB, Bounds { memory: Memory(500 << 20), ..Bounds::default() }));
    assert!(said.starts_with("rustc took more than 500 MiB of memory for it, and was stopped"), "{said}");
}

#[cfg(target_os = "linux")]
#[test]
fn a_constant_that_computes_without_end_is_stopped() {
    let said = told(built(ENDLESS, Bounds { time: Duration::from_secs(2), ..Bounds::default() }));
    assert!(said.starts_with("rustc has computed for 2 s at it, and was stopped"), "{said}");
}

#[cfg(target_os = "linux")]
#[test]
fn a_compiler_that_reads_what_never_comes_is_stopped() {
    let folder = workspace("fn main() { print!(\"{}\", include_str!(\"pipe\")) }\n");
    nix::unistd::mkfifo(&folder.path().join("src/pipe"), nix::sys::stat::Mode::S_IRWXU).unwrap();
    let cargo =
        cargo(folder.path()).with_bounds(Bounds { rest: Duration::from_secs(3), ..Bounds::default() });
    let builds = cargo.build_tool("demo", "release", Words::Kept, &Stop::new()).unwrap();
    let said = told(builds.named("demo").cloned());
    assert!(said.starts_with("rustc has waited for 3 s at it, and was stopped"), "{said}");
}

#[test]
fn what_compiles_is_within_the_usual_bounds() {
    assert!(matches!(built(FINE, Bounds::default()), Some(Build::Executable(_))));
}

#[test]
fn a_build_that_is_stopped_leaves_no_compiler_and_none_of_its_files() {
    let folder = workspace(ENDLESS);
    let stop = Stop::new();
    let deps = folder.path().join("target/release/deps");
    let fingerprints = folder.path().join("target/release/.fingerprint");
    let is_begun = || fs::read_dir(&fingerprints).is_ok_and(|entries| entries.count() > 0);
    let builds = thread::scope(|scope| {
        let build = scope.spawn(|| cargo(folder.path()).build_tool("demo", "release", Words::Kept, &stop));
        while !is_begun() {
            thread::sleep(Duration::from_millis(1));
        }
        stop.ask();
        build.join().unwrap().unwrap()
    });
    assert!(builds.named("demo").is_none());
    let names: Vec<_> = fs::read_dir(&deps).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    let is_work = |name: &std::ffi::OsString| {
        let name = name.to_string_lossy();
        name.len() == 11 && name.starts_with('r') || name.ends_with(".rcgu.o")
    };
    assert!(!names.iter().any(is_work), "{names:?}");
}
