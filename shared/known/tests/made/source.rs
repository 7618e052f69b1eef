//! A model crate as it is written: its modules, what they define, and what they take from where.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use syn::{Attribute, ImplItem, Item, TraitItem, UseTree, Visibility};

use crate::expand::Macro;

/// A crate of ours.
#[derive(Default)]
pub struct Source {
    /// By their paths from the root.
    pub modules: BTreeMap<Vec<String>, Module>,
    macros: BTreeMap<String, Macro>,
}

#[derive(Default)]
pub struct Module {
    pub uses: Vec<Use>,
    /// By their names, those of macros with a `!`.
    pub defined: BTreeMap<String, Defined>,
    /// The path of the type, and its methods.
    pub methods: Vec<(Vec<String>, BTreeSet<String>)>,
    /// Modules in it that anybody sees.
    pub open: BTreeSet<String>,
    /// Modules that hide those of the real one.
    pub hides: BTreeSet<String>,
}

/// Something that a module takes from elsewhere.
pub struct Use {
    /// `None` for all that is there.
    pub name: Option<String>,
    pub path: Vec<String>,
    pub is_open: bool,
}

/// Something of a name.
#[derive(Clone, Debug, Default)]
pub struct Defined {
    pub kind: Kind,
    pub is_open: bool,
    /// Of a trait.
    pub methods: BTreeSet<String>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Kind {
    #[default]
    Type,
    Constant,
    Function,
    Macro,
}

impl Source {
    /// Reads a crate, beginning with its `lib.rs`.
    pub fn read(folder: &Path) -> Source {
        let mut source = Source::default();
        let root = folder.join("src/lib.rs");
        source.gather(&root, &folder.join("src"));
        source.module(Vec::new(), file(&root).items, &folder.join("src"));
        source
    }

    /// Macros are there before what comes after them in the text, and after it; here they are before all.
    fn gather(&mut self, file_of: &Path, folder: &Path) {
        for item in file(file_of).items {
            self.gather_from(&item, folder);
        }
    }

    fn gather_from(&mut self, item: &Item, folder: &Path) {
        match item {
            Item::Macro(item) => {
                if let Some(name) = &item.ident {
                    self.macros.insert(name.to_string(), Macro::of(item.mac.tokens.clone()));
                }
            }
            Item::Mod(module) => {
                let inside = folder.join(module.ident.to_string());
                match &module.content {
                    Some((_, items)) => items.iter().for_each(|item| self.gather_from(item, &inside)),
                    None => self.gather(&inside.with_extension("rs"), &inside),
                }
            }
            _ => {}
        }
    }

    fn module(&mut self, path: Vec<String>, items: Vec<Item>, folder: &Path) {
        self.modules.entry(path.clone()).or_default();
        for item in items {
            self.item(&path, item, folder);
        }
    }

    fn item(&mut self, path: &[String], item: Item, folder: &Path) {
        if attributes(&item).iter().any(is_for_tests) {
            return;
        }
        let is_hidden = attributes(&item).iter().any(is_hidden);
        let open = |vis: &Visibility| matches!(vis, Visibility::Public(_)) && !is_hidden;
        let mut define = |name: String, kind: Kind, is_open: bool, methods: BTreeSet<String>| {
            let module = self.modules.entry(path.to_owned()).or_default();
            module.defined.insert(name, Defined { kind, is_open, methods });
        };
        let none = BTreeSet::new;
        match item {
            Item::Struct(item) => define(item.ident.to_string(), Kind::Type, open(&item.vis), none()),
            Item::Enum(item) => define(item.ident.to_string(), Kind::Type, open(&item.vis), none()),
            Item::Union(item) => define(item.ident.to_string(), Kind::Type, open(&item.vis), none()),
            Item::Type(item) => define(item.ident.to_string(), Kind::Type, open(&item.vis), none()),
            Item::Const(item) => define(item.ident.to_string(), Kind::Constant, open(&item.vis), none()),
            Item::Static(item) => define(item.ident.to_string(), Kind::Constant, open(&item.vis), none()),
            Item::Fn(item) => {
                let is_open = open(&item.vis) && !refuses(&item.block);
                define(item.sig.ident.to_string(), Kind::Function, is_open, none());
            }
            Item::Trait(item) => {
                let methods = item.items.iter().filter_map(|item| match item {
                    TraitItem::Fn(method) => Some(method.sig.ident.to_string()),
                    _ => None,
                });
                define(item.ident.to_string(), Kind::Type, open(&item.vis), methods.collect());
            }
            Item::Impl(item) if item.trait_.is_none() => {
                let methods = item.items.iter().filter_map(method).collect();
                if let Some(of) = type_path(&item.self_ty) {
                    self.modules.entry(path.to_owned()).or_default().methods.push((of, methods));
                }
            }
            Item::Use(item) => {
                // What is taken as a whole is hidden from rustdoc only.
                let is_open = |used: &Use| used.name.is_none() || !is_hidden;
                let uses = uses(&item.tree, Vec::new(), matches!(item.vis, Visibility::Public(_)));
                let uses =
                    uses.into_iter().map(|used| Use { is_open: used.is_open && is_open(&used), ..used });
                self.modules.entry(path.to_owned()).or_default().uses.extend(uses);
            }
            Item::Mod(item) => {
                let name = item.ident.to_string();
                let module = self.modules.entry(path.to_owned()).or_default();
                if open(&item.vis) {
                    module.open.insert(name.clone());
                }
                let inside = folder.join(&name);
                let path = [path, std::slice::from_ref(&name)].concat();
                match item.content {
                    Some((_, items)) if items.is_empty() => {
                        module.hides.insert(name);
                    }
                    Some((_, items)) => self.module(path, items, &inside),
                    None => self.module(path, file(&inside.with_extension("rs")).items, &inside),
                }
            }
            Item::Macro(item) => self.macro_item(path, &item, is_hidden, folder),
            _ => {}
        }
    }

