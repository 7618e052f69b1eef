use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use proc_macro2::{Spacing, TokenStream, TokenTree};

const ROOT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../shared");

/// The folders of a crate, each of which uses only those before it.
const LAYERS: &[(&str, &[&str])] = &[("engine", &["parts", "world", "calls", "execution"])];

/// What a module is called in its crate: `world::hang`.
type Module = String;

/// Which other modules of its crate each uses.
type Uses = BTreeMap<Module, BTreeSet<Module>>;

/// The text of every module below a folder, apart from its tests.
fn texts(folder: &Path, within: &str) -> BTreeMap<Module, String> {
    let mut texts = BTreeMap::new();
    for entry in fs::read_dir(folder).unwrap().map(Result::unwrap) {
        let path = entry.path();
        let name = path.file_stem().unwrap().to_str().unwrap();
        let module = if within.is_empty() { name.to_owned() } else { format!("{within}::{name}") };
        if path.is_dir() {
            texts.extend(self::texts(&path, &module));
        } else if name != "lib" {
            let text = fs::read_to_string(&path).unwrap();
            let (text, _) = text.split_once("#[cfg(test)]").unwrap_or((&text, ""));
            // A macro is for other crates.
            texts.insert(module, text.replace("$crate", "_"));
        }
    }
    texts
}

/// Every path of several names in a text, that of a `use` with braces once for each of its ends.
fn paths(tokens: TokenStream, before: &[String], found: &mut Vec<Vec<String>>) {
    let mut path = before.to_vec();
    let mut goes_on = !before.is_empty();
    for token in tokens {
        match token {
            // The first of two; the one after a field's name has none that follows it.
            TokenTree::Punct(mark) if mark.as_char() == ':' && mark.spacing() == Spacing::Joint => {
                goes_on = true
            }
            TokenTree::Punct(mark) if mark.as_char() == ':' && goes_on => {}
            TokenTree::Ident(name) if goes_on => {
                path.push(name.to_string());
                goes_on = false;
            }
            TokenTree::Group(group) if goes_on => paths(group.stream(), &path, found),
            token => {
                found.push(std::mem::replace(&mut path, before.to_vec()));
                goes_on = !before.is_empty();
                match token {
                    TokenTree::Ident(name) => {
                        path.push(name.to_string());
                        goes_on = false;
                    }
                    TokenTree::Group(group) => paths(group.stream(), &[], found),
                    TokenTree::Punct(_) | TokenTree::Literal(_) => {}
                }
            }
        }
    }
    found.push(path);
    found.retain(|path| path.len() > 1);
}

/// Which modules use which.
///
/// # Errors
/// A path that names something in no module of its own, such as what `lib.rs` passes on.
fn uses(texts: &BTreeMap<Module, String>) -> Result<Uses, String> {
    let used_by = |(module, text): (&Module, &String)| {
        let mut found = Vec::new();
        paths(text.parse().unwrap(), &[], &mut found);
        let modules: Result<BTreeSet<Module>, String> =
            found.iter().filter_map(|path| used(module, path, texts).transpose()).collect();
        Ok((module.clone(), modules?))
    };
    texts.iter().map(used_by).collect()
}

/// The other module of the crate that a path names in a module.
fn used(module: &str, path: &[String], texts: &BTreeMap<Module, String>) -> Result<Option<Module>, String> {
    let full = match path[0].as_str() {
        "crate" => path[1..].join("::"),
        "super" | "self" => return Err(format!("{module}: write `{}` from `crate` on", path.join("::"))),
        // Its own modules can be named without more.
        _ => format!("{module}::{}", path.join("::")),
    };
    let ends = full.rmatch_indices("::").map(|(end, _)| end);
    match [full.len()].into_iter().chain(ends).map(|end| &full[..end]).find(|name| texts.contains_key(*name))
    {
        Some(name) => Ok((name != module).then(|| name.to_owned())),
        None => Err(format!("{module}: `{}` is in no module", path.join("::"))),
    }
}

/// What a module uses, and what that uses, and so on.
fn reached<'a>(uses: &'a Uses, from: &'a str) -> BTreeSet<&'a str> {
    let mut reached = BTreeSet::new();
    let mut left = vec![from];
    while let Some(module) = left.pop() {
        left.extend(uses[module].iter().map(String::as_str).filter(|name| reached.insert(*name)));
    }
    reached
}

/// The modules that use each other in a circle.
fn circling(uses: &Uses) -> Vec<&str> {
    uses.keys().map(String::as_str).filter(|module| reached(uses, module).contains(module)).collect()
}

/// Uses of a layer above.
fn upwards(uses: &Uses, layers: &[&str]) -> Vec<String> {
    let layer = |module: &str| {
        let folder = module.split("::").next().unwrap_or_default();
        layers.iter().position(|name| *name == folder)
    };
    let edges = uses.iter().flat_map(|(module, used)| used.iter().map(move |name| (module, name)));
    let is_wrong = |(module, name): &(&Module, &Module)| match (layer(module), layer(name)) {
        (Some(above), Some(below)) => below > above,
        _ => true,
    };
    edges.filter(is_wrong).map(|(module, name)| format!("{module} must not use {name}")).collect()
}

fn crate_named(name: &str) -> BTreeMap<Module, String> {
    texts(&Path::new(ROOT).join(name).join("src"), "")
}

#[test]
fn no_module_uses_another_that_uses_it() {
    for (name, _) in LAYERS {
        assert_eq!(circling(&uses(&crate_named(name)).unwrap()), [""; 0], "modules of {name} use each other");
    }
}

#[test]
fn no_layer_uses_one_above_it() {
    for (name, layers) in LAYERS {
        assert_eq!(upwards(&uses(&crate_named(name)).unwrap(), layers), [""; 0]);
    }
}

#[test]
fn a_circle_would_be_noticed_however_it_is_written() {
    let ways =
        ["use crate::a::{self, b::C};", "fn f() { crate::a::b::f() }", "mod m { use crate::{x::Y, a::b}; }"];
    for way in ways {
        let mut texts = crate_named("engine");
        texts.insert("a".to_owned(), String::new());
        texts.insert("x".to_owned(), "pub struct Y;".to_owned());
        texts.insert("a::b".to_owned(), "use crate::parts::clock::Clock;".to_owned());
        *texts.get_mut("parts::clock").unwrap() += way;
        assert_eq!(circling(&uses(&texts).unwrap()), ["a::b", "parts::clock"], "{way}");
    }
}

#[test]
fn a_use_of_a_layer_above_would_be_noticed() {
    let mut texts = crate_named("engine");
    *texts.get_mut("parts::end").unwrap() += "use crate::world::World;";
    assert_eq!(upwards(&uses(&texts).unwrap(), LAYERS[0].1), ["parts::end must not use world"]);
    *texts.get_mut("parts::end").unwrap() += "use crate::Shared;";
    assert_eq!(uses(&texts).unwrap_err(), "parts::end: `crate::Shared` is in no module");
}
