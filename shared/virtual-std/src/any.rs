//! Types and modules by their names, as `std::any`.

mod own;
mod real;

pub use ::std::any::*;
#[doc(hidden)]
pub use own::own_path;
use real::real_names;

use ::std::collections::HashMap;
use ::std::sync::{Mutex, PoisonError};

/// Beginnings of names of crates whose types have other names here.
const OURS: [&str; 4] = ["engine", "explorer", "unstable", "virtual_"];

/// As `std::any::type_name`; refused where the name would tell that it is another type here.
#[must_use]
pub fn type_name<T: ?Sized>() -> &'static str {
    let name = ::std::any::type_name::<T>();
    let is_ours = |name: &str| OURS.iter().any(|ours| name.starts_with(ours));
    if !crates(name).any(|of| is_ours(of) || own_path(of).len() < of.len()) {
        return name;
    }
    let real = as_named(name);
    if crates(real).any(is_ours) {
        engine::refuse(
            "`std::any::type_name` of a type that is the explorer's own here is not modelled by the explorer",
        );
    }
    real
}

/// The crates that a type's name names.
fn crates(name: &str) -> impl Iterator<Item = &str> {
    let paths = name.split(|c: char| !(c.is_alphanumeric() || c == '_' || c == ':'));
    paths.filter_map(|path| path.split_once("::")).map(|(first, _)| first).filter(|first| !first.is_empty())
}

/// A name in which the program's own crate and our types of `std` are called as in truth. There are as many as types that are asked
/// for.
fn as_named(name: &'static str) -> &'static str {
    static NAMES: Mutex<Option<HashMap<&str, &'static str>>> = Mutex::new(None);
    let mut names = NAMES.lock().unwrap_or_else(PoisonError::into_inner);
    let make = || {
        let own = crates(name).find(|name| own_path(name).len() < name.len());
        let name = own.map_or(name.to_owned(), |own| name.replace(own, own_path(own)));
        &*real_names(&name).leak()
    };
    names.get_or_insert_default().entry(name).or_insert_with(make)
}

/// As `std::any::type_name_of_val`.
#[must_use]
pub fn type_name_of_val<T: ?Sized>(_: &T) -> &'static str {
    type_name::<T>()
}

#[cfg(test)]
mod tests {
    use super::{as_named, crates};

    #[test]
    fn a_name_names_the_crates_of_all_its_parts() {
        let all = |name| crates(name).collect::<Vec<_>>();
        assert_eq!(
            all("(i32, &core::option::Option<program::Own>, own::main::{{closure}})"),
            ["core", "program", "own"]
        );
        assert_eq!(all("dyn core::any::Any + core::marker::Send"), ["core", "core"]);
        assert!(all("[u8; 4]").is_empty());
    }

    #[test]
    fn the_crate_of_a_file_is_called_as_the_file() {
        let name = "core::option::Option<file_0123456789abcdef_shop::till::Coin>";
        assert_eq!(as_named(name), "core::option::Option<shop::till::Coin>");
        assert_eq!(
            as_named("core::option::Option<listing_16_01::Coin>"),
            "core::option::Option<listing_16_01::Coin>"
        );
    }
}
