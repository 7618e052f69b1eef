//! Types at run time, as `std::any`.

pub use ::std::any::*;

/// The crates whose types are the real ones.
const REAL: [&str; 3] = ["alloc", "core", "std"];

/// As `std::any::type_name`; refused where the name would tell that a program is another crate here, with another `std`.
#[must_use]
pub fn type_name<T: ?Sized>() -> &'static str {
    let name = ::std::any::type_name::<T>();
    if !crates(name).all(|name| REAL.contains(&name)) {
        engine::refuse(
            "`std::any::type_name` of a type of the program or of `std::sync` is not modelled by the explorer",
        );
    }
    name
}

/// The crates that a type's name names.
fn crates(name: &str) -> impl Iterator<Item = &str> {
    let paths = name.split(|c: char| !(c.is_alphanumeric() || c == '_' || c == ':'));
    paths.filter_map(|path| path.split_once("::")).map(|(first, _)| first).filter(|first| !first.is_empty())
}

/// As `std::any::type_name_of_val`.
#[must_use]
pub fn type_name_of_val<T: ?Sized>(_: &T) -> &'static str {
    type_name::<T>()
}

#[cfg(test)]
mod tests {
    use super::crates;

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
}
