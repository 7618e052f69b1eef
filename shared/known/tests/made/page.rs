//! The page: a heading for each module, a line for each type.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use crate::source::Kind;
use crate::world::{Place, Room, World, inside};

/// How the page begins.
const HEAD: &str = "\
# What the explorer knows

Every item of `std`, `tokio`, `futures` and `trpl` that it follows, module by module, and the methods of each type: those that come
with traits, such as `clone`, are not named. *As they are* is what the real crate has and the explorer takes from there; what it is
good for is the same. A program that uses something else of these crates is refused, with the name and the line.

This page is made from the sources of the models, and a test keeps it so. After a change of them `RECORD=1 cargo test -p known`
writes it anew.
";

/// The page about some crates, by what programs call them.
pub fn page(world: &World, crates: &[(&str, &str)]) -> String {
    let methods = world.methods();
    let mut page = HEAD.to_owned();
    for (name, model) in crates {
        let _ = write!(page, "\n## {name}\n");
        let root: Room = ((*model).to_owned(), Vec::new());
        let rooms = rooms(world, &root, name);
        let homes = homes(world, &rooms);
        let hidden = listed(world.hidden(&root).iter().map(|hidden| format!("{name}::{hidden}")));
        if world.shown(&root).is_whole {
            let _ = write!(
                page,
                "\nAll that the real one has, but for {hidden}; of the modules below, what is named, unless it says *all else*.\n"
            );
        }
        for (path, room) in &rooms {
            let text = module(world, path, room, &methods, &homes);
            if !text.is_empty() {
                let _ = write!(page, "\n### {path}\n\n{text}");
            }
        }
    }
    page
}

/// The modules that anybody can see, by their paths.
fn rooms(world: &World, root: &Room, name: &str) -> Vec<(String, Room)> {
    let mut found = vec![(name.to_owned(), root.clone())];
    for (child, place) in world.shown(root).items {
        // The prelude's items stand elsewhere.
        if let Place::Module(room) = place
            && room == (root.0.clone(), inside(&root.1, &child))
            && child != "prelude"
        {
            found.extend(rooms(world, &room, &format!("{name}::{child}")));
        }
    }
    found
}

/// Under which module the methods of an item stand: of those that show it, the one nearest to where it is defined.
fn homes(world: &World, rooms: &[(String, Room)]) -> BTreeMap<Place, String> {
    let mut homes: BTreeMap<Place, (usize, String)> = BTreeMap::new();
    for (path, room) in rooms {
        for place in world.shown(room).items.into_values() {
            let Place::Item((of, defined), _) = &place else { continue };
            let is_around = *of == room.0 && defined.starts_with(&room.1);
            let near = if is_around { room.1.len() + 1 } else { 0 };
            let home = homes.entry(place).or_insert_with(|| (near, path.clone()));
            if near > home.0 {
                *home = (near, path.clone());
            }
        }
    }
    homes.into_iter().map(|(place, (_, path))| (place, path)).collect()
}

fn module(
    world: &World,
    path: &str,
    room: &Room,
    methods: &BTreeMap<(Room, String), BTreeSet<String>>,
    homes: &BTreeMap<Place, String>,
) -> String {
    let shown = world.shown(room);
    // Types with the same methods share a line.
    let mut long: Vec<(Vec<String>, &BTreeSet<String>)> = Vec::new();
    let mut short: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let mut also = |what: &str, name: &str| short.entry(what.to_owned()).or_default().push(name.to_owned());
    for (name, place) in &shown.items {
        let Place::Item(of, defined) = place else {
            if *place == Place::Real {
                also("as they are", name);
            }
            continue;
        };
        if let Some(home) = homes.get(place).filter(|home| *home != path) {
            also(&format!("as in `{home}`"), name);
            continue;
        }
        let methods = methods.get(&(of.clone(), defined.clone())).filter(|methods| !methods.is_empty());
        match (world.kind(of, defined), methods) {
            (Kind::Type, Some(methods)) => match long.iter_mut().find(|(_, others)| *others == methods) {
                Some((names, _)) => names.push(name.clone()),
                None => long.push((vec![name.clone()], methods)),
            },
            (Kind::Type, None) => also("types", name),
            (Kind::Constant, _) => also("constants", name),
            (Kind::Function, _) => also("functions", name),
            (Kind::Macro, _) => also("macros", name),
        }
    }
    let mut text = String::new();
    for (names, methods) in long {
        let methods: Vec<&str> = methods.iter().map(String::as_str).collect();
        let _ = writeln!(text, "- {}: {}", listed(names), methods.join(", "));
    }
    for (what, names) in short {
        let _ = writeln!(text, "- {what}: {}", listed(names));
    }
    if shown.is_whole && path.contains("::") {
        let _ = writeln!(text, "- all else of the real one");
    }
    text
}

fn listed(names: impl IntoIterator<Item = String>) -> String {
    names.into_iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")
}
