//! Makes nothing: it is here for the build dependencies, of which `Cargo.toml` says why they are there.

fn main() {}
