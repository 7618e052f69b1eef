//! The workspace that the user stands in.

use std::env;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};

use catalogue::Catalogue;
use runner::{Cargo, Stop};

use crate::Failure;
use crate::interrupt::stop_when_asked;
use crate::ticker::Ticker;

/// Cargo, the listings, and the wish to stop.
pub struct Workspace {
    pub cargo: Cargo,
    pub catalogue: Catalogue,
    pub stop: Stop,
    /// Says what takes long.
    pub ticker: Ticker,
    /// What the user calls us: "cargo xtask".
    pub program: &'static str,
    /// Where cargo puts what it builds.
    pub target: PathBuf,
}

impl Workspace {
    /// Works from any folder of the workspace. From here on Ctrl-C asks to stop.
    pub fn open() -> Result<Workspace, Failure> {
        let program = env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
        let here = env::current_dir().map_err(|error| format!("cannot tell the current folder: {error}"))?;
        let metadata = Cargo::new(&program, here).metadata()?;
        let catalogue = Catalogue::from_metadata(&metadata)?;
        if catalogue.listings().is_empty() {
            return Err(format!("the workspace {} has no listings", metadata.workspace_root).into());
        }
        let stop = Stop::new();
        stop_when_asked(&stop)?;
        let target: PathBuf = metadata.target_directory.into();
        let cargo = Cargo::new(program, metadata.workspace_root).with_target(&target).with_receipts(around());
        Ok(Workspace { cargo, catalogue, stop, ticker: Ticker::default(), program: "cargo xtask", target })
    }

    /// The same, for something that is stopped alone.
    pub fn stopped_by(&self, stop: Stop) -> Workspace {
        let Workspace { cargo, catalogue, ticker, program, target, .. } = self;
        let (cargo, catalogue, ticker) = (cargo.clone(), catalogue.clone(), ticker.clone());
        Workspace { cargo, catalogue, stop, ticker, program, target: target.clone() }
    }

    /// The one that this program was made in, which may be another than the one that the user stands in; without its listings.
    pub fn of_this_program() -> Result<Workspace, Failure> {
        // Cargo tells the programs that it runs where their packages are.
        let package =
            env::var_os("CARGO_MANIFEST_DIR").map_or_else(env::current_dir, |folder| Ok(folder.into()))?;
        // Of a target folder, `debug/xtask` is this program.
        let target = env::current_exe()?.ancestors().nth(2).map(Path::to_owned);
        Workspace::without_listings(package, target.unwrap_or_default(), "cargo xtask")
    }

    /// Works from anywhere, with the models in a folder of their own and without listings.
    pub fn elsewhere(root: PathBuf, program: &'static str) -> Result<Workspace, Failure> {
        let target = root.join("target");
        Workspace::without_listings(root, target, program)
    }

    fn without_listings(root: PathBuf, target: PathBuf, program: &'static str) -> Result<Workspace, Failure> {
        let cargo = env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
        let stop = Stop::new();
        stop_when_asked(&stop)?;
        let cargo = Cargo::new(cargo, root).with_target(&target).with_receipts(around());
        Ok(Workspace {
            cargo,
            catalogue: Catalogue::default(),
            stop,
            ticker: Ticker::default(),
            program,
            target,
        })
    }
}

/// All that decides what cargo makes and is in no source file: cargo, this program, which came from the same cargo, and the
/// environment.
pub fn around() -> u64 {
    let mut hasher = DefaultHasher::new();
    let ours = env::current_exe().ok();
    let cargo = env::var_os("CARGO").map(PathBuf::from);
    for file in [ours, cargo].into_iter().flatten() {
        file.metadata().and_then(|data| data.modified()).ok().hash(&mut hasher);
    }
    let mut variables: Vec<_> = env::vars_os().collect();
    // Who builds elsewhere finds executables there as well.
    variables.retain(|(name, _)| {
        let name = name.to_string_lossy();
        name != "CARGO_TARGET_DIR" && ["CARGO", "RUST"].iter().any(|word| name.starts_with(word))
    });
    variables.sort();
    variables.hash(&mut hasher);
    hasher.finish()
}
