//! All listings of a workspace.

use std::collections::BTreeMap;
use std::path::Path;

use cargo_metadata::{Metadata, Package};

use crate::facts::{Facts, Wrong};
use crate::fault::{Fault, Faults};
use crate::id::Id;
use crate::listing::Listing;
use crate::meant::nearest;

/// The feature without which a listing that rustc refuses is not built.
const REFUSED_FEATURE: &str = "does-not-compile";

/// The listings of a workspace, in the order of their ids.
#[derive(Clone, Debug, Default)]
pub struct Catalogue {
    listings: Vec<Listing>,
}

/// A listing has no counterpart in the other chapter.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "{id} has no counterpart; name a second listing{}, or one that has a counterpart{}",
    as_in(id, second),
    such_as(nearest)
)]
pub struct NoCounterpart {
    id: Id,
    /// One with which it can be compared.
    second: Option<String>,
    nearest: Vec<String>,
}

impl Catalogue {
    /// Reads and checks the facts of every package that lies below `listings/` or is named like a
    /// listing.
    pub fn from_metadata(metadata: &Metadata) -> Result<Catalogue, Faults> {
        let root = metadata.workspace_root.as_std_path();
        let mut faults = Vec::new();
        let mut listings = Vec::new();
        for package in metadata.workspace_packages().into_iter().filter(|package| is_listing(package, root)) {
            match read(package) {
                Ok(listing) => listings.push(listing),
                Err(wrong) => faults.extend(wrong.into_iter().map(|wrong| fault(package, root, wrong))),
            }
        }
        listings.sort_by(|a, b| a.id.cmp(&b.id));
        faults.extend(faults_between(&listings, root));
        faults.sort_by(|a, b| a.file.cmp(&b.file));
        if faults.is_empty() { Ok(Catalogue { listings }) } else { Err(Faults(faults)) }
    }

    pub fn listings(&self) -> &[Listing] {
        &self.listings
    }

    /// The listing that does the same job in the other chapter.
    pub fn counterpart(&self, listing: &Listing) -> Result<&Listing, NoCounterpart> {
        let mirrored = |other: &&Listing| listing.mirrors.as_ref() == Some(&other.id);
        self.listings.iter().find(mirrored).ok_or_else(|| {
            let paired = self.listings.iter().filter(|other| other.mirrors.is_some());
            let nearest = nearest(paired, listing.id.as_str());
            let nearest: Vec<String> = nearest.iter().map(|near| near.id.to_string()).collect();
            let mended = listing.mended.as_ref().map(ToString::to_string);
            let second = mended.or_else(|| nearest.first().cloned());
            NoCounterpart { id: listing.id.clone(), second, nearest }
        })
    }
}

fn as_in(id: &Id, second: &Option<String>) -> String {
    second.iter().map(|second| format!(", as in `{id} {second}`")).collect()
}

fn such_as(ids: &[String]) -> String {
    if ids.is_empty() { String::new() } else { format!(", such as {}", ids.join(", ")) }
}

fn is_listing(package: &Package, root: &Path) -> bool {
    let below = package.manifest_path.as_std_path().starts_with(root.join("listings"));
    below || package.name.starts_with("listing-")
}

fn read(package: &Package) -> Result<Listing, Vec<Wrong>> {
    let one = |wrong| vec![wrong];
    let id = check_names(package).map_err(one)?;
    let metadata = package.metadata.get("listing");
    let missing =
        || (String::new(), "is missing; CONTRIBUTING.md shows which facts a listing has".to_owned());
    let facts = Facts::read(metadata.ok_or_else(missing).map_err(one)?).map_err(one)?;

    let mut faults = Vec::new();
    let mut keep = |wrong| faults.push(wrong);
    if facts.title.trim().is_empty() {
        keep(("title".to_owned(), "is missing; say in a few words what a reader sees".to_owned()));
    }
    let mut other = |field: &str, id: &Option<String>| {
        let id = id.as_deref().map(str::parse::<Id>).transpose();
        id.map_err(|error| keep((field.to_owned(), error.to_string()))).ok()
    };
    let (mirrors, mended) = (other("mirrors", &facts.mirrors), other("mended", &facts.mended));
    let origin = facts.origin().map_err(&mut keep).ok();
    let promise = facts.promise().map_err(&mut keep).ok();
    if let Some(promise) = &promise
        && let Err(wrong) = check_feature(package, promise.ends.is_refused())
    {
        keep(wrong);
    }
    match (mirrors, mended, origin, promise, faults.is_empty()) {
        (Some(mirrors), Some(mended), Some(origin), Some(promise), true) => Ok(Listing {
            id,
            title: facts.title,
            origin,
            mirrors,
            mended,
            args: facts.args,
            promise,
            folder: folder(package).to_owned(),
        }),
        _ => Err(faults),
    }
}

