//! What an executable is made of, as rustc lists it.

use std::fs;
use std::path::{Path, PathBuf};

/// What an executable, or a library, is made of.
#[derive(Debug, Default)]
pub(crate) struct MadeOf {
    /// Files that were read, as rustc calls them.
    pub files: Vec<PathBuf>,
    /// Variables of the environment that the text asks for.
    pub variables: Vec<String>,
}

impl MadeOf {
    /// What an executable is made of; nothing if that is not to be found out. Cargo puts it elsewhere than rustc made it.
    pub fn executable(executable: &Path) -> MadeOf {
        let beside = executable.with_extension("d");
        let is_rustcs = executable.parent().is_some_and(|folder| folder.ends_with("deps"));
        let list = if is_rustcs { Some(beside) } else { list_of(executable) };
        list.map(|list| MadeOf::listed(&list)).unwrap_or_default()
    }

    /// What stands in such a list.
    pub fn listed(list: &Path) -> MadeOf {
        let text = fs::read_to_string(list).unwrap_or_default();
        // Make's way to list files: each has a line to itself, should it be gone.
        let files = text.lines().filter_map(|line| line.strip_suffix(':'));
        let variables = text.lines().filter_map(|line| line.strip_prefix("# env-dep:")?.split('=').next());
        MadeOf {
            files: files.map(|name| name.replace("\\ ", " ").into()).collect(),
            variables: variables.map(str::to_owned).collect(),
        }
    }
}

/// Where rustc listed what the executable is made of that cargo took for this one.
fn list_of(executable: &Path) -> Option<PathBuf> {
    let name = format!("{}-", executable.file_stem()?.to_string_lossy().replace('-', "_"));
    let is_same = |made: &Path| {
        let data = |path: &Path| path.metadata().ok().map(|data| (data.len(), data.modified().ok()));
        data(made).is_some_and(|made| data(executable) == Some(made))
    };
    let lists = fs::read_dir(executable.parent()?.join("deps")).ok()?.flatten().filter(|entry| {
        let file = entry.file_name().to_string_lossy().into_owned();
        // What comes after the name is a number in hexadecimal.
        let number = file.strip_prefix(&name).and_then(|rest| rest.strip_suffix(".d"));
        number.is_some_and(|number| number.chars().all(|c| c.is_ascii_hexdigit()))
    });
    let made = |list: &Path| list.with_extension(executable.extension().unwrap_or_default());
    lists.map(|entry| entry.path()).find(|list| is_same(&made(list)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_executable_that_cargo_has_put_elsewhere_is_made_of_what_rustc_listed() {
        let folder = tempfile::tempdir().unwrap();
        let path = |name: &str| folder.path().join(name);
        fs::create_dir(path("deps")).unwrap();
        for (hash, text) in [("00ff", "old"), ("0a1b", "the new one")] {
            fs::write(path(&format!("deps/a_b-{hash}")), text).unwrap();
            let list = format!("x: {text}.rs\n\n{}.rs:\n\n# env-dep:HOME=/root\n", text.replace(' ', "\\ "));
            fs::write(path(&format!("deps/a_b-{hash}.d")), list).unwrap();
        }
        fs::hard_link(path("deps/a_b-0a1b"), path("a-b")).unwrap();
        let found = MadeOf::executable(&path("a-b"));
        assert_eq!((found.files, found.variables), (vec!["the new one.rs".into()], vec!["HOME".to_owned()]));
        assert!(MadeOf::executable(&path("c")).files.is_empty());
    }
}
