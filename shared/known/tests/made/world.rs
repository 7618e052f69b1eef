//! The model crates together: where each name leads to.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use crate::source::{Kind, Source};

/// The crates, by what they are called in each other's sources.
pub struct World {
    crates: BTreeMap<String, Source>,
}

/// A module, by its crate and its path in it.
pub type Room = (String, Vec<String>);

/// What a name leads to.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Place {
    Module(Room),
    Item(Room, String),
    /// Something of the real crates.
    Real,
}

/// What a module shows.
#[derive(Debug, Default)]
pub struct Shown {
    pub items: BTreeMap<String, Place>,
    /// Whether all else of the real one is there, too.
    pub is_whole: bool,
}

impl World {
    pub fn read(shared: &Path, names: &[&str]) -> World {
        let source = |name: &&str| (name.replace('-', "_"), Source::read(&shared.join(name)));
        World { crates: names.iter().map(source).collect() }
    }

    /// What anybody can see in a module.
    pub fn shown(&self, room: &Room) -> Shown {
        let (of, path) = room;
        let Some(module) = self.crates[of].modules.get(path) else { return Shown::default() };
        let mut shown = Shown::default();
        for name in module.defined.iter().filter(|(_, defined)| defined.is_open).map(|(name, _)| name) {
            shown.items.insert(name.clone(), Place::Item(room.clone(), name.clone()));
        }
        for name in &module.open {
            shown.items.insert(name.clone(), Place::Module((of.clone(), inside(path, name))));
        }
        for used in module.uses.iter().filter(|used| used.is_open) {
            match (&used.name, self.place(room, &used.path)) {
                (Some(_), Place::Item(other, name)) if name.ends_with('!') => {
                    shown.items.insert(name.clone(), Place::Item(other, name));
                }
                (Some(name), place) => {
                    shown.items.insert(name.clone(), place);
                }
                (None, Place::Module(other)) => shown.items.extend(self.shown(&other).items),
                (None, _) => shown.is_whole = true,
            }
        }
        shown
    }

    /// The modules of the real one that a module hides.
    pub fn hidden(&self, (of, path): &Room) -> &BTreeSet<String> {
        &self.crates[of].modules[path].hides
    }

    pub fn kind(&self, (of, path): &Room, name: &str) -> Kind {
        self.crates[of].modules[path].defined[name].kind
    }

    /// The methods of all types and traits, by where these are defined.
    pub fn methods(&self) -> BTreeMap<(Room, String), BTreeSet<String>> {
        let mut found: BTreeMap<(Room, String), BTreeSet<String>> = BTreeMap::new();
        for (of, source) in &self.crates {
            for (path, module) in &source.modules {
                let room = (of.clone(), path.clone());
                for (name, defined) in &module.defined {
                    found.entry((room.clone(), name.clone())).or_default().extend(defined.methods.clone());
                }
                for (on, methods) in &module.methods {
                    if let Place::Item(room, name) = self.place(&room, on) {
                        found.entry((room, name)).or_default().extend(methods.clone());
                    }
                }
            }
        }
        found
    }

    /// What a path leads to that stands in a module.
    fn place(&self, room: &Room, path: &[String]) -> Place {
        let Some((first, rest)) = path.split_first() else { return Place::Real };
        let (of, here) = room;
        let mut place = match first.as_str() {
            "crate" => Place::Module((of.clone(), Vec::new())),
            "self" => Place::Module(room.clone()),
            "super" => Place::Module((of.clone(), here[..here.len().saturating_sub(1)].to_vec())),
            name if !rest.is_empty() && self.crates[of].modules.contains_key(&inside(here, name)) => {
                Place::Module((of.clone(), inside(here, name)))
            }
            name => match self.named(room, name) {
                Some(place) => place,
                None if self.crates.contains_key(name) => Place::Module((name.to_owned(), Vec::new())),
                None => Place::Real,
            },
        };
        for name in rest {
            place = match place {
                Place::Module((of, path)) if name == "super" => {
                    Place::Module((of, path[..path.len().saturating_sub(1)].to_vec()))
                }
                Place::Module(room) => self.named(&room, name).unwrap_or(Place::Real),
                Place::Item(..) | Place::Real => Place::Real,
            };
        }
        place
    }

    /// What a name stands for in a module, whoever can see it.
    fn named(&self, room: &Room, name: &str) -> Option<Place> {
        let (of, path) = room;
        let source = &self.crates[of];
        let module = source.modules.get(path)?;
        if module.defined.contains_key(name) {
            return Some(Place::Item(room.clone(), name.to_owned()));
        }
        let below = inside(path, name);
        if source.modules.contains_key(&below) {
            return Some(Place::Module((of.clone(), below)));
        }
        let called = format!("{name}!");
        if module.defined.contains_key(&called) {
            return Some(Place::Item(room.clone(), called));
        }
        // A name that is taken from a crate of the same name leads there.
        let is_other = |used: &&crate::source::Use| used.path.first().is_none_or(|first| first != name);
        if let Some(used) = module.uses.iter().find(|used| used.name.as_deref() == Some(name)) {
            let is_itself = used.path.len() == 1 && !is_other(&used);
            return Some(if is_itself { Place::Real } else { self.place(room, &used.path) });
        }
        let globs = module.uses.iter().filter(|used| used.name.is_none()).filter(is_other);
        globs.filter(|used| used.path != ["self"]).find_map(|used| match self.place(room, &used.path) {
            Place::Module(other) if other != *room => self.named(&other, name),
            _ => None,
        })
    }
}

pub fn inside(path: &[String], name: &str) -> Vec<String> {
    [path, &[name.to_owned()]].concat()
}
