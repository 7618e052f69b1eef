//! What rustc says of programs of a book today, in their edition and with what they need.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use runner::{Build, Builds, CompileError};
use terminal::{Failure, Workspace};
use toml::{Table, Value};

use crate::complaint::Complaint;
use crate::numbering::Numbering;
use crate::source::Source;
use crate::virtual_lab::{first_line, hash, name};

/// What rustc says of a program: its errors, of which there may be none; why it was not asked.
pub type Said = Result<Vec<Complaint>, String>;

/// What rustc says of programs, in their order: those that need the same are built in one call.
///
/// # Errors
/// Nothing can be written in the target folder.
pub fn complaints(workspace: &Workspace, sources: &[&Source]) -> Result<Vec<Said>, Failure> {
    let mut groups: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (index, source) in sources.iter().enumerate() {
        // Libraries are called as the programs beside them expect, so that there is one in a workspace.
        let alone = library(source).map(|_| source.name.clone()).unwrap_or_default();
        groups.entry(alone + &toml::to_string(&needs(source))?).or_default().push(index);
    }
    let mut said: BTreeMap<usize, Said> = BTreeMap::new();
    for (needed, members) in groups {
        let group: Vec<&Source> = members.iter().map(|index| sources[*index]).collect();
        let folder = workspace.target.join("judged").join(format!("{:016x}", hash(&needed)));
        said.extend(members.into_iter().zip(build(workspace, &folder, &group)?));
    }
    Ok(said.into_values().collect())
}

/// Builds programs as members of one workspace.
fn build(workspace: &Workspace, folder: &Path, group: &[&Source]) -> Result<Vec<Said>, Failure> {
    let names: Vec<String> = group.iter().map(|source| name(source)).collect();
    let manifest = folder.join("Cargo.toml");
    write(&manifest, &toml::to_string(&whole(&names))?)?;
    let lock = folder.join("Cargo.lock");
    if !lock.is_file() {
        // What the listings need is built already.
        fs::copy(workspace.cargo.folder().join("Cargo.lock"), &lock)?;
    }
    for (source, name) in group.iter().zip(&names) {
        let member = folder.join(name);
        let file = match &source.file {
            Some(file) => file.clone(),
            None => member.join("main.rs"),
        };
        if source.file.is_none() {
            write(&file, &source.text)?;
        }
        write(&member.join("Cargo.toml"), &toml::to_string(&of(source, name, file))?)?;
    }
    let (cargo, stop, target) = (&workspace.cargo, &workspace.stop, &workspace.target);
    let built = workspace.ticker.building(|words| cargo.build_workspace(&manifest, target, words, stop));
    let said = |(source, name): (&&Source, &String)| match &built {
        Ok(builds) => said_of(builds, source, name),
        Err(why) => Err(first_line(&why.to_string())),
    };
    Ok(group.iter().zip(&names).map(said).collect())
}

fn said_of(builds: &Builds, source: &Source, name: &str) -> Said {
    let numbering = Numbering::of(&source.text);
    let beside =
        library(source).and_then(|lib| fs::read_to_string(lib).ok()).map(|text| Numbering::of(&text));
    let is_beside =
        |error: &CompileError| error.place.as_ref().is_some_and(|place| place.file.ends_with("lib.rs"));
    let of = |error: &CompileError| match &beside {
        Some(beside) if is_beside(error) => Complaint::of(error, beside),
        _ => Complaint::of(error, &numbering),
    };
    let all = |errors: &[CompileError]| errors.iter().map(of).collect();
    // Libraries have names without dashes.
    let as_library = name.replace('-', "_");
    match builds.named(name).or_else(|| builds.named(&as_library)) {
        Some(Build::Executable(_)) => Ok(Vec::new()),
        Some(Build::Refused(errors)) => Ok(all(errors)),
        Some(Build::Stopped(excess)) => Err(excess.to_string()),
        None if builds.is_built(name) => Ok(Vec::new()),
        None if library(source).is_some() && !builds.errors().is_empty() => Ok(all(builds.errors())),
        None => Err(format!("cargo could not build what it needs: {}", first_line(builds.said()))),
    }
}