    fn macro_item(&mut self, path: &[String], item: &syn::ItemMacro, is_hidden: bool, folder: &Path) {
        if let Some(name) = &item.ident {
            let is_exported = item.attrs.iter().any(|attribute| attribute.path().is_ident("macro_export"));
            let is_open = is_exported && !is_hidden && !name.to_string().starts_with('_');
            let defined = Defined { kind: Kind::Macro, is_open, ..Defined::default() };
            let root = self.modules.entry(Vec::new()).or_default();
            if is_exported {
                root.defined.insert(format!("{name}!"), defined);
            }
            return;
        }
        if item.mac.path.leading_colon.is_some() {
            return;
        }
        let name = item.mac.path.segments.last().map(|segment| segment.ident.to_string()).unwrap_or_default();
        // Others' macros make structs of what they are given.
        let text = match self.macros.get(&name) {
            Some(known) => known.expand(item.mac.tokens.clone()),
            None if name == "pin_project" => Some(item.mac.tokens.clone()),
            None => return,
        };
        let text = text.unwrap_or_else(|| panic!("no rule of `{name}!` takes what it is given in {path:?}"));
        let made = syn::parse2::<syn::File>(text);
        for item in made.unwrap_or_else(|error| panic!("`{name}!` in {path:?}: {error}")).items {
            self.item(path, item, folder);
        }
    }
}

fn file(path: &Path) -> syn::File {
    let text = fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    syn::parse_file(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn method(item: &ImplItem) -> Option<String> {
    let ImplItem::Fn(method) = item else { return None };
    let is_open = matches!(method.vis, Visibility::Public(_)) && !method.attrs.iter().any(is_hidden);
    (is_open && !refuses(&method.block)).then(|| method.sig.ident.to_string())
}

/// Whether a function ends with saying that it is not modelled.
fn refuses(block: &syn::Block) -> bool {
    let Some(syn::Stmt::Expr(syn::Expr::Call(call), _)) = block.stmts.last() else { return false };
    let syn::Expr::Path(called) = &*call.func else { return false };
    called.path.segments.last().is_some_and(|segment| segment.ident == "refuse")
}

fn type_path(of: &syn::Type) -> Option<Vec<String>> {
    let syn::Type::Path(of) = of else { return None };
    Some(of.path.segments.iter().map(|segment| segment.ident.to_string()).collect())
}

fn uses(tree: &UseTree, before: Vec<String>, is_open: bool) -> Vec<Use> {
    let with = |name: &syn::Ident| [before.clone(), vec![name.to_string()]].concat();
    match tree {
        UseTree::Path(path) => uses(&path.tree, with(&path.ident), is_open),
        UseTree::Name(name) if name.ident == "self" => {
            vec![Use { name: before.last().cloned(), path: before, is_open }]
        }
        UseTree::Name(name) => {
            vec![Use { name: Some(name.ident.to_string()), path: with(&name.ident), is_open }]
        }
        UseTree::Rename(rename) => {
            let path = if rename.ident == "self" { before.clone() } else { with(&rename.ident) };
            let is_named = rename.rename != "_" || is_open;
            let name = if rename.rename == "_" { &rename.ident } else { &rename.rename };
            vec![Use { name: Some(name.to_string()), path, is_open: is_open && is_named }]
        }
        UseTree::Glob(_) => vec![Use { name: None, path: before, is_open }],
        UseTree::Group(group) => {
            group.items.iter().flat_map(|tree| uses(tree, before.clone(), is_open)).collect()
        }
    }
}

fn is_hidden(attribute: &Attribute) -> bool {
    attribute.path().is_ident("doc") && text(attribute).contains("hidden")
}

fn is_for_tests(attribute: &Attribute) -> bool {
    attribute.path().is_ident("cfg") && text(attribute) == "test"
}

fn text(attribute: &Attribute) -> String {
    attribute.meta.require_list().map(|list| list.tokens.to_string()).unwrap_or_default()
}

fn attributes(item: &Item) -> &[Attribute] {
    match item {
        Item::Const(item) => &item.attrs,
        Item::Enum(item) => &item.attrs,
        Item::Fn(item) => &item.attrs,
        Item::Impl(item) => &item.attrs,
        Item::Macro(item) => &item.attrs,
        Item::Mod(item) => &item.attrs,
        Item::Static(item) => &item.attrs,
        Item::Struct(item) => &item.attrs,
        Item::Trait(item) => &item.attrs,
        Item::Type(item) => &item.attrs,
        Item::Use(item) => &item.attrs,
        _ => &[],
    }
}
