//! Finds out by which rustc the measurements are compiled.

use std::env;
use std::process::Command;

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    let rustc = env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
    let version =
        Command::new(rustc).arg("--version").output().map(|output| output.stdout).unwrap_or_default();
    let version = String::from_utf8_lossy(&version);
    // `rustc 1.90.0 (1159e78c4 2025-09-14)`: the name and the number say it all.
    let words: Vec<&str> = version.split_whitespace().take(2).collect();
    println!(
        "cargo::rustc-env=RUSTC_VERSION={}",
        if words.is_empty() { "rustc".into() } else { words.join(" ") }
    );
}