/// What a program needs, as a manifest says it.
fn needs(source: &Source) -> Table {
    let package = source.package.iter().flat_map(|package| &package.dependencies);
    let mut needs: Table = package.map(|(name, needed)| (name.clone(), needed.clone())).collect();
    if source.file.is_none() {
        let used = ["futures", "trpl"].into_iter().filter(|name| source.text.contains(name));
        needs.extend(used.map(|name| (name.to_owned(), Value::from("*"))));
        if source.text.contains("tokio::") {
            let features = ["full"].map(Value::from).to_vec();
            let tokio = [("version", Value::from("1")), ("features", Value::from(features))];
            needs.insert(
                "tokio".to_owned(),
                Value::from(tokio.map(|(k, v)| (k.to_owned(), v)).into_iter().collect::<Table>()),
            );
        }
    }
    needs
}

/// The manifest of a workspace, with the settings by which the listings' needs are built.
fn whole(members: &[String]) -> Table {
    let table = |entries: Vec<(&str, Value)>| -> Table {
        entries.into_iter().map(|(name, value)| (name.to_owned(), value)).collect()
    };
    let members = members.iter().map(|name| Value::from(name.as_str())).collect::<Vec<_>>();
    let others = table(vec![("debug", Value::from("none"))]);
    let dev = table(vec![
        ("debug", Value::from("line-tables-only")),
        ("incremental", Value::from(false)),
        ("package", Value::from(table(vec![("*", Value::from(others))]))),
    ]);
    table(vec![
        (
            "workspace",
            Value::from(table(vec![("members", Value::from(members)), ("resolver", Value::from("3"))])),
        ),
        ("profile", Value::from(table(vec![("dev", Value::from(dev))]))),
    ])
}

/// The manifest of one program.
fn of(source: &Source, name: &str, file: PathBuf) -> Table {
    let text = |path: PathBuf| Value::from(path.display().to_string());
    let mut package = Table::new();
    package.insert("name".to_owned(), Value::from(name));
    package.insert("version".to_owned(), Value::from("0.1.0"));
    package.insert("edition".to_owned(), Value::from(source.edition.name()));
    let is_program = is_program(source);
    let mut target = Table::new();
    target.insert(
        "name".to_owned(),
        Value::from(if is_program { name.to_owned() } else { name.replace('-', "_") }),
    );
    target.insert("path".to_owned(), text(file));
    let mut manifest = Table::new();
    manifest.insert("package".to_owned(), Value::from(package));
    manifest.insert("dependencies".to_owned(), Value::from(needs(source)));
    if is_program {
        manifest.insert("bin".to_owned(), Value::from(vec![Value::from(target)]));
    } else {
        manifest.insert("lib".to_owned(), Value::from(target));
    }
    if let (Some(lib), Some(package)) = (library(source), &source.package) {
        let called = [("name", Value::from(package.name.replace('-', "_"))), ("path", text(lib))];
        let called: Table = called.map(|(key, value)| (key.to_owned(), value)).into_iter().collect();
        manifest.insert("lib".to_owned(), Value::from(called));
    }
    manifest
}

fn is_program(source: &Source) -> bool {
    source.is_complete() || !source.file.as_ref().is_some_and(|file| file.ends_with("lib.rs"))
}

/// The library that lies beside a program.
fn library(source: &Source) -> Option<PathBuf> {
    let beside = source.file.as_ref()?.parent()?.join("lib.rs");
    (is_program(source) && source.package.is_some() && beside.is_file()).then_some(beside)
}

fn write(path: &Path, text: &str) -> Result<(), Failure> {
    let failed = |error| format!("cannot write {}: {error}", path.display());
    if fs::read_to_string(path).is_ok_and(|before| before == text) {
        return Ok(());
    }
    fs::create_dir_all(path.parent().unwrap_or(path)).and_then(|()| fs::write(path, text)).map_err(failed)?;
    Ok(())
}
