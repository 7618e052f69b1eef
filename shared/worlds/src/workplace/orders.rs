//! What is compiled otherwise than cargo says.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use cargo_metadata::{Metadata, Package, PackageId};

use super::{Workplace, WorkplaceError};
use crate::frame::EXPLORER;
use crate::generated::write;
use crate::models::FOLLOWED;
use crate::wrapper::Orders;

/// What is given to the user's own packages, and what it is.
const GIVEN: [(&str, &str); 4] =
    [("alloc", "virtual_alloc"), ("core", "virtual_core"), ("std", "virtual_std"), (EXPLORER, "explorer")];

impl Workplace<'_> {
    /// What is compiled otherwise than cargo says; it is written down for who does it.
    pub fn orders(&self, metadata: &Metadata) -> Result<Orders, WorkplaceError> {
        let ours = self.models.replaced();
        let needed = needed(metadata, &ours);
        let (own, others): (Vec<&Package>, Vec<&Package>) =
            metadata.packages.iter().partition(|package| is_followed(package));
        let idle = others.into_iter().filter(|package| !needed.contains(&package.id));
        // Of several that fit, the last counts.
        let names = [
            (self.mirror.folder(), format!("{}/", self.mirror.original().display())),
            (&self.root(), String::new()),
        ];
        let given = GIVEN.iter().map(|(name, model)| Ok(((*name).to_owned(), self.model(model)?)));
        let orders = Orders {
            own: own.into_iter().map(folder).collect(),
            given: given.collect::<Result<_, WorkplaceError>>()?,
            test: self.model("virtual_test")?,
            search: self.models.folder().map(Path::to_owned).unwrap_or_default(),
            idle: idle.map(folder).collect(),
            frames: self.package.roots().iter().map(|file| (self.here(file), self.frame(file))).collect(),
            names: names.iter().map(|(from, to)| format!("{}/={to}", from.display())).collect(),
            folder: self.folder.join("instead"),
            ours,
        };
        fs::create_dir_all(&orders.folder).map_err(self.io())?;
        write(&self.orders_file(), &serde_json::to_string_pretty(&orders).unwrap_or_default())?;
        Ok(orders)
    }

    fn model(&self, name: &'static str) -> Result<PathBuf, WorkplaceError> {
        self.models.library(name).map(Path::to_owned).ok_or(WorkplaceError::NoModel(name))
    }
}

/// Whether a package is compiled against the explorer's `std`.
fn is_followed(package: &Package) -> bool {
    package.source.is_none() || FOLLOWED.contains(&&**package.name)
}

fn folder(package: &Package) -> PathBuf {
    package.manifest_path.parent().map(|folder| folder.as_std_path().to_owned()).unwrap_or_default()
}

/// What is still needed where some packages are replaced.
fn needed<'a>(metadata: &'a Metadata, ours: &BTreeMap<String, PathBuf>) -> BTreeSet<&'a PackageId> {
    let nodes = metadata.resolve.as_ref().map(|resolve| &resolve.nodes[..]).unwrap_or_default();
    let own = metadata.packages.iter().filter(|package| package.source.is_none());
    let mut next: Vec<&PackageId> = own.map(|package| &package.id).collect();
    let mut found = BTreeSet::new();
    while let Some(id) = next.pop() {
        let is_replaced = ours.contains_key(&metadata[id].name.replace('-', "_"));
        if found.insert(id) && !is_replaced {
            next.extend(nodes.iter().filter(|node| node.id == *id).flat_map(|node| &node.dependencies));
        }
    }
    found
}