/// Folder, package and binary have one name, which is that of an id in its full form, and lie in the
/// folder of the id's chapter.
fn check_names(package: &Package) -> Result<Id, Wrong> {
    let name = package.name.as_str();
    let wrong = |what: String| ("package.name".to_owned(), what);
    let id: Id = name.parse().map_err(|error| wrong(format!("{error}, with `listing-` before it")))?;
    if name != id.package() {
        return Err(wrong(format!("`{name}` must be written `{}`", id.package())));
    }
    let folder = folder(package);
    if folder.file_name().is_none_or(|last| last != name) {
        let found = folder.file_name().unwrap_or_default().display();
        return Err(wrong(format!("is `{name}`, but the folder is `{found}`; they must have the same name")));
    }
    let chapter = folder.parent().and_then(Path::file_name).unwrap_or_default().to_string_lossy();
    if !chapter.starts_with(&format!("ch{}-", id.chapter())) {
        return Err(wrong(format!(
            "`{name}` lies in `{chapter}`; it belongs into the folder of chapter {}",
            id.chapter()
        )));
    }
    match package
        .targets
        .iter()
        .filter(|target| target.is_bin())
        .map(|target| target.name.as_str())
        .collect::<Vec<_>>()[..]
    {
        [binary] if binary == name => Ok(id),
        _ => Err(wrong(format!("`{name}` must have one binary, of the same name, in src/main.rs"))),
    }
}

fn check_feature(package: &Package, refused: bool) -> Result<(), Wrong> {
    let binaries = package.targets.iter().filter(|target| target.is_bin());
    let guarded =
        binaries.flat_map(|target| &target.required_features).any(|feature| feature == REFUSED_FEATURE);
    let what = match (refused, guarded) {
        (true, false) => {
            "says that rustc refuses it; its [[bin]] must have `required-features = [\"does-not-compile\"]`"
        }
        (false, true) => "says that it runs; its [[bin]] must not have the feature `does-not-compile`",
        _ => return Ok(()),
    };
    Err(("ends".to_owned(), what.to_owned()))
}

fn faults_between(listings: &[Listing], root: &Path) -> Vec<Fault> {
    let mut titles = BTreeMap::new();
    let mut faults = Vec::new();
    for listing in listings {
        let mut keep = |field: &str, what: String| {
            let file = listing.folder.join("Cargo.toml");
            faults.push(Fault { file: relative(&file, root).to_owned(), field: metadata_field(field), what });
        };
        let named = |id: &Id| listings.iter().find(|other| other.id == *id);
        let missing = |id: &Id| {
            format!("there is no listing `{id}`; leave it out, or name one that `cargo xtask list` shows")
        };
        if let Some(mirrors) = &listing.mirrors {
            if *mirrors == listing.id {
                keep("mirrors", "a listing can't mirror itself".to_owned());
            } else if named(mirrors).is_none() {
                keep("mirrors", missing(mirrors));
            }
        }
        if let Some(mended) = &listing.mended {
            match named(mended) {
                None => keep("mended", missing(mended)),
                Some(_) if !listing.promise.ends.is_refused() => {
                    keep("mended", "is for a listing that rustc refuses; this one compiles".to_owned());
                }
                Some(other) if other.promise.ends.is_refused() => {
                    keep("mended", format!("rustc refuses `{mended}` too; name one that compiles"));
                }
                Some(_) => {}
            }
        }
        if let Some(other) = titles.insert(&listing.title, &listing.id) {
            keep("title", format!("is the title of {other} too; a title belongs to one listing"));
        }
    }
    faults
}

fn fault(package: &Package, root: &Path, (field, what): Wrong) -> Fault {
    let field = if field.starts_with("package.") { field } else { metadata_field(&field) };
    Fault { file: relative(package.manifest_path.as_std_path(), root).to_owned(), field, what }
}

fn metadata_field(field: &str) -> String {
    let table = "package.metadata.listing";
    if field.is_empty() { table.to_owned() } else { format!("{table}.{field}") }
}

fn folder(package: &Package) -> &Path {
    let manifest = package.manifest_path.as_std_path();
    manifest.parent().unwrap_or(manifest)
}

fn relative<'a>(path: &'a Path, root: &Path) -> &'a Path {
    path.strip_prefix(root).unwrap_or(path)
}
